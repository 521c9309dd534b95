import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { FILES } from '../../../src/audit/bundle/format.ts';
import { readHead } from '../../../src/ledger/read.ts';
import { sealedHeads } from '../../../src/ledger/stream-heads.ts';
import { asSystem } from '../../../src/usecase/open-ledger.ts';
import type { ReportingWorld } from '../../support/reporting-world.ts';
import { CYCLE, openReportingWorld, REPORTER, UNIT } from '../../support/reporting-world.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { takeHome, verified } from './signed-log.ts';
import { unzipped } from './unzipped.ts';

const database = useTestDatabase();

const REPORT = `${UNIT}/${CYCLE}`;

let world: ReportingWorld;

beforeAll(async () => {
  world = await openReportingWorld(database().applicationUrl);
});
afterAll(() => world.close());

function answer(indicator: string, revision: number): Promise<unknown> {
  return world.ask(REPORTER, {
    type: 'SubmitResponse',
    unit: UNIT,
    cycle: CYCLE,
    indicator,
    expectedRevision: revision,
    answer: { kind: 'CHOICE', option: revision % 2 === 0 ? 'ADA' : 'TIDAK' },
    narrative: null,
  });
}

describe('The bundle of a running report', () => {
  it('holds together from the first moment on', async () => {
    const { bytes, events } = await takeHome(world, REPORT);

    const files = await unzipped(bytes);

    expect(await verified(bytes, world.key)).toBe('OK');
    expect(events).toBeGreaterThan(2);
    expect(JSON.parse(String(files.get(FILES.derivation)))).toMatchObject({
      reached: 'CLAIMED',
      bases: [{ basis: 'CLAIMED', total: '0.00' }],
    });
  });

  it('holds what was recorded just before', async () => {
    const before = await takeHome(world, REPORT);
    await answer('KKP-SP1-S1', 0);

    const after = await takeHome(world, REPORT);

    expect(after.events).toBe(before.events + 2);
    expect(await verified(after.bytes, world.key)).toBe('OK');
  });

  it('holds what was recorded while another seal was made', async () => {
    const { reader, handle } = world;
    const command = {
      type: 'SealStreamHeads',
      ...(await sealedHeads(reader.database, await readHead(reader.database))),
    } as const;
    await answer('KKP-SP1-P1', 0);
    const recorded = await readHead(reader.database);
    await asSystem(handle, { commandId: 'late-seal', command });

    const { position, bytes } = await takeHome(world, REPORT);

    expect(position).toBeGreaterThanOrEqual(recorded);
    expect(await verified(bytes, world.key)).toBe('OK');
  });

  it('holds together while others write', async () => {
    const writing = Promise.all(
      ['KKP-SP1-S2', 'KKP-SP1-S3'].map(async (indicator) => {
        for (let revision = 0; revision < 40; revision += 1) await answer(indicator, revision);
      }),
    );
    const bundles = await Promise.all(
      Array.from({ length: 3 }, async () => [
        await takeHome(world, REPORT),
        await takeHome(world, REPORT),
        await takeHome(world, REPORT),
      ]),
    );
    await writing;

    const outcomes = await Promise.all(bundles.flat().map(({ bytes }) => verified(bytes, world.key)));

    expect(new Set(outcomes)).toEqual(new Set(['OK']));
    expect(new Set(bundles.flat().map(({ position }) => position)).size).toBeGreaterThan(1);
  });
});

describe('The bundle of a unit that is an organization', () => {
  const unit = '64/BALAI-2';
  const cycle = 'WASNAKER-2023-01';

  it('bears a name without a slash, and holds together', async () => {
    const place = { jurisdiction: '64', organization: 'BALAI-2' };
    const office = { kind: 'SERVICE_UNIT', name: 'Balai Pengawasan 2', covers: [] } as const;
    await world.ask('administrator', { type: 'RegisterOrganization', ...place, ...office });
    await world.ask('administrator', { type: 'RegisterPerson', subject: 'balai-2', label: 'coordinator of Balai 2' });
    const grant = { role: 'COORDINATOR', ...place, validFrom: null, validUntil: null } as const;
    await world.ask('administrator', { type: 'GrantRole', subject: 'balai-2', ...grant });
    await world.ask('administrator', { type: 'OpenCycle', cycle, ...monthlyCycle(unit) });
    await world.ask('balai-2', { type: 'OpenReport', unit, cycle });

    const { name, bytes } = await takeHome(world, `${unit}/${cycle}`);

    expect(name).toBe('64_BALAI-2_WASNAKER-2023-01.jejak.zip');
    expect(await verified(bytes, world.key)).toBe('OK');
  });
});

function monthlyCycle(unit: string) {
  const day = 86_400_000;
  const at = (days: number): string => new Date(Date.now() + days * day).toISOString();
  return {
    instrument: 'WASNAKER',
    edition: '2023',
    period: '01',
    dataYear: 2023,
    cycleYear: 2023,
    awardYear: 2024,
    submission: { opensAt: at(-1), closesAt: at(30) },
    notice: 'ILLUSTRATIVE',
    participants: [unit],
  };
}
