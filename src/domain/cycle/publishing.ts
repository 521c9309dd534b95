import type { Instant } from '../../kernel/instant.ts';
import { err, ok } from '../../kernel/result.ts';
import { awardsOf } from './awards.ts';
import type { PublishResults } from './commands.ts';
import type { CycleEvent, GrantedAward } from './events.ts';
import { ofUnits } from './facts.ts';
import type { CycleFacts, Ruled } from './facts.ts';
import type { OpenedCycle } from './state.ts';
import { closesAtFor } from './values.ts';
import type { ReportStanding } from './values.ts';

/** An entry holds at most 65,535 bytes; the awards of every province with all its members stay below it. */
const AWARDS_PER_EVENT = 50;

/**
 * Makes the final scores public and grants the awards. Once more where reports were reopened and finalised again since:
 * then the corrected scores become public, and the awards stay as they were granted.
 */
export function publishResults(state: OpenedCycle, command: PublishResults, facts: CycleFacts): Ruled {
  const { cycle } = command;
  const { now, bound, standings } = facts;
  if (!bound) return err({ code: 'CYCLE_UNKNOWN' });
  if (now < lastDeadline(state)) return err({ code: 'WINDOW_STILL_OPEN' });
  const unfinished = standings.filter(({ phase }) => phase === 'REVIEW' || phase === 'ASSESSMENT');
  if (unfinished.length > 0) return err(ofUnits('REPORTS_NOT_FINAL', unfinished.map(({ unit }) => unit), 'units'));
  if (state.published !== null) return publishAgain(cycle, state, state.published, standings);
  const awards = awardsOf(bound, state.participants, standings);
  return ok([published(cycle, state, standings, awards.length), ...granted(cycle, awards)]);
}

function publishAgain(cycle: string, state: OpenedCycle, last: number, standings: readonly ReportStanding[]): Ruled {
  const corrected = standings.some(({ final }) => final !== null && final.position > last);
  return corrected ? ok([published(cycle, state, standings, 0)]) : err({ code: 'RESULTS_PUBLISHED' });
}

function lastDeadline(state: OpenedCycle): Instant {
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

function granted(cycle: string, awards: readonly GrantedAward[]): readonly CycleEvent[] {
  const events: CycleEvent[] = [];
  for (let start = 0; start < awards.length; start += AWARDS_PER_EVENT) {
    const data = { cycle, awards: awards.slice(start, start + AWARDS_PER_EVENT) };
    events.push({ type: 'AwardsGranted', data });
  }
  return events;
}
