import { err } from '../kernel/result.ts';
import type { Catalogue } from './catalogue.ts';
import { findCommands, keyOf, toCommands } from './commands.ts';
import type { AcceptedCommand, CommandKey } from './commands.ts';
import { decideJob } from './decide.ts';
import type { Deciding } from './decide.ts';
import { createDraft } from './draft.ts';
import type { Draft } from './draft.ts';
import type { RecordedEntry } from './entry.ts';
import { lockHead, recordingTime, refusalAt, toFrontier, toHead } from './head.ts';
import type { Clock, Guard, Head } from './head.ts';
import type { Limits } from './limits.ts';
import type { BatchFacts } from './observer.ts';
import { sendDraft } from './record.ts';
import { replay } from './replay.ts';
import { createKeys, readKeys } from './sealed/keys.ts';
import type { Keys } from './sealed/keys.ts';
import type { Vault } from './sealed/vault.ts';
import { ConnectionLost } from './session.ts';
import type { OpenTransaction, Session, Transaction } from './session.ts';
import type { Mark, States } from './states.ts';
import { sealedPersons, streamsOf } from './submission.ts';
import type { Job, Settlement } from './submission.ts';
import { edgeReader } from './tiles.ts';
import { ensureDemo } from './told-clock.ts';
import { growTree, NO_GROWTH } from './tree.ts';
import type { Growth } from './tree.ts';

/**
 * Applies the entries of a batch to the projections. It MUST NOT resolve before it has sent all it writes. What it
 * resolves to is called once the batch is committed, and never otherwise.
 */
export type Project = (
  transaction: Transaction,
  entries: readonly RecordedEntry[],
  head: Pick<Head, 'projections' | 'recordedAt'>,
) => Promise<(() => void) | null>;

export type BatchParts = Readonly<{
  session: Session;
  states: States;
  catalogue: Catalogue;
  project: Project | null;
  /** What the keys of persons are wrapped by. */
  vault: Vault;
  /** Who watches over what was signed; null: nobody does. */
  guard: Guard | null;
  growsTree: boolean;
  /** Called after every commit; it MUST return at once. */
  committed: (() => void) | null;
  clock: Clock;
  instanceNow: () => number;
  limits: Limits;
}>;

/** How the jobs ended, those the batch had no room for, and how much it was. */
export type BatchResult = Readonly<{
  settled: readonly Settlement[];
  deferred: readonly Job[];
  size: Pick<BatchFacts, 'events' | 'streams' | 'loaded'>;
}>;

type Decided = Pick<BatchResult, 'settled' | 'deferred'>;

type Opened = Readonly<{ head: Head; accepted: ReadonlyMap<string, AcceptedCommand>; keys: Keys }>;

/** One transaction: everything that is accepted is durable when it resolves, nothing is when it throws. */
export async function runBatch(parts: BatchParts, jobs: readonly Job[]): Promise<BatchResult> {
  const { session, states } = parts;
  const streams = streamsOf(jobs);
  states.trim();
  const loaded = await states.load(session.sql, streams);
  const size = { events: 0, streams: streams.length, loaded };

  const transaction = session.begin();
  try {
    const opened = await open(transaction, jobs, parts.vault);
    const refusal = refusalAt(opened.head, parts.clock, parts.instanceNow()) ?? parts.guard?.(opened.head);
    if (refusal) {
      await transaction.sql`rollback`;
      return { settled: jobs.map((job) => ({ job, answer: err(refusal) })), deferred: [], size };
    }
    await states.catchUp(transaction.sql, markOf(opened.head), streams);
    const { events, ...decided } = await decideAndRecord(parts, { transaction, opened }, jobs);
    return { ...decided, size: { ...size, events } };
  } catch (error) {
    await rollBack(transaction);
    throw error;
  } finally {
    transaction.end();
  }
}

/** Where not even that works, the connection is gone and the transaction with it. */
async function rollBack({ sql }: Transaction): Promise<void> {
  await Promise.allSettled([(async () => sql`rollback`)()]);
}

/** One round trip: the lock, the end of the ledger, which of the commands were accepted before, and whose keys they need. */
async function open({ sql }: Transaction, jobs: readonly Job[], vault: Vault): Promise<Opened> {
  const [, head, commands, keys] = await Promise.all([
    sql`begin`.execute(),
    lockHead(sql),
    findCommands(sql, jobs.filter(isRecorded).map(commandKey)),
    readKeys(sql, sealedPersons(jobs)),
  ]);
  return { head: toHead(head), accepted: toCommands(commands), keys: createKeys(vault, keys) };
}

