import { canonicalJson } from '../../../../kernel/canonical-json.ts';
import { digestOf } from '../../../../kernel/digest.ts';
import type { Digest } from '../../../../kernel/digest.ts';
import type { Bilingual } from '../../../../kernel/locale.ts';
import { toExact } from '../../../../kernel/rational.ts';
import type { Rational } from '../../../../kernel/rational.ts';
import type { Provenance } from '../../../instrument/index.ts';

/**
 * One step of the reasons for a score. The value of a node MUST follow from the values of its children by the formula
 * as it is written: a person checks it with a pocket calculator.
 */
export type DerivationNode = Readonly<{
  /** `total/<dimension>/<indicator>/<part>/<check>`: codes are capitals, the fixed words of a path are not. */
  path: string;
  parentPath: string | null;
  label: Bilingual;
  formula: Bilingual;
  value: Rational;
  /** Its weight as the formula of the parent takes it; 0 where it is shown but does not count. */
  weight: Rational | null;
  provenance: Provenance | null;
  /** The ledger entries it rests on. */
  positions: readonly number[];
  attachments: readonly string[];
}>;

/** What a node says; the rest is empty unless it is said. */
export type NodeFacts = Pick<DerivationNode, 'label' | 'formula' | 'value'> & Partial<DerivationNode>;

export function derivationNode(parentPath: string | null, segment: string, facts: NodeFacts): DerivationNode {
  const path = parentPath === null ? segment : `${parentPath}/${segment}`;
  return { weight: null, provenance: null, positions: [], attachments: [], ...facts, path, parentPath };
}

/** What a final commits to, and what golden files freeze the engine with. */
export function derivationDigest(nodes: readonly DerivationNode[]): Digest {
  return digestOf(derivationText(nodes));
}

/** The one text of a derivation (RFC 8785), values as exact texts: what audit bundles carry. */
export function derivationText(nodes: readonly DerivationNode[]): string {
  const exact = nodes.map((node) => ({
    ...node,
    value: toExact(node.value),
    weight: node.weight && toExact(node.weight),
  }));
  return canonicalJson(exact);
}

const STRENGTH = { FOUND: 2, RECALLED: 1, ILLUSTRATIVE: 0 } as const;

/** A value is only as well founded as the weakest thing it rests on. */
export function weakest(first: Provenance, ...others: readonly Provenance[]): Provenance {
  return others.reduce((weak, one) => (STRENGTH[one.kind] < STRENGTH[weak.kind] ? one : weak), first);
}
