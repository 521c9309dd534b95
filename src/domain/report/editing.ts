import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import type { PaperIndicator } from '../instrument/index.ts';
import type { KnownFacts, ReportRefusal } from './facts.ts';
import { emptyResponse } from './response.ts';
import type { ResponseState } from './response.ts';
import { openRound } from './standing.ts';
import type { OpenedReport } from './state.ts';

/** What an organization may change now: the indicator as it is asked, the response as it stands, and whose it is. */
export type Editable = Readonly<{ indicator: PaperIndicator; response: ResponseState; organization: string }>;

/** Answers and documents change while drafting, and in an open correction round for what was returned. */
export function editable(code: string, state: OpenedReport, facts: KnownFacts): Result<Editable, ReportRefusal> {
  const indicator = facts.paper.indicators.get(code);
  if (!indicator) return err({ code: 'INDICATOR_UNKNOWN', path: ['indicator'] });
  const response = state.responses[code] ?? emptyResponse(code);
  if (response.organization === null) return err({ code: 'NOT_ASSIGNED', path: ['indicator'] });
  const drafting = state.header.stage === 'DRAFTING';
  const refusal = drafting ? draftingRefusal(state, facts) : roundRefusal(code, state, facts);
  return refusal ? err(refusal) : ok({ indicator, response, organization: response.organization });
}

/** Null while the report is drafted and its window has not shut. */
export function draftingRefusal({ header }: OpenedReport, { now, cycle, paper }: KnownFacts): ReportRefusal | null {
  if (header.stage !== 'DRAFTING') return { code: 'WRONG_STAGE' };
  if (now < cycle.submission.opensAt) return { code: 'WINDOW_NOT_OPEN' };
  const late = now >= cycle.submission.closesAt;
  return late && paper.edition.lateReports.mode === 'REFUSE' ? { code: 'DEADLINE_PASSED' } : null;
}

function roundRefusal(code: string, state: OpenedReport, facts: KnownFacts): ReportRefusal | null {
  const round = openRound(state.header, facts.now);
  if (!round) return { code: 'WRONG_STAGE' };
  return round.indicators.includes(code) ? null : { code: 'NOT_RETURNED', path: ['indicator'] };
}
