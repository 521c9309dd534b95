import { absentReport, basisReached, evolveReport, graded, isReportEvent, liveAssessment, liveDecision } from '../domain/report/index.ts';
import type { OpenedReport, ReportEvent, ReportState, ScoreBasis } from '../domain/report/index.ts';
import type { Recorded } from '../domain/event.ts';
import { attribute, score } from '../domain/scoring/v1/index.ts';
import type { Score, ScoreStep } from '../domain/scoring/v1/index.ts';
import { reportStream } from '../domain/streams.ts';
import { readStream } from '../ledger/read.ts';
import type { ReportRow } from '../projection/report.ts';
import type { At, Reader } from './reader.ts';

/** A step of the score with the basis it was reached on. */
export type HistoryStep = ScoreStep & Readonly<{ basis: ScoreBasis }>;

type Reached = Readonly<{ basis: ScoreBasis; score: Score }>;

/**
 * Every entry that moved the report's score, on the highest basis reached at the time. Where the basis itself changed,
 * the change is split over the indicators, each citing the entry that decided it. The deltas add up to the exact total.
 */
export async function scoreHistory(reader: Reader, at: At, report: ReportRow): Promise<readonly HistoryStep[]> {
  const paper = await reader.papers.paper(report.instrumentDigest, report.period);
  const steps: HistoryStep[] = [];
  let state: ReportState = absentReport;
  let before: Reached | null = null;
  for await (const entry of readStream(reader, reportStream(report.unit, report.cycle), { upTo: at.position })) {
    if (!isReportEvent(entry)) continue;
    state = evolveReport(state, entry);
    if (state.phase === 'absent') continue;
    const opened = state;
    const basis = basisReached(opened.header);
    const after: Reached = { basis, score: score(paper, graded(Object.values(opened.responses), basis)) };
    const indicator = before?.basis === basis ? indicatorOf(entry) : null;
    const change = {
      before: before?.score ?? null,
      after: after.score,
      cause: { position: entry.position, indicator },
      decidedAt: (code: string) => decidedAt(opened, code) ?? entry.position,
    };
    steps.push(...attribute(change).map((step) => ({ ...step, basis })));
    before = after;
  }
  return steps;
}

/** The entry that ruled on an indicator last. */
function decidedAt({ responses }: OpenedReport, code: string): number | null {
  const response = responses[code];
  if (!response) return null;
  return (response.upheld ?? liveAssessment(response) ?? liveDecision(response))?.position ?? null;
}

function indicatorOf({ data }: Recorded<ReportEvent>): string | null {
  return 'indicator' in data ? data.indicator : null;
}
