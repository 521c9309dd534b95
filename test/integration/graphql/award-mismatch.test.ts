import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { pick, useGraphql } from '../../support/graphql-client.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { tellReport } from '../../support/told-report.ts';
import type { Turns } from '../../support/told-report.ts';
import { CYCLE, openToldWorld, PLACE } from '../../support/told-world.ts';
import type { ToldWorld } from '../../support/told-world.ts';

const database = useTestDatabase();
const ask = useGraphql(() => database().applicationUrl);

let world: ToldWorld;
let turns: Turns;
let refinalized: number;

/** The report is opened again after its publication, and loses the points of a second check: 82.50 instead of 86.25. */
beforeAll(async () => {
  world = await openToldWorld(database().applicationUrl);
  turns = await tellReport(world.tell);
  const report = { unit: PLACE, cycle: CYCLE };
  const checks = ['A-C1', 'A-C2'].map((code) => ({ code, passed: false, note: 'no letterhead' }));
  const items = [{ indicator: 'A', checks, override: null }];
  let seen = turns.published;
  seen = await world.tell('2025-06-01T00:00:00.000Z', 'assessor-1', {
    type: 'ReopenReport',
    ...report,
    seen,
    reason: 'seen twice',
  });
  seen = await world.tell('2025-06-01T00:00:00.000Z', 'assessor-1', {
    type: 'ScoreResponses',
    ...report,
    seen,
    items,
    atomic: true,
  });
  seen = await world.tell('2025-06-02T00:00:00.000Z', 'assessor-1', { type: 'ConcludeAssessment', ...report, seen });
  seen = await world.tell('2025-07-15T00:00:00.000Z', 'assessor-1', { type: 'ProposeFinal', ...report, seen });
  refinalized = await world.tell('2025-07-15T00:00:00.000Z', 'assessor-2', { type: 'FinalizeReport', ...report, seen });
  await world.tell('2025-08-01T00:00:00.000Z', 'administrator', { type: 'PublishResults', cycle: CYCLE });
});
afterAll(() => world.close());

const mismatchesAt = (position: number): string =>
  `{ awards(instrument: "CARE", cycleYear: 2025, asOf: { position: "${position}" }) {
    kind value mismatch { frozen now stillHolds en: explanation(locale: EN) id: explanation(locale: ID) } } }`;
const MISMATCHES = '{ awards(instrument: "CARE", cycleYear: 2025) { kind value mismatch { frozen now stillHolds } } }';

describe('A total that changed after its award was granted', () => {
  it('leaves the award as it was granted, and stands beside it', async () => {
    const { data, errors } = await ask(MISMATCHES);

    const changed = { frozen: '86.25 CARING', now: '82.50 CARING', stillHolds: true };
    expect(errors).toEqual([]);
    expect(pick(data, 'awards')).toEqual([
      { kind: 'PROVINCE_CARING', value: null, mismatch: null },
      { kind: 'CARING', value: '86.25', mismatch: changed },
    ]);
  });

  it('is seen by the public once it is published, and before by whoever sees the report in full', async () => {
    const before = mismatchesAt(refinalized);

    const [anybody, auditor] = [await ask(before), await ask(before, { person: 'auditor' })];

    expect(pick(anybody.data, 'awards.1.mismatch')).toBeNull();
    expect(pick(auditor.data, 'awards.1.mismatch')).toMatchObject({
      en: 'Figures changed since it was granted: 64.71 86.25 CARING → 82.50 CARING. It would still be granted.',
      id: 'Angka berubah sejak penetapan: 64.71 86.25 CARING → 82.50 CARING. Penghargaan tetap akan diberikan.',
    });
  });

  it('is no mismatch as of the moment the award was granted', async () => {
    const { data, errors } = await ask(mismatchesAt(turns.published), { person: 'auditor' });

    expect(errors).toEqual([]);
    expect(pick(data, 'awards.1.mismatch')).toBeNull();
  });

  it('was granted nothing a second time', async () => {
    const { data } = await ask('{ awards(instrument: "CARE", cycleYear: 2025) { kind } }');

    expect(pick(data, 'awards')).toHaveLength(2);
  });
});

describe('A ranking of what was published before a report was opened again', () => {
  const ranked = `{ ranking(cycle: "${CYCLE}", by: SCORE, asOf: { position: "REFINALIZED" }) {
    nodes { value report { unit { code } score(basis: FINAL) { total } } } } }`;

  it('keeps to what was published for everybody, and shows to whoever sees all what is final now', async () => {
    const asked = ranked.replace('REFINALIZED', String(refinalized));

    const [anybody, auditor] = [await ask(asked), await ask(asked, { person: 'auditor' })];

    expect([anybody.errors, auditor.errors]).toEqual([[], []]);
    expect(pick(anybody.data, 'ranking.nodes')).toMatchObject([
      { value: '86.25', report: { score: { total: '86.25' } } },
    ]);
    expect(pick(auditor.data, 'ranking.nodes')).toMatchObject([
      { value: '82.50', report: { score: { total: '82.50' } } },
    ]);
  });

  it('shows to the place itself its own report as it is now, ranked by what was published', async () => {
    const { data, errors } = await ask(ranked.replace('REFINALIZED', String(refinalized)), { person: 'coordinator' });

    expect(errors).toEqual([]);
    expect(pick(data, 'ranking.nodes')).toMatchObject([{ value: '86.25', report: { score: { total: '82.50' } } }]);
  });
});
