import { ONE, toRational, ZERO } from '../../../../kernel/rational.ts';
import type { Rational } from '../../../../kernel/rational.ts';
import type { Bilingual } from '../../../../kernel/locale.ts';
import type { Answer, AnswerSpec, Check, EvidenceRequirement, SimpleRule } from '../../../instrument/index.ts';
import { answerValue, ratioFactor } from '../answer-value.ts';
import { documentsFor, inOrder, passes } from '../evidence.ts';
import type { GradedDocument, GradedResponse } from '../graded.ts';
import type { Given } from '../points.ts';
import { derivationNode } from './node.ts';
import type { DerivationNode } from './node.ts';
import { optionTitle } from './option-title.ts';
import { result, say } from './say.ts';

type Weighted = Readonly<{ path: string; weight: Rational }>;

/** What was stated; a choice has the value its rule gives it. Cites the answer and every document beside it. */
export function answerNode({ indicator, response }: Given, parentPath: string, rule?: SimpleRule): DerivationNode {
  const { answer, answeredAt } = response;
  const documents = citations(inOrder(response.documents));
  return derivationNode(parentPath, 'answer', {
    label: { id: 'Jawaban', en: 'Answer' },
    formula: answer ? answerWords(answer, { indicator, response }) : { id: 'Belum dijawab', en: 'Not answered' },
    value: (answer && (answerValue(answer, indicator.answer) ?? optionValue(answer, rule))) ?? ZERO,
    positions: answeredAt === null ? documents.positions : [answeredAt, ...documents.positions],
    attachments: documents.attachments,
  });
}

/** 1 or 0; cites the deciding entry and the documents it was made on. */
export function checkNode(check: Check, { response }: Given, { path, weight }: Weighted): DerivationNode {
  const decided = response.checks[check.code];
  const documents = citations(documentsFor(response, check.evidence));
  return derivationNode(path, check.code, {
    label: check.title,
    formula: checkWords(check, response),
    value: passes(check, response) ? ONE : ZERO,
    weight,
    provenance: check.provenance,
    positions: decided ? [decided.position, ...documents.positions] : documents.positions,
    attachments: documents.attachments,
  });
}

/** 1 where a document is there, else 0. */
export function evidenceNode(
  { code, title, provenance }: EvidenceRequirement,
  { response }: Given,
  { path, weight }: Weighted,
): DerivationNode {
  const documents = documentsFor(response, code);
  const there = documents.length > 0;
  return derivationNode(path, code, {
    label: title,
    formula: there
      ? { id: 'Dokumen terlampir: 1', en: 'A document is attached: 1' }
      : { id: 'Tidak ada dokumen: 0', en: 'No document: 0' },
    value: there ? ONE : ZERO,
    weight,
    provenance,
    ...citations(documents),
  });
}

function citations(documents: readonly GradedDocument[]): Pick<DerivationNode, 'positions' | 'attachments'> {
  return {
    positions: documents.map(({ position }) => position),
    attachments: documents.map(({ attachment }) => attachment),
  };
}

function answerWords(answer: Answer, { indicator }: Given): Bilingual {
  switch (answer.kind) {
    case 'CHOICE':
      return say`${{ id: 'Dinyatakan', en: 'Stated' }} “${optionTitle(indicator, answer.option)}”`;
    case 'NUMBER':
    case 'PERCENT':
    case 'POINTS':
      return say`${{ id: 'Dinyatakan', en: 'Stated' }} ${toRational(answer.value)}`;
    case 'RATIO':
      return ratioWords(answer, indicator.answer);
    case 'NOT_APPLICABLE':
      return say`${{ id: 'Dinyatakan tidak berlaku', en: 'Stated not applicable' }}: ${answer.reason}`;
  }
}

function ratioWords(answer: Extract<Answer, { kind: 'RATIO' }>, spec: AnswerSpec): Bilingual {
  const [numerator, denominator] = [toRational(answer.numerator), toRational(answer.denominator)];
  if (denominator.numerator === 0n) {
    return say`${{ id: 'Penyebut 0 tidak berlaku', en: 'A denominator of 0 is not applicable' }} (${numerator} / 0)`;
  }
  const value = answerValue(answer, spec) ?? ZERO;
  return say`${{ id: 'Dinyatakan', en: 'Stated' }}: ${numerator} / ${denominator} × ${ratioFactor(spec)} = ${result(value)}`;
}

function optionValue(answer: Answer, rule: SimpleRule | undefined): Rational | null {
  const earned = answer.kind === 'CHOICE' && rule?.kind === 'OPTIONS' ? rule.points[answer.option] : undefined;
  return earned === undefined ? null : toRational(earned);
}

/** How a check stands, in words: decided, or by whether its document is there. */
export function checkWords(check: Check, response: GradedResponse): Bilingual {
  const decided = response.checks[check.code];
  if (!decided) {
    return passes(check, response)
      ? { id: 'Belum diperiksa; dokumen terlampir: 1', en: 'Not decided yet; its document is attached: 1' }
      : say`${{ id: 'Belum diperiksa; tidak ada dokumen', en: 'Not decided yet; no document' }} ${check.evidence}: 0`;
  }
  const verdict = decided.passed ? { id: 'Lulus: 1', en: 'Passed: 1' } : { id: 'Tidak lulus: 0', en: 'Failed: 0' };
  return decided.note === null ? verdict : say`${verdict} (${decided.note})`;
}
