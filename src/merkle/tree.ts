import { hashNode } from './hash.ts';
import type { Hash } from './hash.ts';
import { nodeKey, spanHash } from './subtree.ts';
import type { Node } from './subtree.ts';

/** A whole tree in memory: every complete subtree by its level and index. */
export type Tree = Readonly<{ size: number; levels: readonly (readonly Hash[])[] }>;

export function buildTree(leaves: readonly Hash[]): Tree {
  const levels = [leaves];
  for (let level = leaves; level.length > 1;) {
    level = parentsOf(level);
    levels.push(level);
  }
  return { size: leaves.length, levels };
}

export function hashInTree({ levels }: Tree, node: Node): Hash {
  const found = levels[node.level]?.[node.index];
  if (!found) throw new RangeError(`no such subtree: ${nodeKey(node)}`);
  return found;
}

export function treeRoot(tree: Tree): Hash {
  return spanHash({ start: 0, end: tree.size }, (node) => hashInTree(tree, node));
}

/** The level above; a node without a sibling has no parent until the sibling comes. */
function parentsOf(level: readonly Hash[]): readonly Hash[] {
  const parents: Hash[] = [];
  let left: Hash | null = null;
  for (const hash of level) {
    if (left) parents.push(hashNode(left, hash));
    left = left ? null : hash;
  }
  return parents;
}
