import { leafHash as leafHashOf } from '../merkle/hash.ts';
import { encodeFrontier, frontierRoot, growFrontier } from '../merkle/frontier.ts';
import { hashLeaf, sameHash } from '../merkle/hash.ts';
import type { Hash } from '../merkle/hash.ts';
import { digestOf } from '../kernel/digest.ts';
import { err, ok } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import type { Project } from './batch.ts';
import { hexOf } from './bytes.ts';
import type { Catalogue } from './catalogue.ts';
import { UNKNOWN_INPUT } from './commands.ts';
import type { AcceptedCommand } from './commands.ts';
import type { Content } from './content.ts';
import { createDraft, erasedBy } from './draft.ts';
import type { Draft } from './draft.ts';
import { decodeEntry } from './entry.ts';
import type { RecordedEntry } from './entry.ts';
import { lockHead, toFrontier, toHead } from './head.ts';
import type { Head } from './head.ts';
import { sendDraft } from './record.ts';
import { openSession } from './session.ts';
import type { OpenTransaction } from './session.ts';
import { edgeReader } from './tiles.ts';
import { growTree } from './tree.ts';

/** What was signed: entries are taken back only if they lead to exactly this. */
export type Signed = Readonly<{ size: number; root: Hash }>;

export type RestoreProblem =
  | Readonly<{ code: 'NOTHING_MISSING'; size: number }>
  | Readonly<{ code: 'LINE_UNREADABLE'; line: number }>
  | Readonly<{ code: 'ENTRIES_MISSING'; position: number }>
  | Readonly<{ code: 'ROOT_DIFFERS'; size: number }>
  | Readonly<{ code: 'COPY_CHANGED' }>;

export type Restoring = Readonly<{
  url: string;
  catalogue: Catalogue;
  project: Project;
  signed: Signed;
  /** The lines of a copy (`readCopy`); asked for twice. */
  lines: () => AsyncIterable<string>;
  progress: (done: number, of: number) => void;
}>;

const CHUNK = 500;

/**
 * Adds the entries that the ledger lacks of what was signed. Before anything is written they are hashed: together with
 * those that are there they MUST lead to the signed root. All of it is one transaction. Answers how many were added.
 */
export async function restoreEntries(restoring: Restoring): Promise<Result<number, RestoreProblem>> {
  const session = await openSession(restoring.url);
  const transaction = session.begin();
  try {
    await transaction.sql`begin`;
    await transaction.sql`set local statement_timeout = 0`;
    // Reading a large copy takes as long as it takes.
    await transaction.sql`set local idle_in_transaction_session_timeout = 0`;
    const head = toHead(await lockHead(transaction.sql));
    const checked = await checkCopy(restoring, head);
    if (!checked.ok) return checked;
    const end = await addAll(restoring, { transaction, head });
    if (!isSigned(end, restoring.signed)) return err({ code: 'COPY_CHANGED' });
    await transaction.sql`commit`;
    return ok(restoring.signed.size - head.position);
  } finally {
    transaction.end();
    session.discard();
  }
}

async function checkCopy({ lines, signed }: Restoring, head: Head): Promise<Result<null, RestoreProblem>> {
  if (head.position > signed.size || isSigned(head, signed))
    return err({ code: 'NOTHING_MISSING', size: head.position });
  if (head.position === signed.size) return err({ code: 'ROOT_DIFFERS', size: signed.size });
  let frontier = toFrontier(head.position, head.frontier);
  let number = 0;
  for await (const line of lines()) {
    number += 1;
    const position = positionOf(line);
    if (position === null) return err({ code: 'LINE_UNREADABLE', line: number });
    if (position !== frontier.size + 1 || position > signed.size) continue;
    frontier = growFrontier(frontier, [hashLeaf(line)]);
  }
  if (frontier.size < signed.size) return err({ code: 'ENTRIES_MISSING', position: frontier.size + 1 });
  if (!sameHash(frontierRoot(frontier), signed.root)) return err({ code: 'ROOT_DIFFERS', size: signed.size });
  return ok(null);
}

/** 0 for a text that entries name by digest; null for a line that is neither that nor an entry. */
function positionOf(line: string): number | null {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'string') return 0;
    if (typeof value !== 'object' || value === null || !('position' in value)) return null;
    return typeof value.position === 'number' ? value.position : null;
  } catch {
    return null;
  }
}

type Place = Readonly<{ transaction: OpenTransaction; head: Head }>;

/** The lines are those that were checked: an entry that is not the next one is there already or lies beyond. */
async function addAll(restoring: Restoring, { transaction, head }: Place): Promise<Head> {
  const { catalogue, signed, lines, progress } = restoring;
  const contents: Content[] = [];
  let entries: RecordedEntry[] = [];
  let at = head;
  const flush = async (): Promise<void> => {
    at = await addChunk(restoring, { transaction, head: at }, { entries, contents: contents.splice(0) });
    entries = [];
    progress(at.position - head.position, signed.size - head.position);
  };
  for await (const line of lines()) {
    if (line.startsWith('"')) contents.push(contentOf(line));
    else if (positionOf(line) === at.position + entries.length + 1 && at.position + entries.length < signed.size) {
      const entry = decodeEntry({ entry: line, leafHash: leafHashOf(line) }, catalogue);
      if (entries.length >= CHUNK && entries.at(-1)?.command !== entry.command) await flush();
      entries.push(entry);
    }
  }
  await flush();
  return at;
}

/** The copy was read twice, and may have been another one the second time. */
function isSigned({ position, frontier }: Head, { size, root }: Signed): boolean {
  return position === size && sameHash(frontierRoot(toFrontier(position, frontier)), root);
}

function contentOf(line: string): Content {
  // `positionOf` told a string from everything else.
  const text = JSON.parse(line) as string;
  return { digest: digestOf(text), text };
}

type Chunk = Readonly<{ entries: readonly RecordedEntry[]; contents: readonly Content[] }>;

/** As the writer would have done it. */
async function addChunk(
  { project, catalogue }: Restoring,
  { transaction, head }: Place,
  { entries, contents }: Chunk,
): Promise<Head> {
  const last = entries.at(-1);
  if (!last) return head;
  const draft: Draft = createDraft(last.position, last.recordedAt);
  draft.entries.push(...entries);
  draft.contents.push(...contents);
  draft.commands.push(...commandsOf(entries));
  // Sealed values are in no copy; those that an older backup brought back are destroyed once more.
  draft.sealed = { ...draft.sealed, erased: erasedBy(entries, catalogue) };
  const leaves = entries.map(({ leafHash }) => leafHash);
  const growth = await growTree(toFrontier(head.position, head.frontier), leaves, edgeReader(transaction.sql));
  await Promise.all(sendDraft(transaction.sql, draft, growth));
  await project(transaction, entries, head);
  await Promise.all(transaction.sent());
  const frontier = hexOf(encodeFrontier(growth.frontier));
  return { ...head, position: last.position, recordedAt: last.recordedAt, frontier };
}

/** What each command asked is not in its entries: repeated, it is answered from them without being compared. */
function commandsOf(entries: readonly RecordedEntry[]): readonly AcceptedCommand[] {
  const commands = Map.groupBy(entries, ({ actor, command }) => JSON.stringify([actor.person, command]));
  return [...commands.values()].flatMap((group) => {
    const [first, last] = [group[0], group.at(-1)];
    if (!first || !last) return [];
    const range = { firstPosition: first.position, lastPosition: last.position };
    const { actor, command: commandId } = first;
    return [{ actor: actor.person, commandId, inputDigest: UNKNOWN_INPUT, ...range, items: null }];
  });
}
