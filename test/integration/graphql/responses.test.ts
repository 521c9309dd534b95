import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { pick, useGraphql } from '../../support/graphql-client.ts';
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
