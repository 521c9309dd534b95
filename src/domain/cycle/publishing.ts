import type { Instant } from '../../kernel/instant.ts';
import { err, ok } from '../../kernel/result.ts';
import { awardsOf } from './awards.ts';
import type { PublishResults } from './commands.ts';
import { entriesOf } from './entries-of-awards.ts';
import type { CycleEvent } from './events.ts';
import { ofUnits } from './facts.ts';
import type { CycleFacts, CycleRefusal, Ruled } from './facts.ts';
import type { OpenedCycle } from './state.ts';
import { closesAtFor } from './values.ts';
import type { ReportStanding } from './values.ts';

/**
 * Makes the final scores public and grants the awards. Once more where reports were reopened and finalised again since:
 * then the corrected scores become public, and the awards stay as they were granted.
 */
export function publishResults(state: OpenedCycle, command: PublishResults, facts: CycleFacts): Ruled {
  const { cycle } = command;
  const { now, bound, standings, year } = facts;
  if (!bound) return err({ code: 'CYCLE_UNKNOWN' });
  const refusal = publishingRefusal(state, standings, now);
  if (refusal) return err(refusal);
  if (state.published !== null) return ok([published(cycle, state, standings, 0)]);
  const awards = awardsOf(bound, { cycle, participants: state.participants, standings, year });
  return ok([published(cycle, state, standings, awards.length), ...entriesOf(cycle, awards)]);
}

type Publishable = Pick<OpenedCycle, 'participants' | 'submission' | 'extensions' | 'published'>;

/** Null where everything that was handed in is final, and something of it is not public yet. */
export function publishingRefusal(
  state: Publishable,
  standings: readonly ReportStanding[],
  now: Instant,
): CycleRefusal | null {
  if (now < lastDeadline(state)) return { code: 'WINDOW_STILL_OPEN' };
  const unfinished = standings.filter(({ phase }) => phase === 'REVIEW' || phase === 'ASSESSMENT');
  if (unfinished.length > 0) {
    return ofUnits(
      'REPORTS_NOT_FINAL',
      unfinished.map(({ unit }) => unit),
      'units',
    );
  }
  const last = state.published;
  const corrected = last === null || standings.some(({ final }) => final !== null && final.position > last);
  return corrected ? null : { code: 'RESULTS_PUBLISHED' };
}

function lastDeadline(state: Publishable): Instant {
  return state.participants.map((unit) => closesAtFor(state, unit)).reduce((a, b) => (a > b ? a : b), '');
}

function published(
  cycle: string,
  { participants }: OpenedCycle,
  standings: readonly ReportStanding[],
  awards: number,
): CycleEvent {
  const final = new Set(standings.filter((standing) => standing.final).map(({ unit }) => unit));
  const notSubmitted = participants.filter((unit) => !final.has(unit));
  return {
    type: 'ResultsPublished',
    data: { cycle, participants: participants.length, final: final.size, notSubmitted, awards },
  };
}
