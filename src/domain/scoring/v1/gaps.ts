import { add, compare, subtract } from '../../../kernel/rational.ts';
import type { Rational } from '../../../kernel/rational.ts';
import type { Bilingual } from '../../../kernel/locale.ts';
import type { Paper } from '../../instrument/index.ts';
import { say } from './derivation/say.ts';
import { documentsFor, missingEvidence } from './evidence.ts';
import { grade, gradePaper } from './grade.ts';
import type { Grade } from './grade.ts';
import type { GradedResponse, GradedResponses } from './graded.ts';
import { ruleLosses } from './rule-losses.ts';
import type { RuleLoss } from './rule-losses.ts';
import { score, scoreOf } from './score.ts';
import type { IndicatorScore } from './scored.ts';
import { withEvidence, worthOf } from './worth.ts';

/** One thing that cost points. */
export type Gap = Readonly<{
  indicator: string;
  /** The formal check that did not pass. */
  check: string | null;
  /** The document in question, the latest of its evidence code. */
  attachment: string | null;
  evidence: string | null;
  /** In points of the total; where nothing is excluded the losses of all gaps add up to 100 less the exact total. */
  loss: Rational;
  /** The exact total if only this were mended: no better than now where something else must be mended first. */
  wouldBe: Rational;
  reason: Bilingual;
}>;

type Graded = Readonly<{
  paper: Paper;
  responses: GradedResponses;
  exact: Rational;
  graded: Grade;
  scored: IndicatorScore;
}>;

/** Everything that cost points, the dearest first. */
export function gaps(paper: Paper, responses: GradedResponses): readonly Gap[] {
  const dimensions = gradePaper(paper, responses);
  const { exact, indicators } = scoreOf(paper, dimensions);
  const found = dimensions
    .flatMap(({ grades }) => grades)
    .flatMap((graded) => {
      const scored = indicators.get(graded.indicator.code);
      return scored ? gapsOf({ paper, responses, exact, graded, scored }) : [];
    });
  return found.filter(({ loss }) => loss.numerator !== 0n).toSorted(dearestFirst);
}

function gapsOf(one: Graded): readonly Gap[] {
  if (one.graded.excluded) return [];
  const { status, response } = one.graded;
  switch (status) {
    case 'OVERRIDDEN':
    case 'UNANSWERED':
    case 'NOT_APPLICABLE':
      return [wholeGap(one, WHOLE[status])];
    case 'NOT_COUNTED':
    case 'EVIDENCE_MISSING':
      return response ? barredGaps(one, response) : [];
    case 'RULED':
      return response ? ruleGaps(one, response).map((gap) => ({ ...gap, wouldBe: add(one.exact, gap.loss) })) : [];
  }
}

const WHOLE = {
  OVERRIDDEN: { id: 'Ditetapkan penilai di bawah maksimum', en: 'Set by a person below the maximum' },
  UNANSWERED: { id: 'Belum dijawab', en: 'Not answered' },
  NOT_APPLICABLE: { id: 'Tidak berlaku, dihitung nol', en: 'Not applicable, which counts as nothing' },
} as const;

/** All that is lacking to the full worth of the indicator, as one gap. */
function wholeGap({ graded, scored, exact }: Graded, reason: Bilingual): Gap {
  const loss = subtract(scored.worth, scored.contribution);
  const nothing = { check: null, attachment: null, evidence: null };
  return { indicator: graded.indicator.code, ...nothing, loss, wouldBe: add(exact, loss), reason };
}

/** What bars the answer from counting costs what the rule would give; the rule's own gaps gain nothing before that. */
function barredGaps(one: Graded, response: GradedResponse): readonly Gap[] {
  const { indicator } = one.graded;
  const { edition } = one.paper;
  const missing = edition.requiredEvidence.mode === 'GATES' ? missingEvidence(indicator, response) : [];
  const mended = { ...withEvidence(response, missing), counts: true };
  const free = grade(edition, indicator, mended);
  const barrier = {
    ...wholeGap(
      one,
      barrierReason(
        one.graded,
        missing.map(({ code }) => code),
      ),
    ),
    evidence: missing.length === 1 ? (missing[0]?.code ?? null) : null,
  };
  if (free.excluded) return [{ ...barrier, wouldBe: rescored(one, mended) }];
  const loss = worthOf(one.scored, free.points);
  const rest = { ...wholeGap(one, WHOLE.NOT_APPLICABLE), loss: subtract(one.scored.worth, loss), wouldBe: one.exact };
  const own = free.status === 'RULED' ? ruleGaps(one, mended) : [rest];
  return [{ ...barrier, loss, wouldBe: add(one.exact, loss) }, ...own];
}

function ruleGaps(one: Graded, response: GradedResponse): readonly Gap[] {
  const { indicator, maximum } = one.graded;
  return ruleLosses(indicator.rule, maximum, { indicator, response }).map((lost) => ruleGap(one, lost));
}

function ruleGap({ graded, scored, exact }: Graded, { check, evidence, points, reason }: RuleLoss): Gap {
  const { indicator, response } = graded;
  const document = response && evidence !== null ? documentsFor(response, evidence).at(-1) : undefined;
  const attachment = document?.attachment ?? null;
  return {
    indicator: indicator.code,
    check,
    attachment,
    evidence,
    loss: worthOf(scored, points),
    wouldBe: exact,
    reason,
  };
}

function barrierReason({ status }: Grade, missing: readonly string[]): Bilingual {
  const uncounted = { id: 'Jawaban tidak dihitung', en: 'The answer is not counted' };
  const words = { id: 'Bukti wajib tidak ada', en: 'Required evidence is missing' };
  const lacking = say`${words}: ${missing.join(', ')}`;
  if (status === 'EVIDENCE_MISSING') return lacking;
  return missing.length === 0 ? uncounted : say`${uncounted}; ${lacking}`;
}

function rescored({ paper, responses, graded }: Graded, mended: GradedResponse): Rational {
  return score(paper, new Map(responses).set(graded.indicator.code, mended)).exact;
}

function dearestFirst(a: Gap, b: Gap): number {
  return compare(b.loss, a.loss) || (keyOf(a) < keyOf(b) ? -1 : 1);
}

function keyOf({ indicator, check, evidence }: Gap): string {
  return [indicator, check ?? '', evidence ?? ''].join('/');
}
