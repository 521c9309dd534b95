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
import type { CycleRow } from '../projection/cycle.ts';
import type { ReportRow } from '../projection/report.ts';
import type { At, Reader } from './reader.ts';

/** A step of the score with the basis it was reached on. */
export type HistoryStep = ScoreStep & Readonly<{ basis: ScoreBasis }>;

/** A report with its cycle, which says what edition was in force when. */
export type ReportInCycle = Readonly<{ report: ReportRow; cycle: CycleRow }>;

/**
 * Every entry that moved the report's score, on the highest basis reached at the time. Where the basis itself changed,
 * the change is split over the indicators, each citing the entry that decided it; where the edition was replaced, each
 * cites the entry that replaced it. The deltas add up to the exact total.
 */
export async function scoreHistory(reader: Reader, at: At, of: ReportInCycle): Promise<readonly HistoryStep[]> {
  const steps: HistoryStep[] = [];
  let paper = await reader.papers.paper(of.report.instrumentDigest, of.report.period);
  let state: ReportState = absentReport;
  let before: Reached | null = null;
  for await (const next of happenings(reader, at, of)) {
    if (next.type === 'EditionReplaced') paper = next.paper;
    else state = evolveReport(state, next);
    if (state.phase === 'absent' || (before && !movesScore(before, state, next))) continue;
    const after: Reached = reached(paper, state);
    steps.push(...stepsBetween(before, after, next));
    before = after;
  }
  return steps;
}

/** From here on the report is scored by another paper. */
type Replacement = Readonly<{ type: 'EditionReplaced'; position: number; paper: Paper }>;

type Happening = Recorded<ReportEvent> | Replacement;

/** What happened to the report, and to the edition of its cycle, in order of position. */
async function* happenings(reader: Reader, at: At, { report, cycle }: ReportInCycle): AsyncGenerator<Happening> {
  let waiting = await replacementsIn(reader, cycle);
  for await (const entry of readStream(reader, reportStream(report.unit, report.cycle), { upTo: at.position })) {
    yield* waiting.filter(({ position }) => position < entry.position);
    waiting = waiting.filter(({ position }) => position > entry.position);
    if (isReportEvent(entry)) yield entry;
  }
  yield* waiting;
}

function replacementsIn({ papers }: Reader, { editions, period }: CycleRow): Promise<readonly Replacement[]> {
  const replaced = editions.map(async ({ instrumentDigest, position }) => {
    return { type: 'EditionReplaced', position, paper: await papers.paper(instrumentDigest, period) } as const;
  });
  return Promise.all(replaced);
}

type Reached = Readonly<{ basis: ScoreBasis; score: Score; report: OpenedReport }>;

function reached(paper: Paper, report: OpenedReport): Reached {
  const basis = basisReached(report.header);
  return { basis, score: score(paper, graded(Object.values(report.responses), basis)), report };
}

/** Nothing but another edition, another basis, or another answer, ruling or document as the basis sees it, moves a score. */
function movesScore({ basis, report }: Reached, now: OpenedReport, next: Happening): boolean {
  if (next.type === 'EditionReplaced' || basisReached(now.header) !== basis) return true;
  const indicator = indicatorOf(next);
  if (indicator === null) return false;
  const [earlier, later] = [report, now].map(({ responses }) => responses[indicator] ?? emptyResponse(indicator));
  return JSON.stringify(seen(earlier, basis)) !== JSON.stringify(seen(later, basis));
}

function seen(response: ResponseState | undefined, basis: ScoreBasis): unknown {
  return response && [...graded([response], basis).values()];
}

function stepsBetween(before: Reached | null, after: Reached, next: Happening): readonly HistoryStep[] {
  const indicator = before?.basis === after.basis ? indicatorOf(next) : null;
  const steps = attribute({
    before: before?.score ?? null,
    after: after.score,
    cause: { position: next.position, indicator },
    decidedAt: (code) => causeOf(next, after.report, code),
  });
  return steps.map((step) => ({ ...step, basis: after.basis }));
}

/** The entry that moved an indicator: the one that replaced the edition, else the one that ruled on it last. */
function causeOf(next: Happening, { responses }: OpenedReport, code: string): number {
  const response = responses[code];
  if (next.type === 'EditionReplaced' || !response) return next.position;
  const ruling = liveUpheld(response) ?? liveAssessment(response) ?? liveDecision(response);
  return ruling?.position ?? next.position;
}

function indicatorOf(next: Happening): string | null {
  return next.type !== 'EditionReplaced' && 'indicator' in next.data ? next.data.indicator : null;
}
