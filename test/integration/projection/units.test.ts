import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { JejakCommand } from '../../../src/usecase/command.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { openToldWorld } from '../../support/told-world.ts';
import type { ToldWorld } from '../../support/told-world.ts';

const database = useTestDatabase();

let world: ToldWorld;

beforeAll(async () => {
  world = await openToldWorld(database().applicationUrl);
});

afterAll(async () => {
  await world.close();
});

function ask(command: JejakCommand) {
  return world.handle({ person: 'administrator', commandId: randomUUID(), command });
}

function openCycle(...participants: readonly string[]) {
  const call = { cycle: 'CARE-2025', instrument: 'CARE', edition: '1', period: 'YEAR', notice: 'made for a test' };
  const years = { dataYear: 2024, cycleYear: 2025, awardYear: 2026 };
  const submission = { opensAt: '2025-01-03T00:00:00.000Z', closesAt: '2025-02-28T00:00:00.000Z' };
  return ask({ type: 'OpenCycle', ...call, ...years, submission, participants });
}

function grantReporter(jurisdiction: string, organization: string) {
  const scope = { jurisdiction, organization, validFrom: null, validUntil: null };
  return ask({ type: 'GrantRole', subject: 'neighbour', role: 'REPORTER', ...scope });
}

describe('Whoever takes part in a cycle', () => {
  it('is a registered jurisdiction, or a registered organization of one', async () => {
    const mistyped = await openCycle('64.71', '64.99', '64.71/dinas-uij');
    const opened = await openCycle('64.71', '64', '64.71/dinas-uji');

    expect(mistyped).toMatchObject({
      ok: false,
      error: {
        code: 'UNIT_UNKNOWN',
        details: [{ path: ['participants', '64.99'] }, { path: ['participants', '64.71/dinas-uij'] }],
      },
    });
    expect(opened).toMatchObject({ ok: true, value: { entries: [{ type: 'CycleOpened' }] } });
  });
});

describe('A role', () => {
  it('is given for what is registered', async () => {
    const elsewhere = await grantReporter('64.99', 'dinas-uji');
    const stranger = await grantReporter('64.72', 'dinas-uji');
    const known = await grantReporter('64.71', 'dinas-uji');

    expect(elsewhere).toMatchObject({ ok: false, error: { code: 'JURISDICTION_UNKNOWN' } });
    expect(stranger).toMatchObject({ ok: false, error: { code: 'ORGANIZATION_UNKNOWN' } });
    expect(known).toMatchObject({ ok: true, value: { entries: [{ type: 'RoleGranted' }] } });
  });
});
