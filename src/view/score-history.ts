import type { Recorded } from '../domain/event.ts';
import type { Paper } from '../domain/instrument/index.ts';
import {
  absentReport,
  basisReached,
  emptyResponse,
  evolveReport,
  graded,
  isReportEvent,
  liveAssessment,
  liveDecision,
  liveUpheld,
} from '../domain/report/index.ts';
import type { OpenedReport, ReportEvent, ReportState, ResponseState, ScoreBasis } from '../domain/report/index.ts';
import { attribute, score } from '../domain/scoring/v1/index.ts';
import type { Score, ScoreStep } from '../domain/scoring/v1/index.ts';
import { reportStream } from '../domain/streams.ts';
import { readStream } from '../ledger/read.ts';
import type { ReportRow } from '../projection/report.ts';
import type { At, Reader } from './reader.ts';

/** A step of the score with the basis it was reached on. */
export type HistoryStep = ScoreStep & Readonly<{ basis: ScoreBasis }>;

/**
 * Every entry that moved the report's score, on the highest basis reached at the time. Where the basis itself changed,
 * the change is split over the indicators, each citing the entry that decided it. The deltas add up to the exact total.
 */
export async function scoreHistory(reader: Reader, at: At, report: ReportRow): Promise<readonly HistoryStep[]> {
  const paper = await reader.papers.paper(report.instrumentDigest, report.period);
  const steps: HistoryStep[] = [];
  let before: Reached | null = null;
  let state: ReportState = absentReport;
  for await (const entry of readStream(reader, reportStream(report.unit, report.cycle), { upTo: at.position })) {
    if (!isReportEvent(entry)) continue;
    state = evolveReport(state, entry);
    if (state.phase === 'absent' || (before && !movesScore(before, state, entry))) continue;
    const after: Reached = reached(paper, state);
    steps.push(...stepsBetween(before, after, entry));
    before = after;
  }
  return steps;
}

type Reached = Readonly<{ basis: ScoreBasis; score: Score; report: OpenedReport }>;

function reached(paper: Paper, report: OpenedReport): Reached {
  const basis = basisReached(report.header);
  return { basis, score: score(paper, graded(Object.values(report.responses), basis)), report };
}

/** Nothing but another basis, or another answer, ruling or document as the basis sees it, moves a score. */
function movesScore({ basis, report }: Reached, now: OpenedReport, entry: Recorded<ReportEvent>): boolean {
  if (basisReached(now.header) !== basis) return true;
  const indicator = indicatorOf(entry);
  if (indicator === null) return false;
  const [earlier, later] = [report, now].map(({ responses }) => responses[indicator] ?? emptyResponse(indicator));
  return JSON.stringify(seen(earlier, basis)) !== JSON.stringify(seen(later, basis));
}

function seen(response: ResponseState | undefined, basis: ScoreBasis): unknown {
  return response && [...graded([response], basis).values()];
}

function stepsBetween(before: Reached | null, after: Reached, entry: Recorded<ReportEvent>): readonly HistoryStep[] {
  const indicator = before?.basis === after.basis ? indicatorOf(entry) : null;
  const steps = attribute({
    before: before?.score ?? null,
    after: after.score,
    cause: { position: entry.position, indicator },
    decidedAt: (code) => decidedAt(after.report, code) ?? entry.position,
  });
  return steps.map((step) => ({ ...step, basis: after.basis }));
}

/** The entry that ruled on an indicator last. */
function decidedAt({ responses }: OpenedReport, code: string): number | null {
  const response = responses[code];
  if (!response) return null;
  return (liveUpheld(response) ?? liveAssessment(response) ?? liveDecision(response))?.position ?? null;
}

function indicatorOf({ data }: Recorded<ReportEvent>): string | null {
  return 'indicator' in data ? data.indicator : null;
}
