import type { Digest } from '../../kernel/digest.ts';
import type { Instant } from '../../kernel/instant.ts';
import { err, ok } from '../../kernel/result.ts';
import { isTooFar } from '../deadline.ts';
import type { Edition } from '../instrument/index.ts';
import type { OpenCycle } from './commands.ts';
import type { CycleEvent } from './events.ts';
import { ofUnits } from './facts.ts';
import type { CycleFacts, CycleRefusal, Ruled } from './facts.ts';

/** Calls for reports. */
export function openCycle(command: OpenCycle, { now, editions, named: edition, units }: CycleFacts): Ruled {
  const digest = Object.hasOwn(editions, command.edition) ? editions[command.edition] : null;
  if (!digest || !edition) return err({ code: 'EDITION_UNKNOWN', path: ['edition'] });
  const refusal = callRefusal(command, edition, now) ?? participantsRefusal(command.participants, units);
  return refusal ? err(refusal) : ok([opened(command, edition, digest)]);
}

function callRefusal(command: OpenCycle, edition: Edition, now: Instant): CycleRefusal | null {
  if (!edition.periods.some(({ code }) => code === command.period)) return { code: 'PERIOD_UNKNOWN', path: ['period'] };
  const { opensAt, closesAt } = command.submission;
  if (closesAt <= opensAt) return { code: 'WINDOW_REVERSED', path: ['submission'] };
  if (isTooFar(closesAt, now)) return { code: 'DEADLINE_TOO_FAR', path: ['submission'] };
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

function participantsRefusal(participants: readonly string[], units: ReadonlySet<string>): CycleRefusal | null {
  if (new Set(participants).size !== participants.length) return { code: 'PARTICIPANT_TWICE', path: ['participants'] };
  const strangers = participants.filter((unit) => !units.has(unit));
  return strangers.length > 0 ? ofUnits('UNIT_UNKNOWN', strangers, 'participants') : null;
}

function opened(command: OpenCycle, { title }: Edition, instrumentDigest: Digest): CycleEvent {
  const { cycle, instrument, edition, period, dataYear, cycleYear, awardYear, submission, notice } = command;
  const binding = { cycle, instrument, edition, instrumentDigest, title, period };
  const { opensAt, closesAt } = submission;
  const call = { dataYear, cycleYear, awardYear, submission: { opensAt, closesAt }, notice };
  return { type: 'CycleOpened', data: { ...binding, ...call, participants: [...command.participants].sort() } };
}
