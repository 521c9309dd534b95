import { basisReached, graded, offMandateIn, SCORE_BASES, supposing, validityDates } from '../domain/report/index.ts';
import type { ScoreBasis } from '../domain/report/index.ts';
import { derive, gaps, readiness, score } from '../domain/scoring/v1/index.ts';
import type {
  DerivationNode,
  Gap,
  GradedResponse,
  GradedResponses,
  Readiness,
  Score,
} from '../domain/scoring/v1/index.ts';
import type { Answer, Paper, Provenance } from '../domain/instrument/index.ts';
import { TIME_ZONES } from '../domain/jurisdiction/index.ts';
import type { TimeZone } from '../domain/jurisdiction/index.ts';
import type { CycleRow } from '../projection/cycle.ts';
import type { OrganizationRow } from '../projection/jurisdiction.ts';
import type { ReportRow, ResponseRow } from '../projection/report.ts';
import { memoized } from './memoized.ts';

/** A report as it was at one moment, with everything its score follows from. */
export type ReportMoment = Readonly<{
  report: ReportRow;
  responses: readonly ResponseRow[];
  paper: Paper;
  /** Only of a moment that never was: answers that nobody has given, by indicator. */
  supposed?: ReadonlyMap<string, Answer>;
}>;

/**
 * To those who see published results only, a derivation says everything but what people wrote: the notes of reviewers,
 * the justifications of assessors, the reasons of reporters.
 */
export type Told = 'FULL' | 'PUBLISHED';

/** Null where the report has not reached that basis. */
export function basisFor(report: Pick<ReportRow, 'stage'>, asked: ScoreBasis | null): ScoreBasis | null {
  const reached = basisReached(report);
  if (asked === null || asked === reached) return reached;
  return SCORE_BASES.indexOf(asked) < SCORE_BASES.indexOf(reached) ? asked : null;
}

/** The same code that decided the final: computed anew from what the ledger holds. */
export function scoreOn(moment: ReportMoment, basis: ScoreBasis): Score {
  return scores(moment, basis, () => score(moment.paper, gradedOn(moment, basis)));
}

export function derivationOn(moment: ReportMoment, basis: ScoreBasis, told: Told): readonly DerivationNode[] {
  return derivations(moment, `${basis}/${told}`, () => derive(moment.paper, gradedFor(moment, basis, told)));
}

export function gapsOn(moment: ReportMoment, basis: ScoreBasis, told: Told): readonly Gap[] {
  return lacks(moment, `${basis}/${told}`, () => gaps(moment.paper, gradedFor(moment, basis, told)));
}

/** The cycle and the place that a report is of: `organizations` are those of its jurisdiction. */
export type Place = Readonly<{ cycle: CycleRow; timeZone: TimeZone; organizations: readonly OrganizationRow[] }>;

export function readinessOf(moment: ReportMoment, { cycle, timeZone, organizations }: Place): Readiness {
  const { paper, responses } = moment;
  const dates = validityDates({ cycle, unit: { utcOffset: TIME_ZONES[timeZone] } });
  const byCode = Object.fromEntries(organizations.map((one) => [one.organization, one]));
  const offMandate = offMandateIn(paper, responses, byCode);
  return readiness(paper, graded(responses, 'CLAIMED'), { dates, offMandate });
}

/** A step of a derivation and so many levels below it. */
export function within(
  nodes: readonly DerivationNode[],
  { path, depth }: Readonly<{ path: string | null; depth: number | null }>,
): readonly DerivationNode[] {
  const below = path === null ? nodes : nodes.filter((one) => one.path === path || one.path.startsWith(`${path}/`));
  const top = levelOf(path ?? nodes[0]?.path ?? '');
  return depth === null ? below : below.filter((one) => levelOf(one.path) - top <= depth);
}

/** Every source the steps rest on, each once. */
export function restsOn(nodes: readonly DerivationNode[]): readonly Provenance[] {
  const sources = nodes.flatMap(({ provenance }) => (provenance ? [provenance] : []));
  return [...new Map(sources.map((one) => [`${one.kind} ${one.source}`, one])).values()];
}

const scores = memoized<Score>();
const derivations = memoized<readonly DerivationNode[]>();
const lacks = memoized<readonly Gap[]>();

function gradedOn({ responses, supposed }: ReportMoment, basis: ScoreBasis): GradedResponses {
  const given = graded(responses, basis);
  return supposed ? supposing(given, supposed, basis) : given;
}

function gradedFor(moment: ReportMoment, basis: ScoreBasis, told: Told): GradedResponses {
  const all = gradedOn(moment, basis);
  return told === 'FULL' ? all : new Map([...all].map(([code, response]) => [code, withoutWords(response)]));
}

const UNSAID = '…';

function withoutWords(response: GradedResponse): GradedResponse {
  const { answer, override } = response;
  const checks = Object.entries(response.checks).map(([code, check]) => [code, { ...check, note: null }] as const);
  return {
    ...response,
    checks: Object.fromEntries(checks),
    answer: answer?.kind === 'NOT_APPLICABLE' ? { ...answer, reason: UNSAID } : answer,
    override: override && { ...override, justification: UNSAID },
  };
}

function levelOf(path: string): number {
  return path.split('/').length;
}