async function decideAndRecord(
  parts: BatchParts,
  { transaction, opened }: Readonly<{ transaction: OpenTransaction; opened: Opened }>,
  jobs: readonly Job[],
): Promise<Decided & Readonly<{ events: number }>> {
  const { states, catalogue } = parts;
  const draft = createDraft(opened.head.position, recordingTime(opened.head, parts.clock));
  const sealing = { vault: parts.vault, keys: opened.keys };
  const result = await decideAll({ draft, states, catalogue, transaction, sealing }, { parts, opened }, jobs);

  if (parts.clock.kind === 'TOLD') await ensureDemo(transaction.sql, draft);
  const added = draft.entries.length > 0;
  if (added) await commit(parts, { transaction, draft, head: opened.head }, result.settled);
  else await transaction.sql`rollback`;
  states.adopt(draft.folded, added ? { position: draft.position, recordedAt: draft.now } : markOf(opened.head));
  return { ...result, events: draft.entries.length };
}

function markOf({ position, recordedAt }: Head): Mark {
  return { position, recordedAt };
}

async function decideAll(
  deciding: Deciding,
  { parts, opened }: Readonly<{ parts: BatchParts; opened: Opened }>,
  jobs: readonly Job[],
): Promise<Decided> {
  const settled: Settlement[] = [];
  for (const [index, job] of jobs.entries()) {
    if (isFull(deciding.draft, parts.limits)) return { settled, deferred: jobs.slice(index) };
    const before = isRecorded(job) ? opened.accepted.get(keyOf(commandKey(job))) : undefined;
    const { catalogue, transaction, sealing } = deciding;
    const { sql } = transaction;
    const { keys } = sealing;
    settled.push(await (before ? replay({ sql, catalogue, keys }, job, before) : decideJob(deciding, job)));
    if (parts.session.isLost()) throw new ConnectionLost('the connection was lost while deciding');
  }
  return { settled, deferred: [] };
}

function isFull(draft: Draft, limits: Limits): boolean {
  return draft.entries.length >= limits.events || draft.bytes >= limits.bytes;
}

/** A statement that fails turns COMMIT into a rollback: its own error is the one that is thrown. */
async function commit(
  parts: BatchParts,
  { transaction, draft, head }: Readonly<{ transaction: OpenTransaction; draft: Draft; head: Head }>,
  settled: readonly Settlement[],
): Promise<void> {
  const { project, growsTree } = parts;
  const growth = growsTree ? await grow(transaction, draft, head) : NO_GROWTH;
  const writes = sendDraft(transaction.sql, draft, growth);
  const projected = await whenProjected(
    async () => (await project?.(transaction, draft.entries, head)) ?? null,
    writes,
  );
  for (const settlement of settled) settlement.job.uncertain ||= isNew(settlement);
  const answer = transaction.sql`commit`.execute();
  throwFirst(await Promise.allSettled([...writes, ...transaction.sent(), answer]));
  const { command } = await answer;
  if (command !== 'COMMIT') throw new Error(`the database answered ${command} to COMMIT`);
  projected?.();
  parts.committed?.();
}

function grow({ sql }: OpenTransaction, { entries }: Draft, { position, frontier }: Head): Promise<Growth> {
  const leaves = entries.map(({ leafHash }) => leafHash);
  return growTree(toFrontier(position, frontier), leaves, edgeReader(sql));
}

/** Waits for both where one fails: whatever is still on its way must not outlive the transaction. */
async function whenProjected(
  project: () => ReturnType<Project>,
  writes: readonly Promise<unknown>[],
): ReturnType<Project> {
  for (const write of writes) write.catch(() => undefined);
  const [projection] = await Promise.allSettled([project()]);
  if (projection.status === 'fulfilled') return projection.value;
  throwFirst(await Promise.allSettled(writes));
  throw projection.reason;
}

function throwFirst(results: readonly PromiseSettledResult<unknown>[]): void {
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

function isNew(settlement: Settlement): boolean {
  return 'answer' in settlement && settlement.answer.ok && !settlement.answer.value.replayed;
}

function isRecorded({ submission }: Job): boolean {
  return submission.validateOnly !== true;
}

function commandKey({ submission }: Job): CommandKey {
  return { actor: submission.person, commandId: submission.commandId };
}
