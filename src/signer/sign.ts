import { signingKeys } from '../domain/ledger/index.ts';
import type { OpenLedgerState } from '../domain/ledger/index.ts';
import { toInstant } from '../kernel/instant.ts';
import type { SignedCheckpoint } from '../ledger/checkpoints.ts';
import { readLogIdentity } from '../ledger/log-identity.ts';
import { proveConsistency, readTreeHead } from '../ledger/prove.ts';
import type { TreeHead } from '../ledger/prove.ts';
import type { Catalogue } from '../ledger/catalogue.ts';
import type { Line } from '../ledger/line.ts';
import type { Database } from '../ledger/read.ts';
import type { OpenTransaction, Session } from '../ledger/session.ts';
import { formatCheckpoint } from '../merkle/checkpoint.ts';
import { TreeDamaged } from '../ledger/tree.ts';
import { verifyConsistency } from '../merkle/consistency.ts';
import { signNote } from '../merkle/note.ts';
import { keepCheckpoint, readKeptCheckpoint } from './kept-checkpoint.ts';
import type { KeptCheckpoint } from './kept-checkpoint.ts';
import { signingKeyOf } from './key-ring.ts';
import type { KeyRing } from './key-ring.ts';

/** What a signer works with. `origin`: the name a ledger that is not open yet would have. */
export type Desk = Readonly<{
  line: Line;
  catalogue: Catalogue;
  home: string;
  origin: string;
  ring: () => Promise<KeyRing>;
}>;

/** What came of asking for a signature. */
export type Signing =
  | Readonly<{ kind: 'SIGNED'; checkpoint: SignedCheckpoint }>
  | Readonly<{ kind: 'BEHIND'; ledgerSize: number; checkpointSize: number }>
  | Readonly<{ kind: 'UNKNOWN_LOG' }>
  | Readonly<{ kind: 'NOTHING_TO_SIGN' }>
  | Readonly<{ kind: 'NO_KEY' }>;

/** Any number, as long as every signer of this product takes the same: "sign" as ASCII. */
const SIGN_LOCK = 0x7369676e;

/** A lost database is waited for elsewhere; signing is tried again by itself. */
const PATIENCE_MILLISECONDS = 1000;

type Reading = Pick<Database, 'execute'>;

/**
 * Signs the tree as it is now, if it extends what was signed before. The signature MUST NOT leave before it is kept
 * outside of the database: otherwise a database that was set back could be signed anew. Signers of several processes
 * take turns.
 */
export async function signTree(desk: Desk): Promise<Signing> {
  const session = await desk.line.session(PATIENCE_MILLISECONDS);
  try {
    return await session.whileConnected(inTransaction(session, (transaction) => signUnderLock(desk, transaction)));
  } catch (error) {
    // Whatever is wrong with the connection, the next attempt has one of its own; the lock goes with this one.
    session.discard();
    throw error;
  }
}

/** Nothing is written in it; it is there for the lock alone. */
async function inTransaction<Value>(session: Session, work: (open: OpenTransaction) => Promise<Value>): Promise<Value> {
  const transaction = session.begin();
  try {
    const value = await work(transaction);
    await transaction.sql`rollback`;
    return value;
  } finally {
    transaction.end();
  }
}

async function signUnderLock(desk: Desk, { sql, db }: OpenTransaction): Promise<Signing> {
  await sql`begin`;
  await sql`select pg_advisory_xact_lock(${SIGN_LOCK})`;
  const head = await readTreeHead(db);
  const state = await readLogIdentity({ database: db, catalogue: desk.catalogue });
  const kept = await readKeptCheckpoint(desk.home, state.phase === 'open' ? state.origin : desk.origin);
  if (kept && !(await extendsKept(db, head, kept))) {
    return { kind: 'BEHIND', ledgerSize: head.size, checkpointSize: kept.size };
  }
  if (state.phase === 'unopened') return { kind: 'NOTHING_TO_SIGN' };
  return kept ? sign(desk, { state, head, kept }) : { kind: 'UNKNOWN_LOG' };
}

type Found = Readonly<{ state: OpenLedgerState; head: TreeHead; kept: KeptCheckpoint }>;

async function sign({ home, ring }: Desk, { state, head: { size, root }, kept }: Found): Promise<Signing> {
  const { keys } = await ring();
  const vkeys = signingKeys(state, toInstant(Date.now()));
  const signing = vkeys.map((vkey) => signingKeyOf({ keys }, vkey)).filter((key) => key !== null);
  if (signing.length === 0) return { kind: 'NO_KEY' };
  const text = signNote(formatCheckpoint({ origin: state.origin, size, root }), signing);
  // Ed25519 signs the same tree in the same way: asked again, there is nothing new to keep.
  if (text !== kept.text) await keepLarger(home, { origin: state.origin, size, text });
  const names = vkeys.filter((vkey) => signingKeyOf({ keys }, vkey) !== null);
  return { kind: 'SIGNED', checkpoint: { size, root, text, keys: names } };
}

/** A signer that was held up, and whose lock is gone, MUST NOT undo what another one kept meanwhile. */
async function keepLarger(home: string, next: Pick<KeptCheckpoint, 'origin' | 'size' | 'text'>): Promise<void> {
  const now = await readKeptCheckpoint(home, next.origin);
  if (now && now.size > next.size) throw new Error('another signer was faster');
  await keepCheckpoint(home, next);
}

/** The tree that was signed is what this one grew from (RFC 6962 §2.1.2). */
export async function extendsKept(transaction: Reading, head: TreeHead, kept: KeptCheckpoint): Promise<boolean> {
  if (head.size < kept.size) return false;
  const span = { from: kept.size, to: head.size };
  const path = await proveConsistency(transaction, span).catch(nothingIfDamaged);
  return path !== null && verifyConsistency({ ...span, fromRoot: kept.root, toRoot: head.root, path });
}

/** Where parts of the tree are gone, nothing shows that it grew from what was signed. */
function nothingIfDamaged(error: unknown): null {
  if (error instanceof TreeDamaged) return null;
  throw error;
}
