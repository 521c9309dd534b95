import type { CycleEvent } from '../domain/cycle/index.ts';
import type { RecordedJejakEvent } from '../domain/catalogue.ts';
import type { Recorded } from '../domain/event.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Projection } from './projection.ts';

type OfficialScoreRecorded = Extract<CycleEvent, { type: 'OfficialScoreRecorded' }>;

/** What was published elsewhere as the score of a unit, recorded by the entry at `position`. */
export type OfficialScore = Omit<OfficialScoreRecorded['data'], 'cycle' | 'unit'> &
  Readonly<{ at: Instant; position: number }>;

/** Everything that was recorded of one unit, the newest last. */
export type OfficialScoreRow = Readonly<{ unit: string; cycle: string; scores: readonly OfficialScore[] }>;

/** Official scores by `<unit>/<cycle>`: beside the cycle, whose row is long and would be written again with each of them. */
export const officialScoreProjection: Projection<OfficialScoreRow> = {
  name: 'official_score',
  version: 1,
  keys: (event) => (isOfficialScore(event) ? [`${event.data.unit}/${event.data.cycle}`] : []),
  evolve: (row, event) => (isOfficialScore(event) ? recorded(row, event) : row),
};

function isOfficialScore(event: RecordedJejakEvent): event is Recorded<OfficialScoreRecorded> {
  return event.type === 'OfficialScoreRecorded';
}

function recorded(row: OfficialScoreRow | null, event: Recorded<OfficialScoreRecorded>): OfficialScoreRow {
  const { unit, cycle, total, predicate, source, publishedOn } = event.data;
  const score = { total, predicate, source, publishedOn, at: event.recordedAt, position: event.position };
  return { unit, cycle, scores: [...(row?.scores ?? []), score] };
}
