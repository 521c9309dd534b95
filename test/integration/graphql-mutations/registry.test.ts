import { describe, expect, it } from 'vitest';

import { loadReference } from '../../../src/usecase/reference.ts';
import type { Data, Reply } from '../../support/http-server.ts';
import { useHttpWorld } from '../../support/http-server.ts';
import { mutation, positionOf } from '../../support/mutations.ts';
import { COORDINATOR, CYCLE } from '../../support/reporting-world.ts';

const world = useHttpWorld();

const ADMINISTRATOR = 'administrator';

async function ask(name: string, input: Data, more: string, person = ADMINISTRATOR): Promise<Reply> {
  return world().send({ query: mutation(name, more), variables: { input }, person });
}

async function outcome(name: string, input: Data, more = ''): Promise<Data> {
  const { errors, data } = await ask(name, input, more);
  expect(errors).toEqual([]);
  return data![name] as Data;
}

/** A new edition of an instrument that is published already, as whoever revises it would write it. */
function revised(changes: Data = {}): string {
  const irh = loadReference().editions.find(({ edition }) => edition.instrument === 'IRH');
  return JSON.stringify({ ...irh!.edition, edition: '2026', ...changes }, null, 2);
}

const OPEN_CYCLE = {
  cycle: 'IRH-2025',
  instrument: 'IRH',
  edition: '2025',
  period: 'YEAR',
  dataYear: 2025,
  cycleYear: 2025,
  awardYear: 2025,
  submission: { opensAt: '2025-01-01T00:00:00+08:00', closesAt: '2125-01-01T00:00:00+08:00' },
  notice: 'ILLUSTRATIVE',
  participants: ['64.71', '64.72'],
};

describe('The registry', () => {
  it('takes an organization and its mandate', async () => {
    const place = { jurisdiction: '64.72', organization: 'bagian-hukum' };
    const more = 'organization { code name }';
    const named = { kind: 'LEGAL_DIVISION', name: ' Bagian Hukum ' };

    const registered = await outcome('registerOrganization', { ...place, ...named }, more);
    const mandate = { mandates: ['LEGAL_AFFAIRS'], legalBasis: 'Perwali 1/2020' };
    const mandated = await outcome('assignMandate', { ...place, ...mandate }, more);
    const twice = await outcome('registerOrganization', { ...place, ...named });

    expect(registered).toMatchObject({
      events: [{ type: 'OrganizationRegistered' }],
      organization: { code: 'bagian-hukum', name: 'Bagian Hukum' },
    });
    expect(mandated).toMatchObject({ events: [{ type: 'MandateAssigned' }] });
    expect(twice).toMatchObject({ code: 'ORGANIZATION_REGISTERED' });
  });

  it('takes a person, gives a role and takes it back', async () => {
    const person = '64.72.coordinator';
    const more = 'person { label }';

    const registered = await outcome('registerPerson', { person, label: 'Coordinator, Samarinda' }, more);
    const granted = await outcome('grantRole', { person, role: 'COORDINATOR', jurisdiction: '64.72' }, more);
    const grant = positionOf(granted);
    const revoked = await outcome('revokeRole', { person, grant, reason: 'Mutasi' }, more);
    const again = await outcome('revokeRole', { person, grant, reason: 'Mutasi' });

    expect(registered).toMatchObject({ person: { label: 'Coordinator, Samarinda' } });
    expect(granted).toMatchObject({ events: [{ type: 'RoleGranted' }], person: { label: 'Coordinator, Samarinda' } });
    expect(revoked).toMatchObject({ events: [{ type: 'RoleRevoked' }] });
    expect(again).toMatchObject({ code: 'GRANT_UNKNOWN' });
  });

  it('is the administrator’s alone to change', async () => {
    const { data } = await ask('registerPerson', { person: 'friend', label: 'Friend' }, '', COORDINATOR);

    expect(data!['registerPerson']).toMatchObject({ code: 'NOT_ALLOWED' });
  });
});

describe('publishInstrument', () => {
  it('publishes an edition by its canonical text, whatever its spaces', async () => {
    const published = await outcome('publishInstrument', { edition: revised() }, 'instrument { code }');
    const again = await outcome('publishInstrument', { edition: revised({ notes: [] }) });

    expect(published).toMatchObject({ events: [{ type: 'InstrumentPublished' }], instrument: { code: 'IRH' } });
    expect(again).toMatchObject({ code: 'EDITION_PUBLISHED' });
  });

  it('names every fault by its path', async () => {
    const edition = revised({ engine: 'scoring/v0', periods: [], surprise: true });

    const { errors } = await ask('publishInstrument', { edition }, '');

    expect(errors[0]!.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors[0]!.extensions.issues!.map(({ path }) => path.join('.'))).toEqual([
      'input.edition.engine',
      'input.edition.periods',
      'input.edition',
    ]);
  });

  it.each(['', '{', 'null', '[]', '"text"'])('takes no text that is no edition: %s', async (edition) => {
    const { errors } = await ask('publishInstrument', { edition }, '');

    expect(errors[0]!.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('A cycle', () => {
  it('is opened once', async () => {
    const opened = await outcome('openCycle', OPEN_CYCLE, 'cycle { code }');
    const twice = await outcome('openCycle', OPEN_CYCLE);

    expect(opened).toMatchObject({ events: [{ type: 'CycleOpened' }], cycle: { code: 'IRH-2025' } });
    expect(twice).toMatchObject({ code: 'CYCLE_OPEN' });
  });

  it('is refused with a window that ends before it begins', async () => {
    const { opensAt, closesAt } = OPEN_CYCLE.submission;

    const refused = await outcome('openCycle', {
      ...OPEN_CYCLE,
      cycle: 'IRH-2026',
      submission: { opensAt: closesAt, closesAt: opensAt },
    });

    expect(refused).toMatchObject({ code: 'WINDOW_REVERSED' });
  });

  it('is not published while it is open', async () => {
    const refused = await outcome('publishResults', { cycle: CYCLE });

    expect(refused).toMatchObject({ code: 'WINDOW_STILL_OPEN' });
  });

  it('takes no moment without an offset', async () => {
    const submission = { ...OPEN_CYCLE.submission, opensAt: '2025-01-01 00:00' };

    const { errors } = await ask('openCycle', { ...OPEN_CYCLE, submission }, '');

    expect(errors[0]!.extensions.code).toBe('BAD_USER_INPUT');
  });
});
