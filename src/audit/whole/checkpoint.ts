import type { Recorded } from '../../domain/event.ts';
import { isLedgerEvent } from '../../domain/ledger/index.ts';
import type { LedgerEvent } from '../../domain/ledger/index.ts';
import { parseCheckpoint } from '../../merkle/checkpoint.ts';
import type { Checkpoint } from '../../merkle/checkpoint.ts';
import { sameHash, toDigest } from '../../merkle/hash.ts';
import type { Hash } from '../../merkle/hash.ts';
import { formatVerifierKey, parseVerifierKey } from '../../merkle/key.ts';
import type { VerifierKey } from '../../merkle/key.ts';
import { parseNote, verifyNote } from '../../merkle/note.ts';
import type { Note } from '../../merkle/note.ts';
import { counted, passed, quoted } from './fault.ts';
import type { Check, Finding, Passed } from './fault.ts';
import { goneSentence } from './tree.ts';

/** What is known of the ledger from outside of the database. */
export type Outside = Readonly<{
  /**
   * The last checkpoint that was signed under each name, as it was kept. MUST be read before the snapshot is taken:
   * otherwise entries that were signed meanwhile seem to be gone.
   */
  checkpoints: readonly string[];
  /** The keys of this installation. */
  keys: readonly VerifierKey[];
  /** The one key somebody else trusts: then no other counts. */
  vkey: VerifierKey | null;
}>;

export type KeptNote = Readonly<{ note: Note; checkpoint: Checkpoint }>;

/** The root of the tree that was regrown, at the size of a checkpoint. */
type RootOf = (size: number) => Hash | null;

/** What the ledger says of itself: its names from position to position, and all keys there ever were. */
type Named = { size: number; readonly origins: { since: number; origin: string }[]; readonly keys: Set<string> };

const NONE_KEPT = 'none kept outside: what was cut off at the end cannot be noticed';

export function readKeptNote(text: string): KeptNote | null {
  const note = parseNote(text);
  const checkpoint = note && parseCheckpoint(note.text);
  return checkpoint ? { note, checkpoint } : null;
}

/** Compares the ledger with the checkpoint kept outside: the one witness that whoever holds the database cannot change. */
export function createCheckpointCheck(outside: Outside, rootOf: RootOf): Check {
  const named: Named = { size: 0, origins: [], keys: new Set() };

  const take: Check['take'] = (entries) => {
    for (const { event } of entries) {
      named.size = event.position;
      if (isLedgerEvent(event)) learn(named, event);
    }
    return Promise.resolve(null);
  };

  const end: Check['end'] = () => {
    const kept = outside.checkpoints.map(readKeptNote);
    return Promise.resolve(unnamedKey(outside.vkey, named) ?? compare(outside, kept, named, rootOf));
  };

  return { name: 'checkpoint', take, end };
}

function learn({ origins, keys }: Named, event: Recorded<LedgerEvent>): void {
  const key = keyIn(event);
  if (key !== null) keys.add(key);
  if (event.type === 'LedgerOpened' || event.type === 'LedgerForked') {
    origins.push({ since: event.position, origin: event.data.origin });
  }
}

function keyIn(event: LedgerEvent): string | null {
  switch (event.type) {
    case 'LedgerOpened':
    case 'SigningKeyRotated':
    case 'LedgerForked':
      return event.data.key;
    case 'DemoTold':
    case 'StreamHeadsSealed':
      return null;
  }
}

function unnamedKey(vkey: VerifierKey | null, { keys }: Named): Finding | null {
  if (!vkey || keys.has(formatVerifierKey(vkey))) return null;
  return { position: null, sentence: `the ledger names no such key as ${quoted(formatVerifierKey(vkey))}` };
}

function compare(outside: Outside, kept: readonly (KeptNote | null)[], named: Named, rootOf: RootOf): Finding | Passed {
  const readable = kept.filter((one) => one !== null);
  if (readable.length < kept.length) return { position: null, sentence: 'a checkpoint kept outside cannot be read' };
  // A ledger that goes by a name under which nothing was signed here is compared all the same: it may have been renamed.
  const own = readable.find(({ checkpoint }) => checkpoint.origin === named.origins.at(-1)?.origin) ?? readable[0];
  if (!own) return { detail: NONE_KEPT, warns: true };
  if (!verifyNote(own.note, trustedKeys(outside, named)).ok) {
    return { position: null, sentence: 'no key that counts signed the checkpoint kept outside' };
  }
  const { size, origin } = own.checkpoint;
  const finding = wrongTree(own.checkpoint, named, rootOf(size));
  return finding ?? passed(`${counted(size, 'entry', 'entries')} as signed by ${quoted(origin)}`);
}

/** Where nobody brought a key, the ones that the ledger names must do. */
function trustedKeys({ keys, vkey }: Outside, named: Named): readonly VerifierKey[] {
  if (vkey) return [vkey];
  return keys.length > 0 ? keys : [...named.keys].map(parseVerifierKey).filter((key) => key !== null);
}

function wrongTree({ origin, size, root }: Checkpoint, named: Named, regrown: Hash | null): Finding | null {
  const called = named.origins.findLast(({ since }) => since <= size)?.origin;
  if (called !== undefined && called !== origin) {
    return {
      position: null,
      sentence: `the ledger calls itself ${quoted(called)}, but was signed as ${quoted(origin)}`,
    };
  }
  if (size > named.size) {
    const sentence = `the ledger ends at ${named.size}, but ${size} entries were signed: ${goneSentence(named.size, size)}`;
    return { position: named.size + 1, stream: null, sentence };
  }
  if (regrown && sameHash(regrown, root)) return null;
  const sentence = `the first ${size} entries are not those that were signed: their root was ${toDigest(root)}`;
  return { position: null, sentence };
}
