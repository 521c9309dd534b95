import type { Step } from '../step.ts';
import { wita } from '../told-time.ts';
import { replaces, restates } from '../verbs/reporting.ts';
import { sampleDocument } from '../verbs/sample-document.ts';
import { indicatorOf, requiredEvidence } from '../verbs/told-report.ts';
import type { ToldReport } from '../verbs/told-report.ts';
import type { ActionReturn, ReturnedAction } from './report.ts';

/** The agencies replace every document that was sent back, and restate the answers that it did not support. */
export function mends(report: ToldReport, { mended, actions }: ActionReturn, issuedOn: string): readonly Step[] {
  return actions.flatMap((back) => [replacement(report, mended, back, issuedOn), ...restatement(report, mended, back)]);
}

function replacement(report: ToldReport, mended: string, back: ReturnedAction, issuedOn: string): Step {
  const indicator = indicatorOf(report.paper, back.action);
  const requirement = requiredEvidence(indicator)[back.evidence - 1];
  if (!requirement) throw new Error(`${back.action} asks for no evidence number ${back.evidence}`);
  const document = sampleDocument(requirement, { issuedOn, corrected: true });
  return replaces(report, wita(mended), indicator, { number: back.evidence, document, reason: back.note });
}

function restatement(report: ToldReport, mended: string, { action, restated, note }: ReturnedAction): readonly Step[] {
  if (restated === undefined) return [];
  const indicator = indicatorOf(report.paper, action);
  const answer = { kind: 'PERCENT', value: restated } as const;
  return [restates(report, wita(mended), { indicator, answer, narrative: note, evidence: [] })];
}
