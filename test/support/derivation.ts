import type { DerivationNode } from '../../src/domain/scoring/v1/index.ts';
import { toRational } from '../../src/kernel/rational.ts';
import type { Rational } from '../../src/kernel/rational.ts';
import { calculate } from './arithmetic.ts';

/** The sum a formula states: `words: <expression> = <result>`; null where it has words only. */
export type StatedSum = Readonly<{ expression: string; computed: Rational; stated: Rational }>;

const SUM = /: ([\d.\s()+×/-]+) = (-?\d+(?:\.\d+)?(?:\/\d+)?)/;

/** The sum as the English formula writes it, worked out anew. */
export function statedSum({ formula }: DerivationNode): StatedSum | null {
  const [, expression, stated] = SUM.exec(formula.en) ?? [];
  return expression && stated ? { expression, computed: calculate(expression), stated: toRational(stated) } : null;
}

export function childrenOf(nodes: readonly DerivationNode[], { path }: DerivationNode): readonly DerivationNode[] {
  return nodes.filter(({ parentPath }) => parentPath === path);
}

export function nodeAt(nodes: readonly DerivationNode[], path: string): DerivationNode {
  const found = nodes.find((node) => node.path === path);
  if (!found) throw new Error(`no node ${path} among ${nodes.map((node) => node.path).join(' ')}`);
  return found;
}
