import type { Paper } from '../../src/domain/instrument/index.ts';
import type { DerivationNode } from '../../src/domain/scoring/v1/index.ts';
import { add, divide, multiply, rational, roundTo, sum, toRational, ZERO } from '../../src/kernel/rational.ts';
import type { Rational } from '../../src/kernel/rational.ts';
import { childrenOf } from './derivation.ts';

/**
 * The value of an inner node worked out from its children alone, by what kind of children they are; null for a node whose
 * formula looks up a table (bands, options, linear) instead of adding up.
 */
export function recomputed(paper: Paper, nodes: readonly DerivationNode[], node: DerivationNode): Rational | null {
  const children = childrenOf(nodes, node);
  const depth = node.path.split('/').length;
  if (depth === 1)
    return rounded(
      paper,
      weightedMean(children, () => rational(100)),
    );
  if (depth === 2) return weightedMean(children, (child) => maximumOf(paper, child));
  const names = new Set(children.map(({ path }) => path.split('/').at(-1)));
  if (names.has('override')) return last(children, 'override');
  if (names.has('ruling')) return multiply(last(children, 'ruling'), last(children, 'rule'));
  if (names.has('evidence')) return multiply(last(children, 'evidence'), last(children, 'rule'));
  if (children.length === 0 || names.has('answer')) return null;
  return addedUp(children);
}

function rounded({ edition }: Paper, value: Rational): Rational {
  return roundTo(value, edition.rounding.scale, edition.rounding.mode);
}

function weightedMean(children: readonly DerivationNode[], maximum: (child: DerivationNode) => Rational): Rational {
  const weights = sum(children.map(({ weight }) => weight!));
  if (weights.numerator === 0n) return ZERO;
  const inForce = children.filter(({ weight }) => weight!.numerator !== 0n);
  const earned = inForce.map((child) => divide(multiply(child.weight!, child.value), maximum(child)));
  return multiply(divide(sum(earned), weights), rational(100));
}

function maximumOf(paper: Paper, { path }: DerivationNode): Rational {
  return toRational(paper.indicators.get(path.split('/')[2]!)!.maximum);
}

function last(children: readonly DerivationNode[], name: string): Rational {
  return children.find(({ path }) => path.endsWith(`/${name}`))!.value;
}

/** Checks and evidence are 1 or 0 and weigh their share of the points; parts are points already. */
function addedUp(children: readonly DerivationNode[]): Rational {
  return children.reduce(
    (total, child) => add(total, isPart(child) ? child.value : multiply(child.value, child.weight!)),
    ZERO,
  );
}

function isPart({ path }: DerivationNode): boolean {
  return /\/(P\d|ADMINISTRATION|SUBSTANCE)$/.test(path);
}
