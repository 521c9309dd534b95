import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { useGraphql } from '../../support/graphql-client.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { tellReport } from '../../support/told-report.ts';
import type { Turns } from '../../support/told-report.ts';
import { openToldWorld } from '../../support/told-world.ts';
import type { ToldWorld } from '../../support/told-world.ts';

const database = useTestDatabase();
const ask = useGraphql(() => database().applicationUrl);

let world: ToldWorld;
let turns: Turns;

beforeAll(async () => {
  world = await openToldWorld(database().applicationUrl);
  turns = await tellReport(world.tell);
});
afterAll(() => world.close());

const auditor = { person: 'auditor' };

describe('report', () => {
  it('answers where it stands, as of now', async () => {
    const { data, errors } = await ask(
      '{ report(unit: "64.71", cycle: "CARE-2025") { id stage unit { code name kind } cycle { code title } asOf { position } } }',
      auditor,
    );

    expect(errors).toEqual([]);
    expect(data.report).toMatchObject({
      stage: 'FINAL',
      unit: { code: '64.71', name: 'Balikpapan', kind: 'CITY' },
      cycle: { code: 'CARE-2025' },
      asOf: { position: String(turns.published) },
    });
    expect(atob(data.report.id)).toBe('Report:64.71/CARE-2025');
  });

  it('answers as of a position and as of a time', async () => {
    const { data, errors } = await ask(
      `query ($position: Position!) {
        then: report(unit: "64.71", cycle: "CARE-2025", asOf: { position: $position }) { id stage asOf { position time } }
        before: report(unit: "64.71", cycle: "CARE-2025", asOf: { time: "2025-02-05T08:00:00+08:00" }) { stage asOf { time } }
      }`,
      { ...auditor, variables: { position: String(turns.corrected) } },
    );

    expect(errors).toEqual([]);
    expect(data.then).toMatchObject({
      stage: 'REGIONAL_REVIEW',
      asOf: { position: String(turns.corrected), time: '2025-02-14T00:00:00.000Z' },
    });
    expect(atob(data.then.id)).toBe(`Report:64.71/CARE-2025@${turns.corrected}`);
    expect(data.before).toEqual({ stage: 'DRAFTING', asOf: { time: '2025-02-05T00:00:00.000Z' } });
  });

  it('is found again by either form of its id, each as of its own moment', async () => {
    const { data, errors } = await ask(
      `query ($now: ID!, $then: ID!) {
        now: node(id: $now) { id ... on Report { stage } }
        then: node(id: $then) { id ... on Report { stage } }
      }`,
      {
        ...auditor,
        variables: { now: btoa('Report:64.71/CARE-2025'), then: btoa(`Report:64.71/CARE-2025@${turns.submitted}`) },
      },
    );

    expect(errors).toEqual([]);
    expect(data).toEqual({
      now: { id: btoa('Report:64.71/CARE-2025'), stage: 'FINAL' },
      then: { id: btoa(`Report:64.71/CARE-2025@${turns.submitted}`), stage: 'REGIONAL_REVIEW' },
    });
  });

  it.each([
    ['{ position: "999999" }', /reaches position \d+ only/],
    ['{ time: "2999-01-01T00:00:00Z" }', /has not come yet/],
  ])('refuses the moment %s', async (asOf, sentence) => {
    const { data, errors } = await ask(`{ report(unit: "64.71", cycle: "CARE-2025", asOf: ${asOf}) { stage } }`, auditor);

    expect(data).toEqual({ report: null });
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', message: expect.stringMatching(sentence) as string }]);
  });

  it('speaks the language it is asked in', async () => {
    const asked = '{ report(unit: "64.71", cycle: "CARE-2025", asOf: { position: "999999" }) { stage } }';

    const { errors } = await ask(asked, { ...auditor, locale: 'ID' });

    expect(errors[0]!.message).toMatch(/Buku besar baru sampai posisi/);
  });
});

