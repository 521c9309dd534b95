import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { digestOf } from '../../../src/kernel/digest.ts';
import { pick, pickEach } from '../../support/graphql-client.ts';
import type { Data } from '../../support/http-server.ts';
import { publishedOperation } from '../../support/operations.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { CYCLE, PLACE } from '../../support/told-world.ts';
import { openYear } from '../../support/year.ts';
import type { Year } from '../../support/year.ts';

const OF = { unit: PLACE, cycle: CYCLE };
const INDICATORS = ['A', 'B', 'C'];

const database = useTestDatabase();
let year: Year;
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'jejak-year-'));
  year = await openYear(database().applicationUrl, home);
});
afterAll(async () => {
  await year.close();
  await rm(home, { recursive: true, force: true });
});

/** The step was taken, and this is what it recorded. */
async function took(at: string, person: string, mutation: string, input: object): Promise<readonly string[]> {
  const { events, refusal } = await year.act(at, person, mutation, { ...OF, ...input });
  expect(refusal).toBeNull();
  return events;
}

/** The step was refused, and left no trace. */
async function refused(at: string, person: string, mutation: string, input: object): Promise<string | null> {
  const before = await year.size();
  const { refusal } = await year.act(at, person, mutation, { ...OF, ...input });
  expect(await year.size()).toBe(before);
  return refusal;
}

async function seen(): Promise<string> {
  return String(await year.size());
}

async function ask(operation: string, variables: object = {}): Promise<Data> {
  const { data, errors } = await year.send({
    query: publishedOperation(operation),
    variables: { ...OF, ...variables },
    person: 'auditor',
  });
  expect(errors).toEqual([]);
  return data ?? {};
}

function document(evidence: string, title: string): object {
  const digest = digestOf(`${evidence} ${title}`);
  return { evidence, digest, title, mediaType: 'application/pdf', bytes: 2048, issuedOn: '2025-01-15' };
}

