import { setTimeout as pause } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ReportCommand } from '../../../src/domain/report/index.ts';
import { canonicalJson } from '../../../src/kernel/canonical-json.ts';
import { digestOf } from '../../../src/kernel/digest.ts';
import type { JejakCommand } from '../../../src/usecase/command.ts';
import type { Handle } from '../../../src/usecase/handle.ts';
import { startProduct } from '../../support/product.ts';
import type { Product } from '../../support/product.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { careEdition, CYCLE } from '../../support/told-world.ts';
import { dataOf, givenDatabase, makeHome, PLACE, removeHome, tellSmallDemo } from './small-demo.ts';

const report = { unit: PLACE, cycle: CYCLE };

/** Long ago: it passes while nobody runs the product. */
const CLOSED = '2022-12-01T00:00:00.000Z';

const database = useTestDatabase();
let home: string;
let first: Product;
let second: Product;

beforeAll(async () => {
  home = await makeHome();
  const care = careEdition();
  const text = canonicalJson(care);
  await tellSmallDemo(home, database(), {
    editions: [{ edition: care, text, digest: digestOf(text) }],
    tell: tellReview,
  });
  const environment = givenDatabase(database());
  [first, second] = await Promise.all([startProduct(home, environment), startProduct(home, environment)]);
}, 120_000);

afterAll(async () => {
  await Promise.all([first.kill(), second.stop()]);
  await removeHome(home);
});

/** A report in regional review, with one answer found wanting. */
async function tellReview(handle: Handle): Promise<void> {
  let turn = 0;
  const ask = async (person: string, command: JejakCommand): Promise<number> => {
    const answer = await handle({ person, commandId: `tell-${(turn += 1)}`, command });
    if (!answer.ok) throw new Error(`${command.type}: ${answer.error.code}`);
    return answer.value.position;
  };
  const scope = { jurisdiction: PLACE, validFrom: null, validUntil: null };
  const agency = { jurisdiction: PLACE, organization: 'dinas-uji', kind: 'AGENCY', name: 'Dinas Uji' } as const;
  await ask('system', { type: 'RegisterOrganization', ...agency, covers: [] });
  for (const [subject, role, organization] of [
    ['coordinator', 'COORDINATOR', null],
    ['reporter', 'REPORTER', 'dinas-uji'],
    ['reviewer', 'REGIONAL_REVIEWER', null],
  ] as const) {
    await ask('system', { type: 'RegisterPerson', subject, label: subject });
    await ask('system', { type: 'GrantRole', subject, role, organization, ...scope });
  }
  const years = { dataYear: 2024, cycleYear: 2025, awardYear: 2026 };
  const submission = { opensAt: '2022-10-01T00:00:00.000Z', closesAt: CLOSED };
  const cycle = { cycle: CYCLE, instrument: 'CARE', edition: '1', period: 'YEAR', notice: 'made for a test' };
  await ask('system', { type: 'OpenCycle', ...cycle, ...years, submission, participants: [PLACE] });
  await ask('coordinator', { type: 'OpenReport', ...report });
  const assigned = { organization: 'dinas-uji', indicators: ['C'] };
  await ask('coordinator', { type: 'AssignIndicators', ...report, ...assigned });
  const stated = { indicator: 'C', answer: { kind: 'POINTS', value: '50' }, narrative: null } as const;
  await ask('reporter', { type: 'SubmitResponse', ...report, ...stated, expectedRevision: 0 });
  const seen = await ask('coordinator', { type: 'SubmitReport', ...report, acknowledgeIncomplete: true });
  await ask('reviewer', wanting(seen));
}

function wanting(seen: number): ReportCommand {
  const item = { indicator: 'C', ruling: 'RETURNED', reason: 'NO_DOCUMENT', note: 'none', checks: [] } as const;
  return { type: 'ReviewResponses', ...report, seen, items: [item], atomic: true };
}

const RETURN = `mutation ($input: ReturnReportInput!) {
  returnReport(input: $input) { __typename ... on Refusal { code } }
}`;

const EVENTS = `query ($type: String!) { events(filter: { types: [$type] }, first: 20) {
  nodes { recordedAt data actor { person role } } } ledger { size } }`;

type Found = Readonly<{ recordedAt: string; data: Readonly<Record<string, unknown>>; actor: object }>;

async function events(product: Product, type: string): Promise<readonly Found[]> {
  const { events: found } = dataOf(await product.ask(EVENTS, { type }, 'auditor'));
  return (found as Readonly<{ nodes: readonly Found[] }>).nodes;
}

/** Returns the report until a moment ahead; answers that moment. */
async function returnUntil(product: Product, milliseconds: number): Promise<string> {
  const { ledger } = dataOf(await product.ask('{ ledger { size } }', {}, 'auditor'));
  const { size: seen } = ledger as Readonly<{ size: string }>;
  const dueAt = new Date(Date.now() + milliseconds).toISOString();
  const input = { commandId: `return-${dueAt}`, ...report, seen, dueAt, note: null };
  const { returnReport } = dataOf(await product.ask(RETURN, { input }, 'reviewer'));
  expect(returnReport).toEqual({ __typename: 'ReturnReportSuccess' });
  return dueAt;
}

async function untilRecorded(product: Product, type: string, count: number): Promise<readonly Found[]> {
  for (;;) {
    const found = await events(product, type);
    if (found.length >= count) return found;
    await pause(100);
  }
}

const SYSTEM = { person: 'system', role: 'SYSTEM' };

describe('Two instances of the product on one database', () => {
  it('record once what passed while neither ran', async () => {
    const closed = await untilRecorded(second, 'SubmissionWindowClosed', 1);

    expect(closed).toMatchObject([{ actor: SYSTEM, data: { closesAt: CLOSED, units: null, notSubmitted: [] } }]);
  });

  it('end a correction round by themselves when it is due, with one entry of the system', async () => {
    const dueAt = await returnUntil(first, 1000);

    const closed = await untilRecorded(second, 'CorrectionRoundClosed', 1);

    expect(closed).toMatchObject([{ actor: SYSTEM, data: { round: 1, dueAt, unchanged: ['C'] } }]);
    expect(closed[0]!.recordedAt >= dueAt).toBe(true);
  });

  it('need only one of them, which looks at everything anew and repeats nothing', async () => {
    await first.kill();
    const dueAt = await returnUntil(second, 1000);

    const closed = await untilRecorded(second, 'CorrectionRoundClosed', 2);

    expect(closed.map(({ data }) => data['dueAt'])).toContain(dueAt);
    expect(closed).toHaveLength(2);
    expect(await events(second, 'SubmissionWindowClosed')).toHaveLength(1);
  });
});
