import type { Digest } from '../../kernel/digest.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Recorded } from '../event.ts';
import type { CycleEvent } from './events.ts';
import type { Window } from './values.ts';

export type OpenedCycle = Readonly<{
  phase: 'open' | 'published';
  instrument: string;
  edition: string;
  instrumentDigest: Digest;
  period: string;
  dataYear: number;
  cycleYear: number;
  submission: Window;
  participants: readonly string[];
  publishedAt: Instant | null;
}>;

export type CycleState = Readonly<{ phase: 'unknown' }> | OpenedCycle;

export const initialState: CycleState = { phase: 'unknown' };

export function evolve(state: CycleState, event: Recorded<CycleEvent>): CycleState {
  switch (event.type) {
    case 'CycleOpened': {
      const { instrument, edition, instrumentDigest, period, dataYear, cycleYear, submission, participants } =
        event.data;
      const binding = { instrument, edition, instrumentDigest, period };
      return { phase: 'open', ...binding, dataYear, cycleYear, submission, participants, publishedAt: null };
    }
    case 'ResultsPublished':
      return state.phase === 'unknown' ? state : { ...state, phase: 'published', publishedAt: event.recordedAt };
    case 'AwardsGranted':
      return state;
  }
}
