import type { Digest } from '../../kernel/digest.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Recorded } from '../event.ts';
import type { CycleEvent } from './events.ts';
import type { Extension, Window } from './values.ts';

type OfficialScore = Extract<CycleEvent, { type: 'OfficialScoreRecorded' }>['data'];

/** Official scores from the newest on, each with those before it: a history of any length is folded in so many steps. */
type OfficialScores = Readonly<{ newest: OfficialScore; before: OfficialScores }> | null;

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
  /** The position at which results were published last. */
  published: number | null;
  officialScores: OfficialScores;
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
  const nothingYet = { extensions: [], closed: [], published: null, officialScores: null };
  return { phase: 'open', ...binding, dataYear, cycleYear, submission, participants, ...nothingYet };
}

function moved(state: OpenedCycle, event: Recorded<Exclude<CycleEvent, { type: 'CycleOpened' }>>): CycleState {
  switch (event.type) {
    case 'ResultsPublished':
      return { ...state, phase: 'published', published: event.position };
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
    case 'OfficialScoreRecorded':
      return { ...state, officialScores: { newest: event.data, before: state.officialScores } };
    case 'AwardsGranted':
      return state;
  }
}

/** What was recorded last of the unit. */
export function officialScoreOf({ officialScores }: OpenedCycle, unit: string): OfficialScore | null {
  let scores = officialScores;
  while (scores && scores.newest.unit !== unit) scores = scores.before;
  return scores && scores.newest;
}