/** One place through one year, over HTTP only; the steps depend on each other and run in this order. */
describe('a year of reporting', () => {
  it('begins with a call and a report', async () => {
    const call = { instrument: 'CARE', edition: '1', period: 'YEAR', dataYear: 2024, cycleYear: 2025, awardYear: 2026 };
    const window = { opensAt: '2025-02-01T00:00:00.000Z', closesAt: '2025-03-01T00:00:00.000Z' };
    const participants = [PLACE, '64.72'];
    const opening = { ...call, submission: window, notice: 'Circular 1 of 2025', participants };

    expect(
      await took('2025-01-31T02:00:00.000Z', 'administrator', 'openCycle', {
        cycle: CYCLE,
        unit: undefined,
        ...opening,
      }),
    ).toEqual(['CycleOpened']);
    expect(await took('2025-02-02T02:00:00.000Z', 'coordinator', 'openReport', {})).toEqual(['ReportOpened']);
    await took('2025-02-02T03:00:00.000Z', 'coordinator', 'assignIndicators', {
      organization: 'dinas-uji',
      indicators: INDICATORS,
    });
  });

  it('has answers with evidence', async () => {
    const answers = [
      { indicator: 'A', answer: { percent: '60' } },
      { indicator: 'B', answer: { choice: 'ADA' } },
      { indicator: 'C', answer: { points: '80' } },
    ];
    for (const answer of answers) {
      await took('2025-02-10T02:00:00.000Z', 'reporter', 'submitResponse', { ...answer, expectedRevision: 0 });
    }
    for (const evidence of ['A-E1', 'A-E2']) {
      await took('2025-02-11T02:00:00.000Z', 'reporter', 'attachDocument', {
        indicator: 'A',
        document: document(evidence, 'Letter'),
      });
    }

    expect(
      await took('2025-02-20T02:00:00.000Z', 'coordinator', 'submitReport', { acknowledgeIncomplete: true }),
    ).toEqual(['ReportSubmitted']);
  });

  it('is reviewed by somebody who stands in for the reviewer', async () => {
    const grant = await year.grantOf('reviewer');
    const lent = { person: 'deputy', grant, validUntil: '2025-04-01T00:00:00.000Z', reason: 'On leave.' };
    expect(await year.act('2025-02-22T02:00:00.000Z', 'reviewer', 'delegateRole', lent)).toMatchObject({
      events: ['RoleDelegated'],
    });

    const items = [
      { indicator: 'A', ruling: 'RETURNED', reason: 'UNREADABLE' },
      { indicator: 'B', ruling: 'ACCEPTED' },
      { indicator: 'C', ruling: 'RETURNED', reason: 'ARITHMETIC' },
    ];
    expect(
      await took('2025-02-24T02:00:00.000Z', 'deputy', 'reviewResponses', { seen: await seen(), items, atomic: true }),
    ).toHaveLength(3);
  });

  it('is asked and answers in between', async () => {
    const question = { indicator: 'B', question: 'Since when is the service open?', dueAt: '2025-02-27T00:00:00.000Z' };
    await took('2025-02-24T03:00:00.000Z', 'deputy', 'askClarification', { ...question, seen: await seen() });

    const answer = { clarification: 1, answer: 'Since January 2024.' };
    expect(await took('2025-02-25T02:00:00.000Z', 'reporter', 'answerClarification', answer)).toEqual([
      'ClarificationAnswered',
    ]);
    expect(await refused('2025-02-25T03:00:00.000Z', 'reporter', 'answerClarification', answer)).toBe(
      'CLARIFICATION_ANSWERED',
    );
  });

  it('is corrected in a first round', async () => {
    await took('2025-02-25T04:00:00.000Z', 'deputy', 'returnReport', {
      seen: await seen(),
      dueAt: '2025-03-03T00:00:00.000Z',
    });
    expect(
      await refused('2025-02-26T00:00:00.000Z', 'reporter', 'submitResponse', {
        indicator: 'B',
        answer: { choice: 'TIDAK' },
        expectedRevision: 1,
      }),
    ).toBe('NOT_RETURNED');
    const replacement = {
      indicator: 'A',
      attachment: 'A.D1',
      document: document('A-E1', 'Letter, signed'),
      reason: 'Legible now.',
    };
    await took('2025-02-27T02:00:00.000Z', 'reporter', 'replaceDocument', replacement);
    await took('2025-02-27T03:00:00.000Z', 'reporter', 'submitResponse', {
      indicator: 'C',
      answer: { points: '70' },
      expectedRevision: 1,
    });

    expect(await took('2025-02-28T02:00:00.000Z', 'coordinator', 'resubmitReport', {})).toEqual(['ReportResubmitted']);
  });

  it('is corrected in a second round, which is extended, and which time ends', async () => {
    const items = [
      { indicator: 'A', ruling: 'RETURNED', reason: 'WRONG_PERIOD' },
      { indicator: 'C', ruling: 'ACCEPTED' },
    ];
    await took('2025-03-03T02:00:00.000Z', 'deputy', 'reviewResponses', { seen: await seen(), items });
    await took('2025-03-03T03:00:00.000Z', 'deputy', 'returnReport', {
      seen: await seen(),
      dueAt: '2025-03-06T00:00:00.000Z',
    });
    const extension = {
      deadline: 'CORRECTION_ROUND',
      dueAt: '2025-03-10T00:00:00.000Z',
      reason: 'The city was flooded.',
    };
    await took('2025-03-05T02:00:00.000Z', 'administrator', 'extendReportDeadline', extension);
    await took('2025-03-08T02:00:00.000Z', 'reporter', 'replaceDocument', {
      indicator: 'A',
      attachment: 'A.D3',
      document: document('A-E1', 'Letter of 2024'),
      reason: 'Of the right year.',
    });
    await year.passTime('2025-03-10T00:00:01.000Z');

    expect(await refused('2025-03-10T02:00:00.000Z', 'coordinator', 'resubmitReport', {})).toBe('ROUND_NOT_OPEN');
  });

  it('may take longer for a place that asked for it', async () => {
    const more = { units: ['64.72'], closesAt: '2025-03-20T00:00:00.000Z', reason: 'Elections.' };

    expect(
      await year.act('2025-03-11T02:00:00.000Z', 'administrator', 'extendDeadline', { cycle: CYCLE, ...more }),
    ).toMatchObject({ events: ['DeadlineExtended'] });
    expect(
      await year.act('2025-03-11T03:00:00.000Z', 'administrator', 'extendDeadline', { cycle: CYCLE, ...more }),
    ).toMatchObject({ refusal: 'DEADLINE_NOT_LATER' });
  });

  it('is forwarded and scored', async () => {
    await took('2025-03-12T02:00:00.000Z', 'deputy', 'reviewResponses', {
      seen: await seen(),
      items: [{ indicator: 'A', ruling: 'ACCEPTED' }],
    });
    await took('2025-03-12T03:00:00.000Z', 'deputy', 'forwardReport', { seen: await seen() });
    const items = INDICATORS.map((indicator) => ({ indicator }));
    await took('2025-04-02T02:00:00.000Z', 'assessor-1', 'scoreResponses', { seen: await seen(), items, atomic: true });

    expect(await took('2025-04-02T03:00:00.000Z', 'assessor-1', 'concludeAssessment', { seen: await seen() })).toEqual([
      'AssessmentConcluded',
    ]);
  });

  it('is objected to, and the objection is upheld by another assessor', async () => {
    await took('2025-04-03T02:00:00.000Z', 'coordinator', 'fileObjection', {
      indicator: 'C',
      grounds: 'The survey counted more.',
    });
    const upholding = { objection: 1, ruling: 'UPHELD', points: '95', reason: 'It did.' };

    expect(
      await refused('2025-04-04T02:00:00.000Z', 'assessor-1', 'decideObjection', { seen: await seen(), ...upholding }),
    ).toBe('SAME_ASSESSOR');
    expect(
      await took('2025-04-04T03:00:00.000Z', 'assessor-2', 'decideObjection', { seen: await seen(), ...upholding }),
    ).toEqual(['ObjectionDecided']);
  });

  it('is final by four eyes, and published', async () => {
    expect(await refused('2025-04-05T02:00:00.000Z', 'assessor-1', 'proposeFinal', { seen: await seen() })).toBe(
      'OBJECTION_WINDOW_OPEN',
    );
    await year.passTime('2025-04-20T00:00:00.000Z');
    await took('2025-04-21T02:00:00.000Z', 'assessor-1', 'proposeFinal', { seen: await seen() });
    expect(await refused('2025-04-21T03:00:00.000Z', 'assessor-1', 'finalizeReport', { seen: await seen() })).toBe(
      'SAME_PERSON',
    );
    await took('2025-04-22T02:00:00.000Z', 'assessor-2', 'finalizeReport', { seen: await seen() });

    expect(
      await year.act('2025-05-01T02:00:00.000Z', 'administrator', 'publishResults', { cycle: CYCLE }),
    ).toMatchObject({ refusal: null });
    expect(await year.publicTotal()).toBe('90.50');
  });

  it('is reopened with a reason, while the public goes on seeing what was published', async () => {
    const reason = 'A letter of the ministry turned up.';
    await took('2025-06-02T02:00:00.000Z', 'assessor-2', 'reopenReport', { seen: await seen(), reason });
    const override = { points: '50', justification: 'The substance is half of what was stated.' };
    await took('2025-06-03T02:00:00.000Z', 'assessor-1', 'scoreResponses', {
      seen: await seen(),
      items: [{ indicator: 'A', override }],
    });

    expect(await year.publicTotal()).toBe('90.50');
    expect(pick(await ask('year-finals'), 'report.score.total')).toBe('90.50');
  });

  it('is final again, and published again', async () => {
    await took('2025-06-04T02:00:00.000Z', 'assessor-1', 'concludeAssessment', { seen: await seen() });
    await year.passTime('2025-06-20T00:00:00.000Z');
    await took('2025-06-21T02:00:00.000Z', 'assessor-2', 'proposeFinal', { seen: await seen() });
    await took('2025-06-22T02:00:00.000Z', 'assessor-1', 'finalizeReport', { seen: await seen() });
    expect(await year.publicTotal()).toBe('90.50');
    await year.act('2025-07-01T02:00:00.000Z', 'administrator', 'publishResults', { cycle: CYCLE });

    expect(await year.publicTotal()).toBe('85.00');
    expect(
      await year.act('2025-07-02T02:00:00.000Z', 'administrator', 'publishResults', { cycle: CYCLE }),
    ).toMatchObject({ refusal: 'RESULTS_PUBLISHED' });
  });

  it('is published elsewhere with another figure', async () => {
    const official = { total: '99.40', source: 'Decree 7 of 2025', publishedOn: '2025-07-10' };

    expect(await took('2025-08-01T02:00:00.000Z', 'administrator', 'recordOfficialScore', official)).toEqual([
      'OfficialScoreRecorded',
    ]);
  });
});

