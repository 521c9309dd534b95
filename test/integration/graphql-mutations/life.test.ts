import { describe, expect, it } from 'vitest';

import type { Data } from '../../support/http-server.ts';
import { useHttpWorld } from '../../support/http-server.ts';
import { mutation, positionOf } from '../../support/mutations.ts';
import { COORDINATOR, CYCLE, REPORTER, UNIT } from '../../support/reporting-world.ts';

const world = useHttpWorld();

const FIRST = 'KKP-SP1-S1';
const SECOND = 'KKP-SP1-S2';
const THIRD = 'KKP-SP1-S3';
const DOCUMENT = { title: 'Perda 3/2019', mediaType: 'application/pdf', bytes: 1000, issuedOn: '2019-03-04' };
const REPORT = 'report { stage }';
const ITEMS = `items { indicator refusal { code path } response { status } } ${REPORT}`;

/** What the mutation answered, whatever it was. */
async function ask(person: string, name: string, input: Data, more = REPORT): Promise<Data> {
  const variables = { input: { unit: UNIT, cycle: CYCLE, ...input } };
  const { errors, data } = await world().send({ query: mutation(name, more), variables, person });
  expect(errors).toEqual([]);
  return data![name] as Data;
}

/** The position after it. */
async function does(person: string, name: string, input: Data, more = REPORT): Promise<string> {
  const outcome = await ask(person, name, input, more);
  expect(outcome['__typename']).not.toBe('Refusal');
  return positionOf(outcome);
}

function digest(digit: number): string {
  return `sha256:${String(digit).repeat(64)}`;
}

async function drafts(): Promise<string> {
  const answer = { choice: 'ADA' };
  const document = { ...DOCUMENT, evidence: `${FIRST}-E1`, digest: digest(1) };
  for (const indicator of [FIRST, SECOND, THIRD]) {
    await does(REPORTER, 'submitResponse', { indicator, expectedRevision: 0, answer });
  }
  await does(REPORTER, 'withdrawResponse', { indicator: THIRD, expectedRevision: 1, reason: 'Keliru' });
  await does(REPORTER, 'attachDocument', { indicator: FIRST, document });
  await does(REPORTER, 'attachDocument', { indicator: FIRST, document: { ...document, digest: digest(2) } });
  const replaced = {
    attachment: `${FIRST}.D1`,
    document: { ...document, digest: digest(3) },
    reason: 'Halaman hilang',
  };
  await does(REPORTER, 'replaceDocument', { indicator: FIRST, ...replaced });
  await does(REPORTER, 'withdrawDocument', { indicator: FIRST, attachment: `${FIRST}.D2`, reason: 'Ganda' });
  return does(COORDINATOR, 'submitReport', { acknowledgeIncomplete: true });
}

describe('A report', () => {
  it('goes from its draft to the objection window by mutations alone', async () => {
    const submitted = await drafts();

    const items = [
      { indicator: SECOND, ruling: 'RETURNED', reason: 'WRONG_PERIOD', note: 'Tahun 2020' },
      { indicator: 'UNKNOWN', ruling: 'ACCEPTED' },
      { indicator: THIRD, ruling: 'ACCEPTED' },
      { indicator: FIRST, ruling: 'ACCEPTED' },
      { indicator: FIRST, ruling: 'REJECTED', reason: 'OTHER', note: 'Dua kali' },
    ];
    const reviewed = await ask('regional-reviewer', 'reviewResponses', { seen: submitted, items }, ITEMS);
    const returned = await does('regional-reviewer', 'returnReport', {
      seen: positionOf(reviewed),
      note: 'Perbaiki',
    });
    await does(REPORTER, 'submitResponse', { indicator: SECOND, expectedRevision: 1, answer: { choice: 'PROSES' } });
    const resubmitted = await does(COORDINATOR, 'resubmitReport', {});
    const again = [{ indicator: SECOND, ruling: 'ACCEPTED' }];
    const late = await ask(
      'regional-reviewer',
      'reviewResponses',
      { seen: returned, items: again, atomic: true },
      ITEMS,
    );
    const accepted = await does('regional-reviewer', 'reviewResponses', { seen: resubmitted, items: again });
    const forwarded = await does('regional-reviewer', 'forwardReport', { seen: accepted });
    const scorings = [
      { indicator: FIRST },
      { indicator: SECOND, override: { points: '0.25', justification: 'Belum lengkap' } },
    ];
    const scored = await ask('assessor-1', 'scoreResponses', { seen: forwarded, items: scorings }, ITEMS);
    const concluded = await does('assessor-1', 'concludeAssessment', { seen: positionOf(scored) });
    await does(COORDINATOR, 'fileObjection', { indicator: SECOND, grounds: 'Sudah lengkap' });
    const ruling = { objection: 1, ruling: 'UPHELD', points: '0.5', reason: 'Benar' };
    const own = await ask('assessor-1', 'decideObjection', { seen: concluded, ...ruling });
    const unseen = await ask('assessor-2', 'decideObjection', { seen: concluded, ...ruling });
    const decided = await does('assessor-2', 'decideObjection', { seen: String(Number(concluded) + 1), ...ruling });
    const proposed = await ask('assessor-1', 'proposeFinal', { seen: decided });
    const finalized = await ask('assessor-2', 'finalizeReport', { seen: decided });

    expect(reviewed).toMatchObject({
      __typename: 'ReviewResponsesSuccess',
      events: [{ type: 'ResponseDecided' }, { type: 'ResponseDecided' }],
      items: [
        { indicator: SECOND, refusal: null, response: { status: 'RETURNED' } },
        { indicator: 'UNKNOWN', refusal: { code: 'INDICATOR_UNKNOWN', path: ['indicator'] }, response: null },
        { indicator: THIRD, refusal: { code: 'NOT_ANSWERED' } },
        { indicator: FIRST, refusal: null, response: { status: 'ACCEPTED' } },
        { indicator: FIRST, refusal: { code: 'ITEM_TWICE' } },
      ],
      report: { stage: 'REGIONAL_REVIEW' },
    });
    expect(late).toMatchObject({ code: 'CHANGED_SINCE_SEEN', details: [{ indicator: SECOND }] });
    expect(scored).toMatchObject({
      items: [{ refusal: null }, { refusal: null }],
      report: { stage: 'NATIONAL_ASSESSMENT' },
    });
    expect(own).toMatchObject({ code: 'SAME_ASSESSOR' });
    expect(unseen).toMatchObject({ code: 'CHANGED_SINCE_SEEN' });
    expect(proposed).toMatchObject({ code: 'OBJECTION_WINDOW_OPEN' });
    expect(finalized).toMatchObject({ __typename: 'Refusal' });
  });
});
