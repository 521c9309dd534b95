import type { Recorded } from '../../domain/event.ts';
import { isLedgerEvent } from '../../domain/ledger/index.ts';
import type { LedgerEvent } from '../../domain/ledger/index.ts';
import type { Checkpoint } from '../../merkle/checkpoint.ts';
import { sameHash, toDigest } from '../../merkle/hash.ts';
import type { Hash } from '../../merkle/hash.ts';
import { formatVerifierKey, parseVerifierKey } from '../../merkle/key.ts';
import type { VerifierKey } from '../../merkle/key.ts';
import { verifyNote } from '../../merkle/note.ts';
import { wrongEnd } from './ended.ts';
import type { Forking } from './ended.ts';
import { counted, passed, quoted } from './fault.ts';
import type { Check, Finding, Passed } from './fault.ts';
import { readKeptNote } from './kept-note.ts';
import type { KeptNote } from './kept-note.ts';
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

/** The root of the tree that was regrown, at the size of a checkpoint. */
type RootOf = (size: number) => Hash | null;

/** What the ledger says of itself: its names from position to position, how they ended, and all keys there ever were. */
type Named = {
  size: number;
  readonly origins: { since: number; origin: string }[];
  readonly forks: Forking[];
  readonly keys: Set<string>;
};

const UNNOTICED = 'what was cut off at the end cannot be noticed';

/** Compares the ledger with the checkpoint kept outside: the one witness that whoever holds the database cannot change. */
export function createCheckpointCheck(outside: Outside, rootOf: RootOf): Check {
  const named: Named = { size: 0, origins: [], forks: [], keys: new Set() };

  const take: Check['take'] = (entries) => {
    for (const { event } of entries) {
      named.size = event.position;
      if (isLedgerEvent(event)) learn(named, event);
    }
    return Promise.resolve(null);
  };

  const end: Check['end'] = () => {
    return Promise.resolve(unnamedKey(outside.vkey, named) ?? compare(outside, named, rootOf));
  };

  return { name: 'checkpoint', take, end };
}

function learn({ origins, forks, keys }: Named, event: Recorded<LedgerEvent>): void {
  const key = keyIn(event);
  if (key !== null) keys.add(key);
  if (event.type === 'LedgerOpened' || event.type === 'LedgerForked') {
    origins.push({ since: event.position, origin: event.data.origin });
  }
  if (event.type === 'LedgerForked') forks.push(event);
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

function compare(outside: Outside, named: Named, rootOf: RootOf): Finding | Passed {
  const kept = outside.checkpoints.map(readKeptNote).filter((one) => one !== null);
  if (kept.length < outside.checkpoints.length) {
    return { position: null, sentence: 'a checkpoint kept outside cannot be read' };
  }
  const sorted = sortByName(kept, named);
  return wrongEnds(sorted.ended, named) ?? compareOwn(outside, sorted, named, rootOf);
}

type ByName = Readonly<{ own: KeptNote | null; ended: readonly KeptNote[]; strange: readonly KeptNote[] }>;

/** One over no entries is kept before anything is signed under a name: it says nothing of what the ledger holds. */
function sortByName(kept: readonly KeptNote[], { origins }: Named): ByName {
  const current = origins.at(-1)?.origin;
  const names = new Set(origins.map(({ origin }) => origin));
  const others = kept.filter(({ checkpoint: { origin, size } }) => origin !== current && size > 0);
  return {
    own: kept.find(({ checkpoint }) => checkpoint.origin === current) ?? null,
    ended: others.filter(({ checkpoint }) => names.has(checkpoint.origin)),
    strange: others.filter(({ checkpoint }) => !names.has(checkpoint.origin)),
  };
}

function wrongEnds(ended: readonly KeptNote[], { forks }: Named): Finding | null {
  for (const one of ended) {
    const fork = forks.findLast(({ data }) => data.oldOrigin === one.checkpoint.origin);
    const finding = fork ? wrongEnd(one, fork) : null;
    if (finding) return finding;
  }
  return null;
}

function compareOwn(outside: Outside, { own, ended, strange }: ByName, named: Named, rootOf: RootOf): Finding | Passed {
  if (!own && ended.length > 0) return unknownFork(named);
  // A ledger of whose names none was ever kept is compared all the same: it may have been renamed.
  const compared = own ?? strange[0] ?? null;
  if (!compared) return { detail: `none kept outside: ${UNNOTICED}`, warns: true };
  if (compared.checkpoint.size === 0) return besides(strange, { detail: noneSigned(compared), warns: true });
  const { size, origin, root } = compared.checkpoint;
  if (!verifyNote(compared.note, trustedKeys(outside, named)).ok) {
    return { position: null, sentence: 'no key that counts signed the checkpoint kept outside' };
  }
  const finding = wrongTree({ origin, size, root }, named, rootOf(size));
  return finding ?? besides(strange, passed(`${counted(size, 'entry', 'entries')} as signed by ${quoted(origin)}`));
}

/** Whoever forks a log keeps a checkpoint of the new one first: a fork that nobody here knows of was written by another hand. */
function unknownFork({ forks }: Named): Finding {
  const fork = forks.at(-1);
  const name = quoted(fork?.data.origin ?? '');
  return { position: fork?.position ?? null, sentence: `the ledger goes on as ${name}, of which nothing is kept here` };
}

function noneSigned({ checkpoint }: KeptNote): string {
  return `none signed yet as ${quoted(checkpoint.origin)}: ${UNNOTICED}`;
}

/** Whatever else was signed from this home was signed for another ledger, or for what this one once was. */
function besides(strange: readonly KeptNote[], { detail, warns }: Passed): Passed {
  if (strange.length === 0) return { detail, warns };
  const names = strange.map(({ checkpoint }) => quoted(checkpoint.origin)).join(', ');
  return { detail: `${detail}; also kept, but never a name of this ledger: ${names}`, warns: true };
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