/** Who, what, when, on which evidence, under which grant: one question each, kept in `schema/operations`. */
describe('an auditor asks of the year', () => {
  it('who did what', async () => {
    const history = pickEach(await ask('year-who', { first: 100 }), 'report.history.nodes', 'actor.label');
    const types = pickEach(await ask('year-who', { first: 100 }), 'report.history.nodes', 'type');

    expect(new Set(history)).toEqual(
      new Set([
        'the coordinator',
        'the reporter',
        'the deputy',
        'the administrator',
        'system',
        'the assessor-1',
        'the assessor-2',
      ]),
    );
    expect(types.filter((type) => type === 'ReportFinalized')).toHaveLength(2);
  });

  it('what was stated, ruled and asked about one indicator', async () => {
    const { report } = await ask('year-what', { indicator: 'B' });

    expect(report).toMatchObject({
      response: {
        status: 'SCORED',
        revisions: { nodes: [{ revision: 1, answer: { option: 'ADA' }, event: { actor: { label: 'the reporter' } } }] },
        decisions: [
          { stage: 'REGIONAL_REVIEW', ruling: 'ACCEPTED', standing: 'LIVE', event: { actor: { label: 'the deputy' } } },
        ],
        clarifications: [
          {
            number: 1,
            status: 'ANSWERED',
            overdue: false,
            messages: [{ kind: 'QUESTION' }, { kind: 'ANSWER', text: 'Since January 2024.' }],
          },
        ],
      },
    });
  });

  it('when everything was due, extended and ended', async () => {
    const { cycle, report } = await ask('year-when');

    expect(cycle).toMatchObject({
      deadline: '2025-03-01T00:00:00.000Z',
      extensions: [{ units: ['64.72'], closesAt: '2025-03-20T00:00:00.000Z', reason: 'Elections.' }],
      closures: [
        { units: null, closesAt: '2025-03-01T00:00:00.000Z', notSubmitted: ['64.72'] },
        { units: ['64.72'], closesAt: '2025-03-20T00:00:00.000Z', notSubmitted: ['64.72'] },
      ],
      publishedAt: '2025-07-01T02:00:00.000Z',
    });
    expect(report).toMatchObject({
      rounds: [
        { number: 1, resubmittedAt: '2025-02-28T02:00:00.000Z', closedAt: null },
        { number: 2, dueAt: '2025-03-10T00:00:00.000Z', resubmittedAt: null, closedAt: '2025-03-10T00:00:01.000Z' },
      ],
      reopenings: [{ number: 1, reason: 'A letter of the ministry turned up.' }],
      history: {
        nodes: [
          { type: 'ReportDeadlineExtended', actor: { role: 'ADMINISTRATOR' } },
          { type: 'CorrectionRoundClosed', actor: { person: 'system', role: 'SYSTEM' } },
          { type: 'ObjectionWindowClosed', actor: { role: 'SYSTEM' } },
          { type: 'ObjectionWindowClosed', actor: { role: 'SYSTEM' } },
        ],
      },
    });
  });

  it('on which evidence each ruling rests', async () => {
    const [first] = pickEach(await ask('year-evidence'), 'report.responses', 'decisions');
    const [documents] = pickEach(await ask('year-evidence'), 'report.responses', 'documents');

    expect(first).toMatchObject([
      { ruling: 'RETURNED', documents: [{ code: 'A.D1' }, { code: 'A.D2' }] },
      { ruling: 'RETURNED', documents: [{ code: 'A.D2' }, { code: 'A.D3' }] },
      { ruling: 'ACCEPTED', documents: [{ code: 'A.D2' }, { code: 'A.D4' }] },
    ]);
    expect(documents).toHaveLength(4);
  });

  it('under which grant, also where somebody stood in', async () => {
    const data = await ask('year-grants');
    const ruled = pickEach(data, 'report.history.nodes', 'actor').find(
      (actor) => pick(actor, 'label') === 'the deputy',
    );

    expect(ruled).toMatchObject({
      role: 'REGIONAL_REVIEWER',
      delegatedBy: 'reviewer',
      grantEvent: { type: 'RoleDelegated', actor: { label: 'the reviewer', role: 'REGIONAL_REVIEWER' } },
    });
    expect(pickEach(data, 'report.history.nodes', 'actor.grantEvent.type')).not.toContain(undefined);
  });

  it('which scores were frozen, and which one others published', async () => {
    const { report } = await ask('year-finals');

    expect(report).toMatchObject({
      stage: 'FINAL',
      finals: [
        { total: '90.50', score: { total: '90.50' } },
        { total: '85.00', score: { total: '85.00' } },
      ],
      reopenings: [{ final: { total: '90.50' } }],
      score: {
        total: '85.00',
        official: { total: '99.40', source: 'Decree 7 of 2025', mismatch: true, difference: '14.40' },
      },
    });
  });
});
