import { equals, ZERO } from '../../../../kernel/rational.ts';
import type { Bilingual } from '../../../../kernel/locale.ts';
import type { Edition } from '../../../instrument/index.ts';
import { indicatorWeight } from '../aggregate.ts';
import type { Grade } from '../grade.ts';
import { barrierFormula, barrierNode, overrideNode } from './barrier.ts';
import { equal } from './mean.ts';
import { derivationNode, weakest } from './node.ts';
import type { DerivationNode } from './node.ts';
import { ruledBody } from './ruled.ts';
import { say } from './say.ts';

/** What a node says and what stands below it. */
type Body = Readonly<{ formula: Bilingual; children: readonly DerivationNode[] }>;

/** An indicator in points, and the reasons for them. */
export function indicatorNodes(edition: Edition, graded: Grade, parentPath: string): readonly DerivationNode[] {
  const { indicator, response } = graded;
  const body = indicatorBody(edition, graded, `${parentPath}/${indicator.code}`);
  const node = derivationNode(parentPath, indicator.code, {
    label: indicator.title,
    formula: say`${body.formula}${completeWords(graded)}`,
    value: graded.excluded ? ZERO : graded.points,
    weight: indicatorWeight(edition, graded),
    provenance: weakest(indicator.ruleProvenance, indicator.weightProvenance),
    positions: [response?.answeredAt, response?.ruledAt].filter((one) => typeof one === 'number'),
  });
  return [node, ...body.children];
}

function indicatorBody(edition: Edition, graded: Grade, path: string): Body {
  switch (graded.status) {
    case 'OVERRIDDEN':
      return overriddenBody(edition, graded, path);
    case 'NOT_COUNTED':
    case 'EVIDENCE_MISSING':
      return {
        formula: barrierFormula(graded),
        children: [barrierNode(edition, graded, path), ...besideNodes(edition, graded, path)],
      };
    case 'UNANSWERED':
    case 'NOT_APPLICABLE':
    case 'RULED':
      return ruledBody(edition, graded, path);
  }
}

function overriddenBody(edition: Edition, graded: Grade, path: string): Body {
  const words = { id: 'Ditetapkan penilai, bukan menurut aturan', en: 'Set by a person instead of the rule' };
  const beside = say`${{ id: 'aturan memberi', en: 'the rule gives' }} ${graded.rulePoints}`;
  return {
    formula: say`${words}${equal(graded.points)} (${beside})`,
    children: [overrideNode(graded, path), ...besideNodes(edition, graded, path)],
  };
}

/** What the rule alone gives, shown in full although it does not count. */
function besideNodes(edition: Edition, graded: Grade, parentPath: string): readonly DerivationNode[] {
  const { formula, children } = ruledBody(edition, graded, `${parentPath}/rule`);
  const node = derivationNode(parentPath, 'rule', {
    label: { id: 'Menurut aturan', en: 'By the rule' },
    formula,
    value: graded.rulePoints,
    weight: ZERO,
    provenance: graded.indicator.ruleProvenance,
  });
  return [node, ...children];
}

function completeWords({ indicator, points, maximum }: Grade): Bilingual {
  const { completeLabel } = indicator;
  if (!completeLabel) return { id: '', en: '' };
  return say`; ${equals(points, maximum) ? completeLabel.complete : completeLabel.incomplete}`;
}
