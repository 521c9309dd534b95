import type { Recorded } from '../event.ts';
import type { ReportEvent } from './events.ts';
import { evolveHeader } from './header.ts';
import type { ReportHeader } from './header.ts';
import { emptyResponse, evolveResponse, touchedIndicators } from './response.ts';
import type { ResponseState } from './response.ts';

export type OpenedReport = Readonly<{
  phase: 'open';
  header: ReportHeader;
  responses: Readonly<Record<string, ResponseState>>;
}>;

export type ReportState = Readonly<{ phase: 'absent' }> | OpenedReport;

export const initialState: ReportState = { phase: 'absent' };

export function evolve(state: ReportState, event: Recorded<ReportEvent>): ReportState {
  const header = evolveHeader(state.phase === 'open' ? state.header : null, event);
  if (!header) return state;
  const responses = state.phase === 'open' ? state.responses : {};
  const touched = touchedIndicators(event);
  if (touched.length === 0) return { phase: 'open', header, responses };
  const next = { ...responses };
  for (const code of touched) next[code] = evolveResponse(next[code] ?? emptyResponse(code), event);
  return { phase: 'open', header, responses: next };
}
