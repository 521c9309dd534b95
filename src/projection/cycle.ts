import type { RecordedJejakEvent } from '../domain/catalogue.ts';
import type { CycleEvent, GrantedAward } from '../domain/cycle/index.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Projection } from './projection.ts';

export type CycleRow = Extract<CycleEvent, { type: 'CycleOpened' }>['data'] &
  Readonly<{
    openedAt: Instant;
    published: Readonly<{ at: Instant; position: number; final: number; notSubmitted: readonly string[] }> | null;
    awards: readonly (GrantedAward & Readonly<{ position: number }>)[];
  }>;

/** Cycles with their windows, participants, publication and awards. */
export const cycleProjection: Projection<CycleRow> = {
  name: 'cycle',
  version: 1,
  keys: (event) => (isOfCycle(event) ? [event.data.cycle] : []),
  evolve: (row, event) => {
    if (event.type === 'CycleOpened') {
      return { ...event.data, openedAt: event.recordedAt, published: null, awards: [] };
    }
    if (!row) return null;
    if (event.type === 'ResultsPublished') {
      const { final, notSubmitted } = event.data;
      return { ...row, published: { at: event.recordedAt, position: event.position, final, notSubmitted } };
    }
    if (event.type !== 'AwardsGranted') return row;
    const { position } = event;
    return { ...row, awards: [...row.awards, ...event.data.awards.map((award) => ({ ...award, position }))] };
  },
};

type CycleEventOf = Extract<RecordedJejakEvent, { type: CycleEvent['type'] }>;

function isOfCycle(event: RecordedJejakEvent): event is CycleEventOf {
  return event.type === 'CycleOpened' || event.type === 'ResultsPublished' || event.type === 'AwardsGranted';
}
