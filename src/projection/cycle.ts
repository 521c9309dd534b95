import { cycleEvents } from '../domain/cycle/index.ts';
import type { CycleEvent, GrantedAward } from '../domain/cycle/index.ts';
import type { Recorded } from '../domain/event.ts';
import type { Instant } from '../kernel/instant.ts';
import { ownEvents } from './own-events.ts';
import type { Projection } from './projection.ts';

export type CycleRow = Extract<CycleEvent, { type: 'CycleOpened' }>['data'] &
  Readonly<{
    openedAt: Instant;
    published: Readonly<{ at: Instant; position: number; final: number; notSubmitted: readonly string[] }> | null;
    awards: readonly (GrantedAward & Readonly<{ position: number }>)[];
  }>;

const isOfCycle = ownEvents(cycleEvents);

/** Cycles with their windows, participants, publication and awards. */
export const cycleProjection: Projection<CycleRow> = {
  name: 'cycle',
  version: 1,
  keys: (event) => (isOfCycle(event) ? [event.data.cycle] : []),
  evolve: (row, event) => (isOfCycle(event) ? evolve(row, event) : row),
};

function evolve(row: CycleRow | null, event: Recorded<CycleEvent>): CycleRow | null {
  const { position, recordedAt: at } = event;
  switch (event.type) {
    case 'CycleOpened':
      return { ...event.data, openedAt: at, published: null, awards: [] };
    case 'ResultsPublished': {
      const { final, notSubmitted } = event.data;
      return row && { ...row, published: { at, position, final, notSubmitted } };
    }
    case 'AwardsGranted': {
      const granted = event.data.awards.map((award) => ({ ...award, position }));
      return row && { ...row, awards: [...row.awards, ...granted] };
    }
  }
}
