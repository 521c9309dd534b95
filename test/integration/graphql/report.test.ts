import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { pick, pickText, useGraphql } from '../../support/graphql-client.ts';
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
    // A time is asked, a position is answered: what was known then was all known since the last entry before it.
    expect(pick(data, 'before')).toEqual({ stage: 'DRAFTING', asOf: { time: '2025-02-01T00:00:00.000Z' } });
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
