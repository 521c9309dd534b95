import type { Digest } from '../../kernel/digest.ts';
import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import { authorize } from '../access.ts';
import type { Asking } from '../access.ts';
import type { Outcome, Refusal } from '../decider.ts';
import type { Edition } from '../instrument/index.ts';
import type { GeneralRefusalCode } from '../refusals.ts';
import { awardsOf } from './awards.ts';
import type { CycleCommand, OpenCycle } from './commands.ts';
import type { CycleEvent, GrantedAward } from './events.ts';
import type { cycleRefusals } from './refusals.ts';
import type { CycleState, OpenedCycle } from './state.ts';
import type { ReportStanding } from './values.ts';

/**
 * `editions`: the published ones of the instrument. `edition`: the one the cycle names or is bound to. `units`: those of
 * the participants that are registered.
 */
export type CycleFacts = Asking &
  Readonly<{
    editions: Readonly<Record<string, Digest>>;
    edition: Edition | null;
    units: ReadonlySet<string>;
    standings: readonly ReportStanding[];
  }>;

type Code = GeneralRefusalCode | keyof typeof cycleRefusals | 'EDITION_UNKNOWN';
type Ruling = Result<readonly CycleEvent[], Refusal<Code>>;

/** An entry holds at most 65,535 bytes; the awards of every province with all its members stay below it. */
const AWARDS_PER_EVENT = 50;

export function decide(command: CycleCommand, state: CycleState, facts: CycleFacts): Outcome<CycleEvent, Code> {
  const under = authorize({ roles: ['ADMINISTRATOR', 'SYSTEM'], unit: null }, facts);
  if (!under) return err({ code: 'NOT_ALLOWED' });
  const ruling = command.type === 'OpenCycle' ? open(command, state, facts) : publish(command.cycle, state, facts);
  return ruling.ok ? ok({ under, events: ruling.value }) : ruling;
}

function open(command: OpenCycle, state: CycleState, { editions, edition, units }: CycleFacts): Ruling {
  if (state.phase !== 'unknown') return err({ code: 'CYCLE_OPEN' });
  const digest = Object.hasOwn(editions, command.edition) ? editions[command.edition] : null;
  if (!digest || !edition) return err({ code: 'EDITION_UNKNOWN', path: ['edition'] });
  const refusal = callRefusal(command, edition) ?? participantsRefusal(command.participants, units);
  return refusal ? err(refusal) : ok([opened(command, edition, digest)]);
}

function callRefusal(command: OpenCycle, edition: Edition): Refusal<Code> | null {
  if (!edition.periods.some(({ code }) => code === command.period)) return { code: 'PERIOD_UNKNOWN', path: ['period'] };
  const { opensAt, closesAt } = command.submission;
  if (closesAt <= opensAt) return { code: 'WINDOW_REVERSED', path: ['submission'] };
  return saysWhatItIs(command, edition) ? null : { code: 'CYCLE_CODE_MISMATCH', path: ['cycle'] };
}

/**
 * The code of a cycle says what it is, and nothing else: `KKPHAM-2022`, `AKSI_HAM-2025-B12`. So no period of a year can
 * be called for twice under two names, which would give the year two results.
 */
function saysWhatItIs({ cycle, instrument, cycleYear, period }: OpenCycle, { periods }: Edition): boolean {
  const year = `${instrument}-${cycleYear}`;
  return cycle === (periods.length === 1 ? year : `${year}-${period}`);
}

function participantsRefusal(participants: readonly string[], units: ReadonlySet<string>): Refusal<Code> | null {
  if (new Set(participants).size !== participants.length) return { code: 'PARTICIPANT_TWICE', path: ['participants'] };
  const strangers = participants.filter((unit) => !units.has(unit));
  return strangers.length > 0 ? { code: 'UNIT_UNKNOWN', details: strangers.map(stranger) } : null;
}

function stranger(unit: string) {
  return { code: 'UNIT_UNKNOWN', indicator: null, path: ['participants', unit] } as const;
}

function opened(command: OpenCycle, { title }: Edition, instrumentDigest: Digest): CycleEvent {
  const { cycle, instrument, edition, period, dataYear, cycleYear, awardYear, submission, notice } = command;
  const binding = { cycle, instrument, edition, instrumentDigest, title, period };
  const { opensAt, closesAt } = submission;
  const call = { dataYear, cycleYear, awardYear, submission: { opensAt, closesAt }, notice };
  return { type: 'CycleOpened', data: { ...binding, ...call, participants: [...command.participants].sort() } };
}

function publish(cycle: string, state: CycleState, { now, edition, standings }: CycleFacts): Ruling {
  if (state.phase === 'unknown' || !edition) return err({ code: 'CYCLE_UNKNOWN' });
  if (state.phase === 'published') return err({ code: 'RESULTS_PUBLISHED' });
  if (now < state.submission.closesAt) return err({ code: 'WINDOW_STILL_OPEN' });
  const unfinished = standings.filter(({ drafting, final }) => !drafting && !final);
  if (unfinished.length > 0) {
    return err({ code: 'REPORTS_NOT_FINAL', details: unfinished.map(({ unit }) => notFinal(unit)) });
  }
  const awards = awardsOf(edition, state.participants, standings);
  return ok([published(cycle, state, standings, awards.length), ...granted(cycle, awards)]);
}

function notFinal(unit: string) {
  return { code: 'REPORTS_NOT_FINAL', indicator: null, path: ['units', unit] } as const;
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
