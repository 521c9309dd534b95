import { SYSTEM_PERSON } from '../../domain/access.ts';
import { plusDays } from '../../kernel/instant.ts';
import type { Instant } from '../../kernel/instant.ts';
import { step } from '../step.ts';
import type { Step } from '../step.ts';
import type { ToldReport } from './told-report.ts';

/** What the passing of time does: recorded by the system at the very moment it is due. */

export function closesSubmission(closesAt: Instant, cycle: string): Step {
  return step(closesAt, SYSTEM_PERSON, { type: 'CloseSubmissionWindow', cycle, closesAt });
}

/** So many days after the assessment was concluded as the edition gives for objections. */
export function closesObjections({ unit, cycle, paper }: ToldReport, concludedAt: Instant): Step {
  const closesAt = plusDays(concludedAt, paper.edition.objectionWindow.days);
  return step(closesAt, SYSTEM_PERSON, { type: 'CloseObjectionWindow', unit, cycle });
}
