import { describe, expect, it } from 'vitest';

import { cycle, cycleSentences } from '../../../../src/domain/cycle/index.ts';
import type { CycleEvent } from '../../../../src/domain/cycle/index.ts';
import { asked, opened } from '../../../support/cycle-samples.ts';
import { cast, CYCLE } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

type Recorded = Extract<CycleEvent, { type: 'OfficialScoreRecorded' }>;

const { given } = specify(cycle);

const ADMINISTRATOR = asked(cast.administrator);
const said = {
  cycle: CYCLE,
  unit: '64.71',
  total: '99.40',
  predicate: 'PEDULI',
  source: 'Decree 7/2025',
  publishedOn: '2025-12-10',
} as const;
const record = { type: 'RecordOfficialScore', ...said } as const;

function recorded(changes: Partial<Recorded['data']> = {}): Recorded {
  return { type: 'OfficialScoreRecorded', data: { ...said, ...changes } };
}

describe('RecordOfficialScore', () => {
  it('sets what was published elsewhere beside the recomputed score, with its source', () => {
    given(opened()).when(record, ADMINISTRATOR).then({ type: 'OfficialScoreRecorded', data: said });
  });

  it('knows neither a predicate nor a day where none was published', () => {
    const total = { predicate: null, publishedOn: null };

    given(opened())
      .when({ ...record, ...total }, ADMINISTRATOR)
      .then({ type: 'OfficialScoreRecorded', data: { ...said, ...total } });
  });

  it('is refused for less than nothing', () => {
    given(opened())
      .when({ ...record, total: '-1' }, ADMINISTRATOR)
      .refused({ code: 'POINTS_OUT_OF_RANGE', path: ['total'] });
  });

  it('is taken before and after the results are published, whatever they are', () => {
    const data = { cycle: CYCLE, participants: 2, final: 0, notSubmitted: ['64.71', '64.72'], awards: 0 };

    given(opened(), { type: 'ResultsPublished', data })
      .when({ ...record, total: '1000' }, ADMINISTRATOR)
      .then({ type: 'OfficialScoreRecorded', data: { ...said, total: '1000' } });
  });

  it.each([
    { total: '99.4' },
    { predicate: null },
    { source: 'Decree 8/2025' },
    { publishedOn: null },
    { unit: '64.72' },
  ])('is taken again where anything of it is another: %o', (other) => {
    given(opened(), recorded())
      .when({ ...record, ...other }, ADMINISTRATOR)
      .then(recorded(other));
  });

  it('is refused where exactly this was recorded last of the unit', () => {
    const neighbour = recorded({ unit: '64.72', total: '1' });

    given(opened(), recorded(), neighbour).when(record, ADMINISTRATOR).refused({ code: 'NOTHING_CHANGED' });
  });

  it('may return to what was recorded before', () => {
    given(opened(), recorded(), recorded({ total: '97' }))
      .when(record, ADMINISTRATOR)
      .then(recorded());
  });

  it('is refused for who does not take part', () => {
    given(opened())
      .when({ ...record, unit: '64.99' }, ADMINISTRATOR)
      .refused({ code: 'NOT_A_PARTICIPANT', path: ['unit'] });
  });

  it('is refused for a predicate that the edition does not know', () => {
    given(opened())
      .when({ ...record, predicate: 'LUAR BIASA' }, ADMINISTRATOR)
      .refused({ code: 'PREDICATE_UNKNOWN', path: ['predicate'] });
    given(opened())
      .when(record, asked(cast.administrator, { bound: null }))
      .refused({ code: 'PREDICATE_UNKNOWN' });
  });

  it('is refused for a cycle that was never opened', () => {
    given().when(record, ADMINISTRATOR).refused({ code: 'CYCLE_UNKNOWN' });
  });

  it('is done by national administrators', () => {
    given(opened()).when(record, asked(cast.coordinator)).refused({ code: 'NOT_ALLOWED' });
  });

  it('is told in both languages', () => {
    expect(cycleSentences.OfficialScoreRecorded(said)).toEqual({
      id: 'Nilai resmi 64.71 yang diumumkan: 99.40 (Decree 7/2025).',
      en: 'The official score published for 64.71: 99.40 (Decree 7/2025).',
    });
  });
});
