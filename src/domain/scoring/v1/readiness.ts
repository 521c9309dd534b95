import { subtract, ZERO } from '../../../kernel/rational.ts';
import type { Rational } from '../../../kernel/rational.ts';
import type { EvidenceRequirement, Paper, PaperIndicator } from '../../instrument/index.ts';
import { documentsFor, missingEvidence } from './evidence.ts';
import { grade } from './grade.ts';
import type { GradedDocument, GradedResponse, GradedResponses, ValidityDates } from './graded.ts';
import { score } from './score.ts';
import type { IndicatorScore } from './scored.ts';
import { withEvidence, worthOf } from './worth.ts';

export type ReadinessItem = Readonly<{
  kind: 'ANSWER_MISSING' | 'EVIDENCE_MISSING' | 'EVIDENCE_EXPIRED' | 'OFF_MANDATE';
  indicator: string;
  evidence: string | null;
  /** The latest expired document, or the one of an organization without the mandate, where that is what is wrong. */
  attachment: string | null;
  /** What it costs, in points of the total. */
  loss: Rational;
}>;

/** What organizations without the mandate stated about an indicator, and which documents they put forward for it. */
export type OffMandate = Readonly<{ answer: boolean; attachments: readonly string[] }>;

export type Readiness = Readonly<{ ready: boolean; items: readonly ReadinessItem[] }>;

type Asked = Readonly<{ paper: Paper; indicator: PaperIndicator; response: GradedResponse; scored: IndicatorScore }>;

/** By what readiness is judged: the dates the edition fixes, never today, and who may answer what. */
export type ReadinessTerms = Readonly<{ dates: ValidityDates; offMandate: ReadonlyMap<string, OffMandate> }>;

/** What is still missing, expired or off mandate, in the order of the paper, and what each costs. */
export function readiness(paper: Paper, responses: GradedResponses, terms: ReadinessTerms): Readiness {
  const { indicators } = score(paper, responses);
  const items = [...paper.indicators.values()].flatMap((indicator) => {
    const scored = indicators.get(indicator.code);
    if (!scored) return [];
    const asked = { paper, indicator, response: responses.get(indicator.code) ?? BLANK, scored };
    return [...itemsOf(asked, terms.dates), ...offMandateItems(asked, terms.offMandate.get(indicator.code) ?? null)];
  });
  return { ready: items.length === 0, items };
}

const BLANK: GradedResponse = {
  answer: null,
  answeredAt: null,
  documents: [],
  checks: {},
  counts: true,
  ruledAt: null,
  override: null,
};

function itemsOf(asked: Asked, dates: ValidityDates): readonly ReadinessItem[] {
  const { indicator, response, scored } = asked;
  const expired = expiredItems(asked, dates);
  if (response.answer === null) {
    const loss = subtract(scored.worth, scored.contribution);
    const missing = item('ANSWER_MISSING', indicator, { evidence: null, attachment: null, loss });
    return [missing, ...missingItems(asked), ...expired];
  }
  return response.answer.kind === 'NOT_APPLICABLE' ? expired : [...missingItems(asked), ...expired];
}

/** Where evidence gates, one document alone may open nothing: each costs what all that are missing cost together. */
function missingItems(asked: Asked): readonly ReadinessItem[] {
  const { paper, indicator, response } = asked;
  const missing = missingEvidence(indicator, response);
  const gates = paper.edition.requiredEvidence.mode === 'GATES';
  return missing.map((one) => {
    const loss = difference(asked, withEvidence(response, gates ? missing : [one]));
    return item('EVIDENCE_MISSING', indicator, { evidence: one.code, attachment: null, loss });
  });
}

function expiredItems(asked: Asked, dates: ValidityDates): readonly ReadinessItem[] {
  const { indicator, response } = asked;
  return indicator.evidence.flatMap((requirement) => {
    const attached = documentsFor(response, requirement.code);
    const latest = attached.at(-1);
    if (!latest || attached.some((document) => isValid(document, requirement, dates))) return [];
    const documents = response.documents.filter(({ evidence }) => evidence !== requirement.code);
    const loss = difference(asked, { ...response, documents });
    return [item('EVIDENCE_EXPIRED', indicator, { evidence: requirement.code, attachment: latest.attachment, loss })];
  });
}

/** An answer that was not theirs to give costs what it earns; a document, what would be lost without it. */
function offMandateItems(asked: Asked, off: OffMandate | null): readonly ReadinessItem[] {
  if (!off) return [];
  const { indicator, response, scored } = asked;
  const answer = item('OFF_MANDATE', indicator, { evidence: null, attachment: null, loss: scored.contribution });
  const documents = response.documents.filter(({ attachment }) => off.attachments.includes(attachment));
  const ofDocuments = documents.map(({ evidence, attachment }) => {
    const others = response.documents.filter((one) => one.attachment !== attachment);
    const loss = difference(asked, { ...response, documents: others });
    return item('OFF_MANDATE', indicator, { evidence, attachment, loss });
  });
  return off.answer && response.answer !== null ? [answer, ...ofDocuments] : ofDocuments;
}

function isValid({ validUntil }: GradedDocument, { validAt }: EvidenceRequirement, dates: ValidityDates): boolean {
  return validAt === null || validUntil === null || validUntil >= dates[validAt];
}

/** How far the total would move, up or down, if the response were the other one. */
function difference({ paper, indicator, response, scored }: Asked, other: GradedResponse): Rational {
  const [now, then] = [response, other].map((one) => grade(paper.edition, indicator, one).points);
  const moved = worthOf(scored, subtract(then ?? ZERO, now ?? ZERO));
  return moved.numerator < 0n ? subtract(ZERO, moved) : moved;
}

function item(
  kind: ReadinessItem['kind'],
  { code: indicator }: PaperIndicator,
  rest: Pick<ReadinessItem, 'evidence' | 'attachment' | 'loss'>,
): ReadinessItem {
  return { kind, indicator, ...rest };
}
