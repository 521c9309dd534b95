import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { pick, pickEach, pickText, useGraphql } from '../../support/graphql-client.ts';
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
    expect(pick(data, 'report')).toMatchObject({
      stage: 'FINAL',
      unit: { code: '64.71', name: 'Balikpapan', kind: 'CITY' },
      cycle: { code: 'CARE-2025' },
      asOf: { position: String(turns.published) },
    });
    expect(atob(pickText(data, 'report.id'))).toBe('Report:64.71/CARE-2025');
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
    expect(pick(data, 'then')).toMatchObject({
      stage: 'REGIONAL_REVIEW',
      asOf: { position: String(turns.corrected), time: '2025-02-14T00:00:00.000Z' },
    });
    expect(atob(pickText(data, 'then.id'))).toBe(`Report:64.71/CARE-2025@${turns.corrected}`);
    expect(pick(data, 'before')).toEqual({ stage: 'DRAFTING', asOf: { time: '2025-02-05T00:00:00.000Z' } });
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
    const { data, errors } = await ask(
      `{ report(unit: "64.71", cycle: "CARE-2025", asOf: ${asOf}) { stage } }`,
      auditor,
    );

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

    expect(pick(data, 'report.score')).toEqual({
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
    expect(pick(data, 'report')).toEqual({
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

    expect(pick(data, 'report.score.failed')).toMatchObject([
      {
        parentPath: 'total/D1/A/ADMINISTRATION',
        formula: expect.stringContaining('no letterhead') as string,
        value: '0.00',
        exact: '0',
        events: [{ position: String(turns.lastDecision), type: 'ResponseScored' }, { type: 'DocumentReplaced' }],
        documents: [{ code: 'A.D3', title: 'Signed minutes', status: 'ATTACHED', replaces: 'A.D2' }],
      },
    ]);
    expect(pick(data, 'report.score.top')).toEqual([
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

    expect(pick(data, 'report.score.gaps')).toEqual([
      { indicator: { code: 'C' }, check: null, document: null, loss: '10.00', exact: '10', wouldBe: '96.25' },
      {
        indicator: { code: 'A' },
        check: 'A-C2',
        document: { code: 'A.D3' },
        loss: '3.75',
        exact: '15/4',
        wouldBe: '90.00',
      },
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
    const deltas = pickEach(data, 'report.scoreHistory.nodes', 'delta');

    expect(errors).toEqual([]);
    expect(pick(data, 'report.scoreHistory.totalCount')).toBe(deltas.length);
    expect(pick(data, `report.scoreHistory.nodes.${deltas.length - 1}`)).toMatchObject({
      event: { position: String(turns.upheld), type: 'ObjectionDecided' },
      indicator: { code: 'C' },
      before: '71.25',
      after: '86.25',
      delta: '15.00',
    });
    expect(deltas.map(Number).reduce((total, delta) => total + delta)).toBe(86.25);
  });

  it('is given page by page', async () => {
    const query = `query ($after: String) { report(unit: "64.71", cycle: "CARE-2025") { scoreHistory(first: 2, after: $after) {
        nodes { exact } pageInfo { hasNextPage hasPreviousPage endCursor } } } }`;

    const first = (await ask(query, auditor)).data;
    const after = pickText(first, 'report.scoreHistory.pageInfo.endCursor');
    const second = (await ask(query, { ...auditor, variables: { after } })).data;

    expect(pick(first, 'report.scoreHistory.nodes')).toHaveLength(2);
    expect(pick(first, 'report.scoreHistory.pageInfo')).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(pick(second, 'report.scoreHistory.pageInfo.hasPreviousPage')).toBe(true);
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

    expect(errors).toEqual([]);
    expect(pick(data, 'report.responses.0')).toMatchObject({
      indicator: { code: 'A', dimension: 'D1' },
      organization: { code: 'dinas-uji', name: 'Dinas Uji' },
      status: 'SCORED',
      points: '85.00',
      maximum: '100.00',
      answer: { kind: 'PERCENT', value: '100' },
      documents: [{ code: 'A.D1' }, { code: 'A.D3' }],
      all: [
        { code: 'A.D1' },
        { code: 'A.D2', status: 'REPLACED', endedBy: { type: 'DocumentReplaced' } },
        { code: 'A.D3' },
      ],
      decisions: [
        { ruling: 'RETURNED', reason: 'NO_SIGNATURE_OR_LETTERHEAD', standing: 'SUPERSEDED_BY_CORRECTION' },
        {
          ruling: 'ACCEPTED',
          standing: 'LIVE',
          event: { actor: { label: 'the reviewer', role: 'REGIONAL_REVIEWER' } },
        },
      ],
      assessments: [{ live: true, points: '85.00', rulePoints: '85.00' }],
    });
    expect(pick(data, 'report.responses.1')).toMatchObject({
      status: 'SCORED',
      answer: { kind: 'CHOICE', option: 'ADA', value: null },
    });
    expect(pick(data, 'report.responses.2')).toMatchObject({
      status: 'SCORED',
      points: '80.00',
      assessments: [{ points: '50.00' }],
    });
  });

  it('are narrowed by a filter', async () => {
    const { data } = await ask(
      `query ($position: Position!) { report(unit: "64.71", cycle: "CARE-2025", asOf: { position: $position }) {
          returned: responses(filter: { statuses: [RETURNED] }) { indicator { code } }
          second: responses(filter: { dimensions: ["D2"] }) { indicator { code } } } }`,
      { ...auditor, variables: { position: String(turns.returned) } },
    );

    expect(pick(data, 'report')).toEqual({
      returned: [{ indicator: { code: 'A' } }],
      second: [{ indicator: { code: 'C' } }],
    });
  });

  it('show what changed since the last decision', async () => {
    const { data } = await ask(
      `query ($position: Position!) { report(unit: "64.71", cycle: "CARE-2025", asOf: { position: $position }) {
          response(indicator: "A") { status changesSinceDecision { type } decisions { standing }
            revisions { totalCount nodes { revision answer { value } event { actor { person } } } }
            history { totalCount nodes { type } } } } }`,
      { ...auditor, variables: { position: String(turns.corrected) } },
    );

    expect(pick(data, 'report.response')).toMatchObject({
      status: 'ANSWERED',
      changesSinceDecision: [{ type: 'DocumentReplaced' }],
      decisions: [{ standing: 'STALE' }],
      revisions: {
        totalCount: 1,
        nodes: [{ revision: 1, answer: { value: '100' }, event: { actor: { person: 'reporter' } } }],
      },
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

describe('readiness', () => {
  const READINESS = `query ($position: Position!) { report(unit: "64.71", cycle: "CARE-2025", asOf: { position: $position }) {
    readiness { ready gaps { kind indicator { code } evidence loss exact } } } }`;

  it('says what is missing and what it costs', async () => {
    const justAnswered = { position: String(turns.submitted - 3) };

    const { data, errors } = await ask(READINESS, { ...auditor, variables: justAnswered });

    expect(errors).toEqual([]);
    expect(pick(data, 'report.readiness')).toEqual({
      ready: false,
      gaps: [
        { kind: 'EVIDENCE_MISSING', indicator: { code: 'A' }, evidence: 'A-E1', loss: '3.75', exact: '15/4' },
        { kind: 'EVIDENCE_MISSING', indicator: { code: 'A' }, evidence: 'A-E2', loss: '3.75', exact: '15/4' },
      ],
    });
  });

  it('is given once nothing is missing', async () => {
    const { data } = await ask(READINESS, { ...auditor, variables: { position: String(turns.submitted) } });

    expect(pick(data, 'report.readiness')).toEqual({ ready: true, gaps: [] });
  });
});

describe('rounds and objections', () => {
  it('are told with their outcome', async () => {
    const { data, errors } = await ask(
      `{ report(unit: "64.71", cycle: "CARE-2025") { rounds { number stage indicators open resubmittedAt }
          objections { number indicator grounds ruling points reason event { type } decidedBy { type actor { person } } } } }`,
      auditor,
    );

    expect(errors).toEqual([]);
    expect(pick(data, 'report')).toEqual({
      rounds: [
        {
          number: 1,
          stage: 'REGIONAL_REVIEW',
          indicators: ['A'],
          open: false,
          resubmittedAt: '2025-02-14T00:00:00.000Z',
        },
      ],
      objections: [
        {
          number: 1,
          indicator: 'C',
          grounds: 'more was done',
          ruling: 'UPHELD',
          points: '80',
          reason: 'shown by the minutes',
          event: { type: 'ObjectionFiled' },
          decidedBy: { type: 'ObjectionDecided', actor: { person: 'assessor-2' } },
        },
      ],
    });
  });
});

describe('reports', () => {
  it.each(['UNIT', 'OPENED_AT', 'FINAL_TOTAL'])('are listed by %s', async (field) => {
    const query = `query ($field: ReportOrderField!) {
      reports(filter: { within: "64", stages: [FINAL] }, orderBy: { field: $field, direction: DESC }) {
        totalCount nodes { unit { code } } } }`;

    const { data, errors } = await ask(query, { ...auditor, variables: { field } });

    expect(errors).toEqual([]);
    expect(pick(data, 'reports')).toEqual({ totalCount: 1, nodes: [{ unit: { code: '64.71' } }] });
  });

  it.each(['UNIT', 'OPENED_AT', 'FINAL_TOTAL'])('go on after a cursor of the order %s', async (field) => {
    const query = `query ($field: ReportOrderField!, $after: String) {
      reports(orderBy: { field: $field, direction: ASC }, after: $after) { nodes { id } pageInfo { endCursor hasPreviousPage } } }`;

    const first = (await ask(query, { ...auditor, variables: { field } })).data;
    const after = pickText(first, 'reports.pageInfo.endCursor');
    const { data, errors } = await ask(query, { ...auditor, variables: { field, after } });

    expect(errors).toEqual([]);
    expect(pick(data, 'reports')).toEqual({ nodes: [], pageInfo: { endCursor: null, hasPreviousPage: true } });
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
    expect(pick(data, 'report.diff')).toMatchObject({
      from: { position: String(turns.beforeLastDecision) },
      to: { position: String(turns.lastDecision) },
      answers: [],
      documents: [],
      decisions: [
        {
          kind: 'ASSESSMENT',
          indicator: { code: 'A' },
          event: { position: String(turns.lastDecision) },
          assessment: {
            points: '85.00',
            checks: [{ passed: true }, { code: 'A-C2', title: 'Check A-C2', passed: false, note: 'no letterhead' }],
          },
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
