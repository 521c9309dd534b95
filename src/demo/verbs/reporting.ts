import type { PaperIndicator } from '../../domain/instrument/index.ts';
import type { DocumentFacts, ReportCommand } from '../../domain/report/index.ts';
import type { Instant } from '../../kernel/instant.ts';
import { coordinatorOf, reporterOf } from '../people.ts';
import { step } from '../step.ts';
import type { Step } from '../step.ts';
import { answering } from './told-report.ts';
import type { Statement, ToldReport } from './told-report.ts';

/** What coordinators and reporters do. An attachment is known by its number within the indicator. */

export function opens({ unit, cycle }: ToldReport, at: Instant): Step {
  return step(at, coordinatorOf(unit), { type: 'OpenReport', unit, cycle });
}

type Assigned = Pick<Statement, 'indicator'>;

/** What an agency will state is assigned to it first. */
export function assigns(report: ToldReport, at: Instant, organization: string, own: readonly Assigned[]): Step {
  const { unit, cycle } = report;
  const indicators = own.map(({ indicator }) => indicator.code);
  return step(at, coordinatorOf(unit), { type: 'AssignIndicators', unit, cycle, organization, indicators });
}

export function answers(report: ToldReport, at: Instant, statement: Statement): Step {
  return states(report, at, statement, 0);
}

/** The second statement, in a correction round. */
export function restates(report: ToldReport, at: Instant, statement: Statement): Step {
  return states(report, at, statement, 1);
}

export function attaches(report: ToldReport, at: Instant, indicator: PaperIndicator, document: DocumentFacts): Step {
  const { unit, cycle } = report;
  return reports(report, at, indicator, { type: 'AttachDocument', unit, cycle, indicator: indicator.code, document });
}

export type Replacement = Readonly<{ number: number; document: DocumentFacts; reason: string }>;

export function replaces(report: ToldReport, at: Instant, indicator: PaperIndicator, replacement: Replacement): Step {
  const { unit, cycle } = report;
  const { number, document, reason } = replacement;
  const attachment = `${indicator.code}.D${number}`;
  const of = { unit, cycle, indicator: indicator.code, attachment };
  return reports(report, at, indicator, { type: 'ReplaceDocument', ...of, document, reason });
}

export function submits({ unit, cycle }: ToldReport, at: Instant, acknowledgeIncomplete: boolean): Step {
  return step(at, coordinatorOf(unit), { type: 'SubmitReport', unit, cycle, acknowledgeIncomplete });
}

export function resubmits({ unit, cycle }: ToldReport, at: Instant): Step {
  return step(at, coordinatorOf(unit), { type: 'ResubmitReport', unit, cycle });
}

export type Explanation = Readonly<{ clarification: number; answer: string }>;

export function clarifies(report: ToldReport, at: Instant, indicator: PaperIndicator, explanation: Explanation): Step {
  const { unit, cycle } = report;
  return reports(report, at, indicator, { type: 'AnswerClarification', unit, cycle, ...explanation, documents: [] });
}

export type Grounds = Readonly<{ indicator: string; grounds: string; documents: readonly DocumentFacts[] }>;

export function objects({ unit, cycle }: ToldReport, at: Instant, grounds: Grounds): Step {
  return step(at, coordinatorOf(unit), { type: 'FileObjection', unit, cycle, ...grounds });
}

function states(report: ToldReport, at: Instant, statement: Statement, expectedRevision: number): Step {
  const { unit, cycle } = report;
  const { indicator, answer, narrative } = statement;
  const of = { unit, cycle, indicator: indicator.code };
  return reports(report, at, indicator, { type: 'SubmitResponse', ...of, expectedRevision, answer, narrative });
}

/** The reporter of the agency that answers the indicator. */
function reports(report: ToldReport, at: Instant, indicator: PaperIndicator, command: ReportCommand): Step {
  return step(at, reporterOf(report.unit, answering(report, indicator).code), command);
}
