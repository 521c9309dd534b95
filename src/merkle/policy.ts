import { err, ok } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { sameHash } from './hash.ts';
import { parseVerifierKey } from './key.ts';
import type { VerifierKey } from './key.ts';
import { verifyNote } from './note.ts';
import type { Note } from './note.ts';

/**
 * Whom to trust (C2SP tlog-policy): a checkpoint counts if one of the logs signed it and the quorum of witnesses
 * cosigned it.
 */
export type Policy = Readonly<{ logs: readonly VerifierKey[]; witnesses: readonly VerifierKey[]; quorum: Quorum }>;

type Quorum = Readonly<{ witness: VerifierKey }> | Readonly<{ threshold: number; members: readonly Quorum[] }>;

type PolicyProblem = Readonly<{ line: number; problem: string }>;

type CheckpointProblem = 'NO_KNOWN_KEY' | 'BAD_SIGNATURE' | 'OTHER_ORIGIN' | 'QUORUM_NOT_REACHED';

/** What the lines read so far define. */
type Draft = {
  logs: VerifierKey[];
  witnesses: VerifierKey[];
  named: Map<string, Quorum>;
  members: Set<string>;
  quorum: Quorum | null;
};

/** Of logs, of witnesses and of groups; the specification asks for 32 at least. */
const LIMIT = 64;

/** Tab, and everything printable; bytes above ASCII are opaque. */
const LINE_PATTERN = /^[\t\u0020-\u007e\u0080-\u{10ffff}]*$/u;

const NONE = 'none';
const NO_QUORUM: Quorum = { threshold: 0, members: [] };

export function parsePolicy(text: string): Result<Policy, PolicyProblem> {
  const lines = text.split('\n');
  const draft: Draft = { logs: [], witnesses: [], named: new Map(), members: new Set(), quorum: null };
  // What follows the last newline is no line: a policy cut short must not pass for a weaker one.
  if (lines.pop() !== '') return err({ line: lines.length + 1, problem: 'the line does not end with a newline' });
  for (const [place, line] of lines.entries()) {
    const problem = readLine(draft, line);
    if (problem !== null) return err({ line: place + 1, problem });
  }
  const { logs, witnesses, quorum } = draft;
  return quorum ? ok({ logs, witnesses, quorum }) : err({ line: lines.length + 1, problem: 'there is no quorum line' });
}

/** The policy that trusts these logs and asks for no witness. */
export function formatPolicy(vkeys: readonly string[]): string {
  return [...vkeys.map((vkey) => `log ${vkey}`), `quorum ${NONE}`, ''].join('\n');
}

export function policyKeys({ logs }: Policy): readonly VerifierKey[] {
  return logs;
}

/** The logs that signed the checkpoint, where the policy accepts it. */
export function checkpointMeetsPolicy(note: Note, policy: Policy): Result<readonly VerifierKey[], CheckpointProblem> {
  const verified = verifyNote(note, [...policy.logs, ...policy.witnesses]);
  if (!verified.ok) return verified;
  const logs = policy.logs.filter((log) => verified.value.includes(log));
  if (logs.length === 0) return err('NO_KNOWN_KEY');
  // A log speaks for its own tree only: signing another's checkpoint says nothing about it.
  const origin = parseCheckpoint(note.text)?.origin;
  const ofOrigin = logs.filter(({ name }) => name === origin);
  if (ofOrigin.length === 0) return err('OTHER_ORIGIN');
  return isReached(policy.quorum, verified.value) ? ok(ofOrigin) : err('QUORUM_NOT_REACHED');
}

function isReached(quorum: Quorum, verified: readonly VerifierKey[]): boolean {
  if ('witness' in quorum) return verified.includes(quorum.witness);
  return quorum.members.filter((member) => isReached(member, verified)).length >= quorum.threshold;
}

/** Adds what the line defines to the draft, or says why it cannot. */
function readLine(draft: Draft, line: string): string | null {
  if (!LINE_PATTERN.test(line) || !line.isWellFormed()) return 'a character that a policy must not have';
  const [keyword, ...items] = line.split(/[\t ]+/).filter((item) => item !== '');
  if (keyword === undefined || keyword.startsWith('#')) return null;
  switch (keyword) {
    case 'log':
      return readLog(draft, items);
    case 'witness':
      return readWitness(draft, items);
    case 'group':
      return readGroup(draft, items);
    case 'quorum':
      return readQuorum(draft, items);
    default:
      return 'a line starts with log, witness, group, quorum or #';
  }
}

function readLog(draft: Draft, [vkey, ...more]: readonly string[]): string | null {
  if (vkey === undefined || more.length > 1) return 'a log is a key and at most a URL';
  const key = parseVerifierKey(vkey);
  if (key?.algorithm !== 'ED25519') return 'not an Ed25519 key of a log';
  return addKey(draft.logs, key);
}

function readWitness(draft: Draft, [name, vkey, ...more]: readonly string[]): string | null {
  if (name === undefined || vkey === undefined || more.length > 1)
    return 'a witness is a name, a key and at most a URL';
  const key = parseVerifierKey(vkey);
  if (key?.algorithm !== 'COSIGNATURE_V1') return 'not an Ed25519 key of a witness';
  return addKey(draft.witnesses, key) ?? define(draft, name, { witness: key });
}

function readGroup(draft: Draft, [name, rule, ...names]: readonly string[]): string | null {
  if (name === undefined || rule === undefined || names.length === 0)
    return 'a group is a name, a threshold and members';
  const threshold = thresholdOf(rule, names.length);
  if (threshold === null) return 'a threshold is any, all or a number from 1 to the count of members';
  const members: Quorum[] = [];
  for (const member of names) {
    const defined = draft.named.get(member);
    if (!defined) return 'a member is not defined above';
    if (draft.members.has(member)) return 'a member is in a group already';
    draft.members.add(member);
    members.push(defined);
  }
  return define(draft, name, { threshold, members });
}

function readQuorum(draft: Draft, [name, ...more]: readonly string[]): string | null {
  if (name === undefined || more.length > 0) return 'a quorum is one name';
  if (draft.quorum) return 'there is a quorum line already';
  draft.quorum = name === NONE ? NO_QUORUM : (draft.named.get(name) ?? null);
  return draft.quorum ? null : 'the quorum is not defined above';
}

function addKey(keys: VerifierKey[], key: VerifierKey): string | null {
  if (keys.some(({ publicKey }) => sameHash(publicKey, key.publicKey))) return 'the same key twice';
  return keys.push(key) > LIMIT ? `more than ${LIMIT} of a kind` : null;
}

function define({ named, witnesses }: Draft, name: string, quorum: Quorum): string | null {
  if (name === NONE || named.has(name)) return 'the name is taken';
  named.set(name, quorum);
  return named.size - witnesses.length > LIMIT ? `more than ${LIMIT} of a kind` : null;
}

function thresholdOf(rule: string, count: number): number | null {
  if (rule === 'any') return 1;
  if (rule === 'all') return count;
  const threshold = /^[1-9]\d{0,2}$/.test(rule) ? Number(rule) : Number.POSITIVE_INFINITY;
  return threshold <= count ? threshold : null;
}
