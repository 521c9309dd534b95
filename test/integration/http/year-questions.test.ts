import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { pick, pickEach } from '../../support/graphql-client.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { CHAPTERS } from '../../support/year-chapters.ts';
import { stepsIn } from '../../support/year-steps.ts';
import type { Steps } from '../../support/year-steps.ts';
import { openYear } from '../../support/year.ts';
import type { Year } from '../../support/year.ts';

const database = useTestDatabase();
let year: Year;
let home: string;
let steps: Steps;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'jejak-year-'));
  year = await openYear(database().applicationUrl, home);
  steps = stepsIn(year);
  for (const { live } of CHAPTERS) await live(steps);
});
afterAll(async () => {
  await year.close();
  await rm(home, { recursive: true, force: true });
});

/** Who, what, when, on which evidence, under which grant: one question each, kept in `schema/operations`. */
describe('an auditor asks of the year', () => {
  it('who did what', async () => {
    const history = pickEach(await steps.ask('year-who', { first: 100 }), 'report.history.nodes', 'actor.label');
    const types = pickEach(await steps.ask('year-who', { first: 100 }), 'report.history.nodes', 'type');

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
    const { report } = await steps.ask('year-what', { indicator: 'B' });

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
    const { cycle, report } = await steps.ask('year-when');

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
    const [first] = pickEach(await steps.ask('year-evidence'), 'report.responses', 'decisions');
    const [documents] = pickEach(await steps.ask('year-evidence'), 'report.responses', 'documents');

    expect(first).toMatchObject([
      { ruling: 'RETURNED', documents: [{ code: 'A.D1' }, { code: 'A.D2' }] },
      { ruling: 'RETURNED', documents: [{ code: 'A.D2' }, { code: 'A.D3' }] },
      { ruling: 'ACCEPTED', documents: [{ code: 'A.D2' }, { code: 'A.D4' }] },
    ]);
    expect(documents).toHaveLength(4);
  });

  it('under which grant, whoever reported, decided, or stood in', async () => {
    const actors = pickEach(await steps.ask('year-grants'), 'report.history.nodes', 'actor');
    const of = (label: string) => actors.find((actor) => pick(actor, 'label') === label);

    expect(of('the reporter')).toMatchObject({ role: 'REPORTER', grantEvent: { type: 'RoleGranted' } });
    expect(of('the deputy')).toMatchObject({
      role: 'REGIONAL_REVIEWER',
      delegatedBy: 'reviewer',
      grantEvent: { type: 'RoleDelegated', actor: { label: 'the reviewer', role: 'REGIONAL_REVIEWER' } },
    });
    expect(of('system')).toMatchObject({ grant: null, grantEvent: null });
  });

  it('under which grant, to the last entry', async () => {
    const page = await steps.ask('year-grants');
    const rest = await steps.ask('year-grants', { after: pick(page, 'report.history.pageInfo.endCursor') });
    const actors = [page, rest].flatMap((one) => pickEach(one, 'report.history.nodes', 'actor'));

    expect(actors).toHaveLength(pickEach(await steps.ask('year-who'), 'report.history.nodes', 'type').length);
    expect(actors.filter((actor) => pick(actor, 'grantEvent') === null).map((actor) => pick(actor, 'label'))).toEqual(
      Array(3).fill('system'),
    );
  });

  it('which scores were frozen, and which one others published', async () => {
    const { report } = await steps.ask('year-finals');

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
