import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sql } from 'postgres';

import { verifyLedger } from '../../../src/audit/whole/verify-ledger.ts';
import { connect } from '../../../src/database/connect.ts';
import { COORDINATOR, CYCLE, openReportingWorld, ORGANIZATION, REPORTER, UNIT } from '../../support/reporting-world.ts';
import type { ReportingWorld } from '../../support/reporting-world.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { REPORT, reportAfter, UNSIGNED } from './busy-ledger.ts';
import { append, rewriteStream } from './tampering.ts';

const database = useTestDatabase();

const DEPUTY = 'deputy';
const IN_A_WEEK = new Date(Date.now() + 7 * 86_400_000).toISOString();
const TOMORROW = new Date(Date.now() + 86_400_000).toISOString();

/** The entries that gave the coordinator their role, lent it, used it as lent, and took it back. */
type Turns = Readonly<{ granted: number; lent: number; used: number; withdrawn: number }>;

let world: ReportingWorld;
let sql: Sql;
let turns: Turns;

async function lastOf(type: string, stream: string): Promise<number> {
  const [row] = await sql<{ position: string }[]>`
    select max(position) as position from ledger_entry where type = ${type} and stream = ${stream}`;
  return Number(row!.position);
}

/** The deputy stands in for the coordinator once; then the right is lent for a second time, and taken back unused. */
async function standIn({ ask, indicators }: ReportingWorld): Promise<Turns> {
  await ask('administrator', { type: 'RegisterPerson', subject: DEPUTY, label: DEPUTY });
  const granted = await lastOf('RoleGranted', `person/${COORDINATOR}`);
  const term = { subject: DEPUTY, grant: granted, validFrom: null, validUntil: IN_A_WEEK, reason: 'On leave.' };
  const { position: lent } = await ask(COORDINATOR, { type: 'DelegateRole', ...term });
  const answer = { kind: 'CHOICE', option: 'ADA' } as const;
  const response = { unit: UNIT, cycle: CYCLE, indicator: indicators[0]!, expectedRevision: 0, answer };
  await ask(REPORTER, { type: 'SubmitResponse', ...response, narrative: null });
  const submission = { unit: UNIT, cycle: CYCLE, acknowledgeIncomplete: true };
  const { position: used } = await ask(DEPUTY, { type: 'SubmitReport', ...submission });
  await ask('administrator', { type: 'RegisterPerson', subject: 'second', label: 'second' });
  const { position: grant } = await ask(COORDINATOR, { type: 'DelegateRole', ...term, subject: 'second' });
  const back = { subject: 'second', grant, reason: 'Back at work.' };
  const { position: withdrawn } = await ask(COORDINATOR, { type: 'RevokeRole', ...back });
  return { granted, lent, used, withdrawn };
}

beforeAll(async () => {
  world = await openReportingWorld(database().applicationUrl);
  sql = connect(database().superuserUrl, { max: 1 });
  turns = await standIn(world);
});
afterAll(async () => {
  await sql.end();
  await world.close();
});

describe('A ledger in which rights were lent, used and taken back', () => {
  it('verifies', async () => {
    expect((await verifyLedger(sql, UNSIGNED)).fault).toBeNull();
  });

  it('is found out where a lent right was used after the one it was lent from was revoked', async () => {
    const { granted, lent, used } = turns;
    const { fault } = await reportAfter(sql, async (owner) => {
      await append(owner, granted, (entry) => ({
        ...entry,
        type: 'RoleRevoked',
        data: { person: COORDINATOR, grant: granted, role: 'COORDINATOR', reason: 'It is over.' },
      }));
      await append(owner, used, (entry) => entry);
    });

    expect(fault).toMatchObject({ check: 'entries', stream: REPORT });
    expect(fault!.sentence).toContain(
      `the role COORDINATOR that entry ${lent} lent had ended with the one of entry ${granted}, which was revoked at `,
    );
  });

  it.each([
    ['under another right', { grant: 1 }, 'was made under another right'],
    ['by another person', { delegatedBy: 'assessor-1' }, 'was made under another right'],
    ['for another place', { jurisdiction: '64' }, 'gives another right'],
    ['as another role', { role: 'AUDITOR' }, 'gives another right'],
    ['for an organization', { organization: ORGANIZATION }, 'gives another right'],
  ])('is found out where a right was lent %s', async (_, data, clause) => {
    const { granted, lent } = turns;
    const { fault } = await reportAfter(sql, (owner) =>
      rewriteStream(owner, lent, (entry) => ({ ...entry, data: { ...entry.data, ...data } })),
    );

    expect(fault).toMatchObject({ check: 'entries', position: lent, stream: `person/${DEPUTY}` });
    expect(fault!.sentence).toBe(`its loan of what entry ${'grant' in data ? 1 : granted} granted ${clause}`);
  });

  it('is found out where a right was lent for longer than it is held', async () => {
    const { granted, lent } = turns;
    const { fault } = await reportAfter(sql, (owner) =>
      rewriteStream(owner, granted, (entry) => ({ ...entry, data: { ...entry.data, validUntil: TOMORROW } })),
    );

    expect(fault).toMatchObject({ check: 'entries', position: lent });
    expect(fault!.sentence).toBe(`its loan of what entry ${granted} granted lasts longer`);
  });

  it('is found out where what was only lent was lent on', async () => {
    const { lent } = turns;
    const { fault } = await reportAfter(sql, (owner) =>
      append(owner, lent, (entry) => ({
        ...entry,
        actor: { ...entry.actor, person: DEPUTY, grant: lent },
        data: { ...entry.data, delegatedBy: DEPUTY, grant: lent },
      })),
    );

    expect(fault).toMatchObject({ check: 'entries', stream: `person/${DEPUTY}` });
    expect(fault!.sentence).toBe(`its loan of what entry ${lent} granted lends on what was only lent`);
  });

  it('is found out where somebody else than the lender took it back', async () => {
    const assessor = await lastOf('RoleGranted', 'person/assessor-1');
    const { fault } = await reportAfter(sql, (owner) =>
      rewriteStream(owner, turns.withdrawn, (entry) => ({
        ...entry,
        actor: { person: 'assessor-1', role: 'ASSESSOR', organization: null, grant: assessor },
      })),
    );

    expect(fault).toMatchObject({ check: 'entries', position: turns.withdrawn, stream: 'person/second' });
    expect(fault!.sentence).toContain('"assessor-1" did not lend that');
  });

  it.each([
    ['was never given', { grant: 1 }],
    ['is of another role', { role: 'AUDITOR' }],
    ['is of another person', { person: DEPUTY }],
  ])('is found out where a right ended that %s', async (_, data) => {
    const { fault } = await reportAfter(sql, (owner) =>
      rewriteStream(owner, turns.withdrawn, (entry) => ({ ...entry, data: { ...entry.data, ...data } })),
    );

    expect(fault).toMatchObject({ check: 'entries', position: turns.withdrawn });
    expect(fault!.sentence).toContain('which they did not have then');
  });

  it('is found out where a person calls itself the system', async () => {
    const { fault } = await reportAfter(sql, (owner) =>
      rewriteStream(owner, turns.withdrawn, (entry) => ({
        ...entry,
        type: 'RoleRevoked',
        actor: { person: COORDINATOR, role: 'SYSTEM', organization: null, grant: null },
      })),
    );

    expect(fault).toMatchObject({ check: 'entries', position: turns.withdrawn });
    expect(fault!.sentence).toBe('it names no grant, which only the system may');
  });
});
