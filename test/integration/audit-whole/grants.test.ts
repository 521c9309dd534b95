import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { verifyLedger } from '../../../src/audit/whole/verify-ledger.ts';
import { connect } from '../../../src/database/connect.ts';
import { COORDINATOR, openReportingWorld } from '../../support/reporting-world.ts';
import type { ReportingWorld } from '../../support/reporting-world.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { REPORT, UNSIGNED, useBusyLedger } from './busy-ledger.ts';
import { append, rewriteStream } from './tampering.ts';

const database = useTestDatabase();
const ledger = useBusyLedger(database);

const LONG_AGO = '2001-01-01T00:00:00.000Z';
const IN_A_WHILE = '2999-01-01T00:00:00.000Z';

/** Where the coordinator was granted that role, and where the role was first used. */
async function coordinating(): Promise<Readonly<{ granted: number; used: number }>> {
  const [row] = await ledger.sql()<{ granted: string; used: string }[]>`
    select max(position) filter (where type = 'RoleGranted') as granted,
           min(position) filter (where type = 'ReportOpened') as used
    from ledger_entry where stream in (${`person/${COORDINATOR}`}, ${REPORT})`;
  return { granted: Number(row!.granted), used: Number(row!.used) };
}

describe('An entry under a grant that was not in force', () => {
  it.each([
    ['had begun by then', { validFrom: IN_A_WHILE }, `begins at ${IN_A_WHILE}, after this entry`],
    ['lasted until then', { validFrom: LONG_AGO, validUntil: LONG_AGO }, `had ended at ${LONG_AGO}`],
  ])('is found where none %s', async (_, validity, sentence) => {
    const { granted, used } = await coordinating();
    const { fault } = await ledger.after((sql) =>
      rewriteStream(sql, granted, (entry) => ({ ...entry, data: { ...entry.data, ...validity } })),
    );

    expect(fault).toMatchObject({ check: 'entries', position: used, stream: REPORT });
    expect(fault!.sentence).toBe(`the role COORDINATOR that entry ${granted} granted ${sentence}`);
  });

  it('is found where it had been revoked, at the very moment as well', async () => {
    const { granted, used } = await coordinating();
    const { fault } = await ledger.after(async (sql) => {
      await append(sql, granted, (entry) => ({
        ...entry,
        type: 'RoleRevoked',
        data: { person: COORDINATOR, grant: granted, role: 'COORDINATOR', reason: 'it is over' },
      }));
      await append(sql, used, (entry) => entry);
    });

    expect(fault).toMatchObject({ check: 'entries', position: ledger.size() + 2, stream: REPORT });
    expect(fault!.sentence).toContain(`the role COORDINATOR that entry ${granted} granted had been revoked at `);
  });
});

describe('An honest ledger', () => {
  const other = useTestDatabase();
  let world: ReportingWorld;

  beforeAll(async () => {
    world = await openReportingWorld(other().applicationUrl);
  });
  afterAll(() => world.close());

  it('verifies where roles were used, ended and were given again', async () => {
    const scope = { jurisdiction: null, organization: null, validFrom: null, validUntil: IN_A_WHILE };
    const grant = (by: string, subject: string) =>
      world.ask(by, { type: 'GrantRole', subject, role: 'ADMINISTRATOR', ...scope });
    const subject = 'assessor-1';
    for (let turn = 0; turn < 2; turn += 1) {
      const { position } = await grant('administrator', subject);
      await world.ask(subject, { type: 'RegisterPerson', subject: `by-${turn}`, label: 'registered in between' });
      await world.ask('administrator', { type: 'RevokeRole', subject, grant: position, reason: 'done' });
    }

    const sql = connect(other().applicationUrl, { max: 1 });
    const { fault } = await verifyLedger(sql, UNSIGNED);
    await sql.end();

    expect(fault).toBeNull();
  });
});