describe('score', () => {
  it('is on the highest basis reached, exact, with its dimensions', async () => {
    const { data } = await ask(
      `{ report(unit: "64.71", cycle: "CARE-2025") { score { basis total exact predicate { code }
          dimensions { code points exact contribution } provenance { kind source } } } }`,
      auditor,
    );

    expect(data.report.score).toEqual({
      basis: 'FINAL',
      total: '86.25',
      exact: '345/4',
      predicate: { code: 'CARING' },
      dimensions: [
        { code: 'D1', points: '92.50', exact: '185/2', contribution: '46.25' },
        { code: 'D2', points: '80.00', exact: '80', contribution: '40.00' },
      ],
      provenance: [{ kind: 'ILLUSTRATIVE', source: 'made for a test' }],
    });
  });

  it('is there on every basis reached and on none above', async () => {
    const { data, errors } = await ask(
      `query ($position: Position!) { report(unit: "64.71", cycle: "CARE-2025", asOf: { position: $position }) {
          default: score { basis total } claimed: score(basis: CLAIMED) { basis total } final: score(basis: FINAL) { total } } }`,
      { ...auditor, variables: { position: String(turns.concluded) } },
    );

    expect(errors).toEqual([]);
    expect(data.report).toEqual({
      default: { basis: 'ASSESSED', total: '71.25' },
      claimed: { basis: 'CLAIMED', total: '75.00' },
      final: null,
    });
  });

  it('leads to the entries and documents it rests on', async () => {
    const { data } = await ask(
      `{ report(unit: "64.71", cycle: "CARE-2025") { score {
          failed: derivation(path: "total/D1/A/ADMINISTRATION/A-C2") { path parentPath formula value exact
            events { position type } documents { code title status replaces reason } }
          top: derivation(depth: 1) { path parentPath value } } } }`,
      auditor,
    );

    expect(data.report.score.failed).toMatchObject([
      {
        parentPath: 'total/D1/A/ADMINISTRATION',
        formula: expect.stringContaining('no letterhead') as string,
        value: '0.00',
        exact: '0',
        events: [{ position: String(turns.lastDecision), type: 'ResponseScored' }, { type: 'DocumentReplaced' }],
        documents: [{ code: 'A.D3', title: 'Signed minutes', status: 'ATTACHED', replaces: 'A.D2' }],
      },
    ]);
    expect(data.report.score.top).toEqual([
      { path: 'total', parentPath: null, value: '86.25' },
      { path: 'total/D1', parentPath: 'total', value: '92.50' },
      { path: 'total/D2', parentPath: 'total', value: '80.00' },
    ]);
  });

  it('names what cost points, and what the total would be without it', async () => {
    const { data } = await ask(
      `{ report(unit: "64.71", cycle: "CARE-2025") { score { gaps { indicator { code } check document { code } loss exact wouldBe } } } }`,
      auditor,
    );

    expect(data.report.score.gaps).toEqual([
      { indicator: { code: 'C' }, check: null, document: null, loss: '10.00', exact: '10', wouldBe: '96.25' },
      { indicator: { code: 'A' }, check: 'A-C2', document: { code: 'A.D3' }, loss: '3.75', exact: '15/4', wouldBe: '90.00' },
    ]);
  });
});

describe('scoreHistory', () => {
  it('tells every entry that moved the score; the deltas add up to the exact total', async () => {
    const { data, errors } = await ask(
      `{ report(unit: "64.71", cycle: "CARE-2025") { scoreHistory { totalCount nodes {
          event { position type } basis indicator { code } before after delta exact } } } }`,
      auditor,
    );
    const steps = data.report.scoreHistory.nodes as readonly Readonly<{ delta: string }>[];

    expect(errors).toEqual([]);
    expect(data.report.scoreHistory.totalCount).toBe(steps.length);
    expect(steps.at(-1)).toMatchObject({
      event: { position: String(turns.upheld), type: 'ObjectionDecided' },
      indicator: { code: 'C' },
      before: '71.25',
      after: '86.25',
      delta: '15.00',
    });
    expect(steps.reduce((total, { delta }) => total + Number(delta), 0)).toBe(86.25);
  });

  it('is given page by page', async () => {
    const query = `query ($after: String) { report(unit: "64.71", cycle: "CARE-2025") { scoreHistory(first: 2, after: $after) {
        nodes { exact } pageInfo { hasNextPage hasPreviousPage endCursor } } } }`;

    const first = (await ask(query, auditor)).data.report.scoreHistory;
    const second = (await ask(query, { ...auditor, variables: { after: first.pageInfo.endCursor } })).data.report.scoreHistory;

    expect(first.nodes).toHaveLength(2);
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(second.pageInfo.hasPreviousPage).toBe(true);
  });
});

