import type { Row } from 'postgres';

import { GENERATION } from '../../ledger/head.ts';
import { decodeFrontier, frontierRoot } from '../../merkle/frontier.ts';
import { sameHash, toDigest } from '../../merkle/hash.ts';
import type { Hash } from '../../merkle/hash.ts';
import { counted, passed, quoted } from './fault.ts';
import type { Check, Finding, Snapshot } from './fault.ts';
import { createGrowth } from './growth.ts';
import type { Growth } from './growth.ts';
import { openTiles } from './tiles.ts';

/** The check of the tree, with what the others ask of the tree that is regrown in the course of it. */
export type TreeCheck = Check &
  Readonly<{ rootOf: (size: number) => Hash | null; root: () => Hash; size: () => number }>;

type HeadRow = Row &
  Readonly<{ position: string; recorded_at: string | null; generation: number; frontier: Buffer; projections: number }>;

/** Regrows the whole tree from the texts of the entries. `wanted`: the sizes whose roots somebody will ask for. */
export async function createTreeCheck(sql: Snapshot, wanted: ReadonlySet<number>): Promise<TreeCheck> {
  const growth = createGrowth();
  const tiles = await openTiles(sql);
  const roots = new Map<number, Hash>([[0, growth.root()]]);
  let found: Finding | null = null;
  let recordedAt: string | null = null;

  const take: Check['take'] = async (entries) => {
    const filled = [];
    for (const { hash } of entries) {
      filled.push(...growth.add(hash));
      if (wanted.has(growth.size())) roots.set(growth.size(), growth.root());
    }
    recordedAt = entries.at(-1)?.event.recordedAt ?? recordedAt;
    found ??= await tiles.compare(filled, growth.size());
    return null;
  };

  const end: Check['end'] = async () => {
    const [head] = await sql<
      HeadRow[]
    >`select position, recorded_at, generation, frontier, projections from ledger_head`;
    const finding = wrongHeadPosition(head, growth.size()) ?? found ?? (await tiles.rest());
    return (
      finding ??
      wrongFrontier(head, growth) ??
      wrongHead(head, recordedAt) ??
      passed(`root ${toDigest(growth.root())}, ${counted(tiles.count(), 'full tile')}`)
    );
  };

  return { name: 'tree', take, end, rootOf: (size) => roots.get(size) ?? null, root: growth.root, size: growth.size };
}

const IN_HEAD = { stream: null, table: 'ledger_head' };

function wrongHeadPosition(head: HeadRow | undefined, size: number): Finding | null {
  if (!head) return { ...IN_HEAD, position: null, sentence: 'the ledger has no head row' };
  const position = Number(head.position);
  if (position === size) return null;
  const sentence =
    position > size
      ? `the ledger ends at ${size}, but its head is at ${position}: ${goneSentence(size, position)}`
      : `the head of the ledger is at ${position}, but there are entries up to ${size}`;
  return { ...IN_HEAD, position: Math.min(position, size) + 1, sentence };
}

/** `entries 11 to 20 are gone`. */
export function goneSentence(last: number, stated: number): string {
  return stated === last + 1 ? `entry ${stated} is gone` : `entries ${last + 1} to ${stated} are gone`;
}

/** The ragged edge is stated nowhere but in the head: which of several entries changed, nobody can tell. */
function wrongFrontier(head: HeadRow | undefined, growth: Growth): Finding | null {
  const stated = head && decodeFrontier(growth.size(), head.frontier);
  if (!stated) return { ...IN_HEAD, position: growth.size() || null, sentence: 'its head holds no tree of its size' };
  const nodes = growth.frontier();
  const place = nodes.findIndex(({ hash }, index) => !sameHash(hash, stated.hashes[index] ?? new Uint8Array()));
  const node = nodes[place];
  if (!node) return null;
  const width = 2 ** node.level;
  const first = node.index * width + 1;
  if (width === 1) {
    const sentence = 'the tree in the head was grown from another text of this entry';
    return { position: first, table: 'ledger_head', sentence };
  }
  const sentence = `the tree in the head was grown from another text of one of the entries ${first} to ${first + width - 1}`;
  return { ...IN_HEAD, position: first, sentence: `${sentence} (its root: ${toDigest(frontierRoot(stated))})` };
}

function wrongHead(head: HeadRow | undefined, recordedAt: string | null): Finding | null {
  const position = Number(head?.position) || null;
  if (head?.recorded_at !== recordedAt) {
    const sentence = `the head says ${quoted(head?.recorded_at)}, the last entry ${quoted(recordedAt)}`;
    return { ...IN_HEAD, position, sentence };
  }
  const known = head.generation === GENERATION && head.projections > 0;
  return known ? null : { ...IN_HEAD, position, sentence: 'the head is of another generation of the program' };
}
