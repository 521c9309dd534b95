import { canonicalJson } from '../../kernel/canonical-json.ts';
import { err, ok } from '../../kernel/result.ts';
import { authorize } from '../access.ts';
import type { Role } from '../access.ts';
import type { Outcome } from '../decider.ts';
import type { CycleCommand, RecordOfficialScore } from './commands.ts';
import { closeSubmissionWindow, extendDeadline } from './deadlines.ts';
import { replaceEdition } from './editions.ts';
import type { CycleEvent } from './events.ts';
import type { CycleFacts, CycleRefusalCode, Ruled } from './facts.ts';
import { openCycle } from './opening.ts';
import { publishResults } from './publishing.ts';
import { officialScoreOf } from './state.ts';
import type { CycleState, OpenedCycle } from './state.ts';

const ADMINISTRATION: readonly Role[] = ['ADMINISTRATOR', 'SYSTEM'];
const CLOCKWORK: readonly Role[] = ['SYSTEM'];

/** Every rule of a cycle: authorisation first, then the rule of the command. */
export function decide(
  command: CycleCommand,
  state: CycleState,
  facts: CycleFacts,
): Outcome<CycleEvent, CycleRefusalCode> {
  const roles = command.type === 'CloseSubmissionWindow' ? CLOCKWORK : ADMINISTRATION;
  const under = authorize({ roles, unit: null }, facts);
  if (!under) return err({ code: 'NOT_ALLOWED' });
  const ruled = rule(command, state, facts);
  return ruled.ok ? ok({ under, events: ruled.value }) : ruled;
}

function rule(command: CycleCommand, state: CycleState, facts: CycleFacts): Ruled {
  if (command.type === 'OpenCycle') {
    return state.phase === 'unknown' ? openCycle(command, facts) : err({ code: 'CYCLE_OPEN' });
  }
  if (state.phase === 'unknown') return err({ code: 'CYCLE_UNKNOWN' });
  switch (command.type) {
    case 'PublishResults':
      return publishResults(state, command, facts);
    case 'ExtendDeadline':
      return extendDeadline(state, command, facts);
    case 'CloseSubmissionWindow':
      return closeSubmissionWindow(state, command, facts);
    case 'ReplaceEdition':
      return replaceEdition(state, command, facts);
    case 'RecordOfficialScore':
      return recordOfficialScore(state, command, facts);
  }
}

function recordOfficialScore(state: OpenedCycle, command: RecordOfficialScore, { bound }: CycleFacts): Ruled {
  const { cycle, unit, total, predicate, source, publishedOn } = command;
  if (!state.participants.includes(unit)) return err({ code: 'NOT_A_PARTICIPANT', path: ['unit'] });
  if (predicate !== null && !bound?.predicates.some(({ code }) => code === predicate)) {
    return err({ code: 'PREDICATE_UNKNOWN', path: ['predicate'] });
  }
  // What others print may be more than there can be, and is recorded as it is; less than nothing is a slip of the hand.
  if (total.startsWith('-')) return err({ code: 'POINTS_OUT_OF_RANGE', path: ['total'] });
  const data = { cycle, unit, total, predicate, source, publishedOn };
  if (canonicalJson(data) === canonicalJson(officialScoreOf(state, unit))) return err({ code: 'NOTHING_CHANGED' });
  return ok([{ type: 'OfficialScoreRecorded', data }]);
}