describe('responses', () => {
  it('are one per indicator, with documents, decisions and how they stand', async () => {
    const { data, errors } = await ask(
      `{ report(unit: "64.71", cycle: "CARE-2025") { responses {
          indicator { code dimension } organization { code name } status revision points maximum
          answer { kind value option }
          documents { code } all: documents(includeWithdrawn: true) { code status endedBy { type } }
          decisions { stage ruling reason standing event { actor { label role } } }
          assessments { live points rulePoints } } } }`,
      auditor,
    );
    const [a, b, c] = data.report.responses;

    expect(errors).toEqual([]);
    expect(a).toMatchObject({
      indicator: { code: 'A', dimension: 'D1' },
      organization: { code: 'dinas-uji', name: 'Dinas Uji' },
      status: 'SCORED',
      points: '85.00',
      maximum: '100.00',
      answer: { kind: 'PERCENT', value: '100' },
      documents: [{ code: 'A.D1' }, { code: 'A.D3' }],
      all: [{ code: 'A.D1' }, { code: 'A.D2', status: 'REPLACED', endedBy: { type: 'DocumentReplaced' } }, { code: 'A.D3' }],
      decisions: [
        { ruling: 'RETURNED', reason: 'NO_SIGNATURE_OR_LETTERHEAD', standing: 'SUPERSEDED_BY_CORRECTION' },
        { ruling: 'ACCEPTED', standing: 'LIVE', event: { actor: { label: 'the reviewer', role: 'REGIONAL_REVIEWER' } } },
      ],
      assessments: [{ live: true, points: '85.00', rulePoints: '85.00' }],
    });
    expect(b).toMatchObject({ status: 'SCORED', answer: { kind: 'CHOICE', option: 'ADA', value: null } });
    expect(c).toMatchObject({ status: 'SCORED', points: '80.00', assessments: [{ points: '50.00' }] });
  });

  it('are narrowed by a filter', async () => {
    const { data } = await ask(
      `query ($position: Position!) { report(unit: "64.71", cycle: "CARE-2025", asOf: { position: $position }) {
          returned: responses(filter: { statuses: [RETURNED] }) { indicator { code } }
          second: responses(filter: { dimensions: ["D2"] }) { indicator { code } } } }`,
      { ...auditor, variables: { position: String(turns.returned) } },
    );

    expect(data.report).toEqual({ returned: [{ indicator: { code: 'A' } }], second: [{ indicator: { code: 'C' } }] });
  });

  it('show what changed since the last decision', async () => {
    const { data } = await ask(
      `query ($position: Position!) { report(unit: "64.71", cycle: "CARE-2025", asOf: { position: $position }) {
          response(indicator: "A") { status changesSinceDecision { type } decisions { standing }
            revisions { totalCount nodes { revision answer { value } event { actor { person } } } }
            history { totalCount nodes { type } } } } }`,
      { ...auditor, variables: { position: String(turns.corrected) } },
    );

    expect(data.report.response).toMatchObject({
      status: 'ANSWERED',
      changesSinceDecision: [{ type: 'DocumentReplaced' }],
      decisions: [{ standing: 'STALE' }],
      revisions: { totalCount: 1, nodes: [{ revision: 1, answer: { value: '100' }, event: { actor: { person: 'reporter' } } }] },
      history: {
        totalCount: 7,
        nodes: [
          { type: 'IndicatorsAssigned' },
          { type: 'ResponseSubmitted' },
          { type: 'DocumentAttached' },
          { type: 'DocumentAttached' },
          { type: 'ResponseDecided' },
          { type: 'CorrectionRoundOpened' },
          { type: 'DocumentReplaced' },
        ],
      },
    });
  });
});

describe('diff', () => {
  it('tells what the last decision changed', async () => {
    const { data, errors } = await ask(
      `query ($before: Position!, $after: Position!) { report(unit: "64.71", cycle: "CARE-2025") {
          diff(from: { position: $before }, to: { position: $after }) {
            from { position } to { position } answers { indicator { code } } documents { kind }
            decisions { kind indicator { code } event { position } assessment { points checks { code title passed note } } decision { ruling } }
            scoreBefore { basis total } scoreAfter { basis total } delta } } }`,
      { ...auditor, variables: { before: String(turns.beforeLastDecision), after: String(turns.lastDecision) } },
    );

    expect(errors).toEqual([]);
    expect(data.report.diff).toMatchObject({
      from: { position: String(turns.beforeLastDecision) },
      to: { position: String(turns.lastDecision) },
      answers: [],
      documents: [],
      decisions: [
        {
          kind: 'ASSESSMENT',
          indicator: { code: 'A' },
          event: { position: String(turns.lastDecision) },
          assessment: { points: '85.00', checks: [{ passed: true }, { code: 'A-C2', title: 'Check A-C2', passed: false, note: 'no letterhead' }] },
          decision: null,
        },
      ],
    });
  });

  it('is told forwards only', async () => {
    const { data, errors } = await ask(
      `query ($earlier: Position!, $later: Position!) {
        report(unit: "64.71", cycle: "CARE-2025", asOf: { position: $earlier }) { diff(from: { position: $later }) { delta } } }`,
      { ...auditor, variables: { earlier: String(turns.submitted), later: String(turns.returned) } },
    );

    expect(data).toEqual({ report: null });
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', message: 'from must be earlier than to.' }]);
  });
});
