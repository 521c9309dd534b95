import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sql } from 'postgres';

import { FILES } from '../../../src/audit/bundle/format.ts';
import { verifyBundle } from '../../../src/audit/verify/verify-bundle.ts';
import type { Verification } from '../../../src/audit/verify/verify-bundle.ts';
import { verifyLedger } from '../../../src/audit/whole/verify-ledger.ts';
import { connect } from '../../../src/database/connect.ts';
import { parseVerifierKey } from '../../../src/merkle/key.ts';
import { BALIKPAPAN, openEditionsWorld, REFORM } from '../../support/editions-world.ts';
import type { EditionsWorld } from '../../support/editions-world.ts';
import { described, zipOf } from '../../support/sample-bundle.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { reportAfter, UNSIGNED } from '../audit-whole/busy-ledger.ts';
import { rewriteStream } from '../audit-whole/tampering.ts';
import { openSigned, takeHome } from './signed-log.ts';
import type { SignedLog, TakenHome } from './signed-log.ts';
import { unzipped } from './unzipped.ts';

const database = useTestDatabase();

const REPORT = `${BALIKPAPAN}/${REFORM}`;
const OF = { unit: BALIKPAPAN, cycle: REFORM };
const LATER = '2025-05-20T00:00:00.000Z';
const LAST = '2025-06-20T00:00:00.000Z';

let world: EditionsWorld;
let log: SignedLog;
let sql: Sql;
let taken: TakenHome;

/**
 * After the results are public, Balikpapan is reopened and becomes final again, confirmed by a deputy of the second
 * assessor; then it is published once more.
 */
async function reopen({ tell }: EditionsWorld): Promise<void> {
  await tell(LATER, 'administrator', { type: 'RegisterPerson', subject: 'deputy', label: 'the deputy' });
  const grant = await lastOf('RoleGranted', 'person/assessor-2');
  const lent = {
    subject: 'deputy',
    grant,
    validFrom: null,
    validUntil: '2025-07-31T00:00:00.000Z',
    reason: 'On leave.',
  };
  let seen = await tell(LATER, 'assessor-2', { type: 'DelegateRole', ...lent });
  seen = await tell(LATER, 'assessor-1', { type: 'ReopenReport', ...OF, seen, reason: 'A letter turned up.' });
  const items = [{ indicator: 'V4.1', checks: [], override: { points: '20', justification: 'The letter shows it.' } }];
  seen = await tell(LATER, 'assessor-1', { type: 'ScoreResponses', ...OF, seen, items, atomic: true });
  await tell(LATER, 'assessor-1', { type: 'ConcludeAssessment', ...OF, seen });
  await tell(LAST, 'system', { type: 'CloseObjectionWindow', ...OF });
  seen = await tell(LAST, 'assessor-1', { type: 'ProposeFinal', ...OF, seen: await lastOf('ObjectionWindowClosed') });
  await tell(LAST, 'deputy', { type: 'FinalizeReport', ...OF, seen });
  await tell(LAST, 'administrator', { type: 'PublishResults', cycle: REFORM });
}

async function lastOf(type: string, stream = `report/${REPORT}`): Promise<number> {
  const [row] = await sql<{ position: string }[]>`
    select max(position) as position from ledger_entry where type = ${type} and stream = ${stream}`;
  return Number(row!.position);
}

function verified(bytes: Buffer): Promise<Verification> {
  return verifyBundle(bytes, { kind: 'KEYS', keys: [parseVerifierKey(log.key)!] });
}

/** What verification says of the bundle with another text of its events, for which the manifest was made right. */
async function faultAfter(change: (text: string) => string): Promise<Verification['outcome']> {
  const files = new Map(await unzipped(taken.bytes));
  files.set(FILES.events, Buffer.from(change(files.get(FILES.events)!.toString())));
  return (await verified(await zipOf(described(files)))).outcome;
}

beforeAll(async () => {
  sql = connect(database().superuserUrl, { max: 1 });
  world = await openEditionsWorld(database().applicationUrl);
  await reopen(world);
  log = await openSigned(database().applicationUrl, { handle: world.handle, origin: 'test.jejak/demo' });
  taken = await takeHome(log, REPORT);
});
afterAll(async () => {
  await sql.end();
  await log.close();
  await world.close();
});

describe('The bundle of a report that was reopened, of a cycle whose edition was replaced', () => {
  it('verifies: both finals follow, under the edition in force and the rights that were lent', async () => {
    const { outcome, checks } = await verified(taken.bytes);
    const details = Object.fromEntries(checks.map(({ name, detail }) => [name, detail]));

    expect(outcome).toBe('OK');
    expect(details['instrument']).toContain(`in force since entry ${world.turns.replaced}`);
    expect(details['grants']).toContain('1 of them lent');
    expect(details['hands']).toBe('2 finals, each proposed and frozen by different hands');
    expect(details['score']).toMatch(/FINAL 96\.00 .*; what entry \d+ and \d+ froze follows as well$/);
  });

  it.each([
    ['in what was scored after the reopening', '"points":"20"', '"points":"19"'],
    ['in what was frozen first', '"total":"91.50"', '"total":"91.40"'],
    ['in whose right was lent', '"delegatedBy":"assessor-2"', '"delegatedBy":"assessor-1"'],
    ['in which edition came into force', '"to":"2"', '"to":"1"'],
  ])('is found changed %s', async (_what, before, after) => {
    const outcome = await faultAfter((text) => text.replace(before, after));

    expect(outcome).toMatchObject({ fault: { file: FILES.events } });
  });

  it('is of a ledger that verifies as a whole', async () => {
    const { fault, entries } = await verifyLedger(sql, UNSIGNED);

    expect(fault).toBeNull();
    expect(entries).toBe(taken.position + 1);
  });
});

describe('Such a ledger is found out as a whole', () => {
  it('where the final was confirmed without the right that was lent', async () => {
    const final = await lastOf('ReportFinalized');
    const grant = await lastOf('RoleDelegated', 'person/deputy');
    const validUntil = '2025-06-01T00:00:00.000Z';

    const { fault } = await reportAfter(sql, (owner) =>
      rewriteStream(owner, grant, (entry) => ({ ...entry, data: { ...entry.data, validUntil } })),
    );

    expect(fault).toMatchObject({ check: 'entries', position: final, stream: `report/${REPORT}` });
    expect(fault!.sentence).toBe(`the role ASSESSOR that entry ${grant} granted had ended at ${validUntil}`);
  });
});
