import type { ReportCommand, ReviewItem, ScoreItem } from '../../domain/report/index.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Step } from '../step.ts';
import type { ToldReport } from './told-report.ts';

/** What reviewers and assessors do: each on what the ledger held before the moment they decide at. */

/** Who decides, and when. */
export type Deciding = Readonly<{ by: string; at: Instant }>;

export function reviews(report: ToldReport, deciding: Deciding, items: readonly ReviewItem[]): Step {
  return decides(report, deciding, (of) => ({ type: 'ReviewResponses', ...of, items, atomic: true }));
}

export type Asking = Readonly<{ indicator: string; question: string }>;

/** In a new thread, due when the edition says. */
export function asks(report: ToldReport, deciding: Deciding, asking: Asking): Step {
  const usual = { clarification: null, dueAt: null };
  return decides(report, deciding, (of) => ({ type: 'AskClarification', ...of, ...asking, ...usual }));
}

export function returns(report: ToldReport, deciding: Deciding, note: string): Step {
  return decides(report, deciding, (of) => ({ type: 'ReturnReport', ...of, dueAt: null, note }));
}

export function forwards(report: ToldReport, deciding: Deciding): Step {
  return decides(report, deciding, (of) => ({ type: 'ForwardReport', ...of, justification: null }));
}

export function scores(report: ToldReport, deciding: Deciding, items: readonly ScoreItem[]): Step {
  return decides(report, deciding, (of) => ({ type: 'ScoreResponses', ...of, items, atomic: true }));
}

export function concludes(report: ToldReport, deciding: Deciding): Step {
  return decides(report, deciding, (of) => ({ type: 'ConcludeAssessment', ...of }));
}

export type Upholding = Readonly<{ objection: number; points: string; reason: string }>;

export function upholds(report: ToldReport, deciding: Deciding, upholding: Upholding): Step {
  return decides(report, deciding, (of) => ({ type: 'DecideObjection', ...of, ruling: 'UPHELD', ...upholding }));
}

export function proposes(report: ToldReport, deciding: Deciding): Step {
  return decides(report, deciding, (of) => ({ type: 'ProposeFinal', ...of }));
}

export function finalizes(report: ToldReport, deciding: Deciding): Step {
  return decides(report, deciding, (of) => ({ type: 'FinalizeReport', ...of }));
}

type Seen = Readonly<{ unit: string; cycle: string; seen: number }>;

function decides({ unit, cycle }: ToldReport, { by, at }: Deciding, command: (of: Seen) => ReportCommand): Step {
  return { at, person: by, command: (seen) => command({ unit, cycle, seen }) };
}
