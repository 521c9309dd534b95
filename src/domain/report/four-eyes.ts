import { coversUnit, grantsThatBar, isLive, reports, wasLive } from '../access.ts';
import type { Asking } from '../access.ts';
import type { ReportCommand } from './commands.ts';
import type { ReportRefusal } from './facts.ts';

const DECIDING: readonly ReportCommand['type'][] = [
  'ReviewResponses',
  'ReturnReport',
  'ForwardReport',
  'ScoreResponses',
  'ConcludeAssessment',
  'DecideObjection',
  'ProposeFinal',
  'FinalizeReport',
  'AskClarification',
  'ReopenReport',
];

/**
 * Four eyes: whoever reports for a place, or ever did, neither decides on it nor gives it more time; a right that has
 * ended does not undo the answers given under it. Nor does anybody who hands out roles decide. Who stands in for somebody is
 * barred by what bars them: a right that cannot be used cannot be lent out for use either.
 */
export function fourEyesRefusal(
  { type, unit }: Pick<ReportCommand, 'type' | 'unit'>,
  asking: Pick<Asking, 'grants' | 'lenders' | 'now'>,
): ReportRefusal | null {
  const { now } = asking;
  const grants = grantsThatBar(asking);
  const decides = DECIDING.includes(type);
  if (!decides && type !== 'ExtendReportDeadline') return null;
  if (grants.some((grant) => reports(grant.role) && wasLive(grant, now) && coversUnit(grant, unit))) {
    return { code: 'OWN_UNIT' };
  }
  const administers = grants.some((grant) => grant.role === 'ADMINISTRATOR' && isLive(grant, now));
  return decides && administers ? { code: 'ADMINISTRATOR_NEVER_SCORES' } : null;
}
