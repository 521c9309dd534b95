import { rational, ZERO } from '../../../../kernel/rational.ts';
import type { Bilingual } from '../../../../kernel/locale.ts';
import type { Edition, Paper } from '../../../instrument/index.ts';
import { gradePaper } from '../grade.ts';
import type { GradedResponses } from '../graded.ts';
import { scoreOf } from '../score.ts';
import type { DimensionScore, Score } from '../scored.ts';
import { dimensionNode } from './dimension.ts';
import { indicatorNodes } from './indicator.ts';
import { intervalWords } from './interval-words.ts';
import { equal, leftOut, weightedMean } from './mean.ts';
import { derivationNode, weakest } from './node.ts';
import type { DerivationNode } from './node.ts';
import { roundingWords } from './rounding-words.ts';
import { fixed, say } from './say.ts';

const NOTHING_IN_FORCE = {
  id: 'Tidak ada indikator yang berlaku: nilai 0 tidak mengukur apa pun',
  en: 'No indicator is in force: the total of 0 measures nothing',
};

/** The tree of reasons of a score in reading order, from the total down to answers, checks and documents. */
export function derive(paper: Paper, responses: GradedResponses): readonly DerivationNode[] {
  const graded = gradePaper(paper, responses);
  const score = scoreOf(paper, graded);
  const root = rootNode(paper.edition, score);
  const below = graded.flatMap(({ dimension, grades }) => {
    const node = dimensionNode({ edition: paper.edition, dimension, grades }, root.path);
    return [node, ...grades.flatMap((one) => indicatorNodes(paper.edition, one, node.path))];
  });
  return [root, ...below];
}

function rootNode(edition: Edition, score: Score): DerivationNode {
  return derivationNode(null, 'total', {
    label: { id: `Nilai total ${edition.title.id}`, en: `Total of ${edition.title.en}` },
    formula: score.applicable ? rootFormula(edition, score) : NOTHING_IN_FORCE,
    value: score.total,
    provenance: weakest(edition.aggregation.provenance, edition.rounding.provenance),
  });
}

function rootFormula(edition: Edition, score: Score): Bilingual {
  const words = { id: 'Rata-rata berbobot dimensi', en: 'Weighted mean of the dimensions' };
  const mean = weightedMean(score.dimensions.filter(({ points }) => points !== null).map(termOf));
  const excluded = score.dimensions.filter(({ points }) => points === null).map(({ code }) => code);
  const rounded = say`; ${roundingWords(edition.rounding)} = ${fixed(score.total, score.decimals)}`;
  return say`${words}: ${mean}${equal(score.exact)}${leftOut(excluded)}${rounded}; ${predicateWords(edition, score)}`;
}

function termOf({ weight, points }: DimensionScore): Parameters<typeof weightedMean>[0][number] {
  return { weight, value: points ?? ZERO, maximum: rational(100) };
}

function predicateWords(edition: Edition, { predicate, exact, total }: Score): Bilingual {
  if (!predicate) return { id: 'tanpa predikat', en: 'no predicate' };
  const value = edition.predicateOf === 'EXACT' ? exact : total;
  return say`${{ id: 'predikat', en: 'predicate' }} ${predicate.title} (${intervalWords(predicate, value)})`;
}
