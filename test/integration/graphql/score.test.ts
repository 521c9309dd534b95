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

  it.each(['CLAIMED', 'VERIFIED', 'ASSESSED', 'FINAL'])('is there for %s once the report is final', async (basis) => {
    const { data, errors } = await ask(
      `query ($basis: ScoreBasis) { report(unit: "64.71", cycle: "CARE-2025") { score(basis: $basis) { basis } } }`,
      { ...auditor, variables: { basis } },
    );

    expect(errors).toEqual([]);
    expect(pick(data, 'report.score')).toEqual({ basis });
  });

  it('is null for what was not looked at yet', async () => {
    const { data, errors } = await ask(
      `query ($position: Position!) { report(unit: "64.71", cycle: "CARE-2025", asOf: { position: $position }) {
          claimed: score(basis: CLAIMED) { basis } verified: score(basis: VERIFIED) { basis } assessed: score(basis: ASSESSED) { basis }
          response(indicator: "A") { claimed: points(basis: CLAIMED) assessed: points(basis: ASSESSED) } } }`,
      { ...auditor, variables: { position: String(turns.submitted) } },
    );

    expect(errors).toEqual([]);
    expect(pick(data, 'report')).toMatchObject({ claimed: { basis: 'CLAIMED' }, verified: null, assessed: null });
    expect(pick(data, 'report.response')).toEqual({ claimed: expect.any(String) as string, assessed: null });
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

  it('is read once, however often it is asked for', async () => {
    const query = (fields: string) => `{ report(unit: "64.71", cycle: "CARE-2025") { ${fields} } }`;

    const once = await ask(query('a: scoreHistory(first: 1) { totalCount }'), auditor);
    const twice = await ask(
      query('a: scoreHistory(first: 1) { totalCount } b: scoreHistory(first: 2) { totalCount }'),
      auditor,
    );

    expect(twice.errors).toEqual([]);
    expect(twice.statements).toBe(once.statements);
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
