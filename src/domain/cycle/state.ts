import type { Digest } from '../../kernel/digest.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Recorded } from '../event.ts';
import type { CycleEvent } from './events.ts';
import type { Extension, Window } from './values.ts';

export type OpenedCycle = Readonly<{
  phase: 'open' | 'published';
  instrument: string;
  /** The edition in force. */
  edition: string;
  instrumentDigest: Digest;
  period: string;
  dataYear: number;
  cycleYear: number;
  /** As it was announced; extensions stand beside it. */
  submission: Window;
  extensions: readonly Extension[];
  /** The deadlines whose passing is recorded. */
  closed: readonly Instant[];
  participants: readonly string[];
  /** The first and the last publication of results. */
  publishedAt: Instant | null;
  published: number | null;
}>;

export type CycleState = Readonly<{ phase: 'unknown' }> | OpenedCycle;

export const initialState: CycleState = { phase: 'unknown' };

export function evolve(state: CycleState, event: Recorded<CycleEvent>): CycleState {
  if (event.type === 'CycleOpened') return opened(event);
  return state.phase === 'unknown' ? state : moved(state, event);
}

function opened({ data }: Recorded<Extract<CycleEvent, { type: 'CycleOpened' }>>): CycleState {
  const { instrument, edition, instrumentDigest, period, dataYear, cycleYear, submission, participants } = data;
  const binding = { instrument, edition, instrumentDigest, period };
  const nothingYet = { extensions: [], closed: [], publishedAt: null, published: null };
  return { phase: 'open', ...binding, dataYear, cycleYear, submission, participants, ...nothingYet };
}

function moved(state: OpenedCycle, event: Recorded<Exclude<CycleEvent, { type: 'CycleOpened' }>>): CycleState {
  switch (event.type) {
    case 'ResultsPublished': {
      const publishedAt = state.publishedAt ?? event.recordedAt;
      return { ...state, phase: 'published', publishedAt, published: event.position };
    }
    case 'DeadlineExtended': {
      const { units, closesAt } = event.data;
      return { ...state, extensions: [...state.extensions, { units, closesAt }] };
    }
    case 'SubmissionWindowClosed':
      return { ...state, closed: [...state.closed, event.data.closesAt] };
    case 'EditionReplaced': {
      const { to: edition, instrumentDigest } = event.data;
      return { ...state, edition, instrumentDigest };
    }
    case 'AwardsGranted':
    case 'OfficialScoreRecorded':
      return state;
  }
}
