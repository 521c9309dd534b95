import type { ItemOutcome, Outcome, Refusal } from '../domain/decider.ts';
import type { DomainEvent } from '../domain/event.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { digestOf } from '../kernel/digest.ts';
import type { Digest } from '../kernel/digest.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Json } from '../kernel/json.ts';
import type { Result } from '../kernel/result.ts';
import type { Content } from './content.ts';
import type { RecordedEntry } from './entry.ts';
import type { Keys } from './sealed/keys.ts';
import { fingerprintOf } from './sealed/value.ts';
import type { SealedValue } from './sealed/value.ts';
import type { Transaction } from './session.ts';

/** One command on its way into the ledger. */
export type Submission = Readonly<{
  /** Who asks. */
  person: string;
  /** Chosen by who asks: a command repeated under the same id is answered and not done again. */
  commandId: string;
  /** What is asked. Together with `stream` it is what "the same command" means. */
  input: Json;
  priority: 'INTERACTIVE' | 'BULK';
  /** The one stream it may append to. */
  stream: string;
  /** The other streams whose states `decide` needs. */
  reads: readonly string[];
  /** A text stored beside the ledger when events result; one of them names it by digest. */
  content?: Content;
  /** What is sealed when events result; they name it by commitment, and `input` does not hold it. */
  seals?: readonly SealedValue[];
  /** The full check; nothing is written. */
  validateOnly?: boolean;
  /** In a batch of its own: it decides on rows, which show only what is committed. */
  alone?: boolean;
  /** MUST answer from the context alone: it may be asked again when its batch could not be committed. */
  decide: (context: DecideContext) => Outcome<DomainEvent> | Promise<Outcome<DomainEvent>>;
}>;

/** What a decision may rely on; all of it is as of the moment the lock was taken, plus the batch so far. */
export type DecideContext = Readonly<{
  /** The time that will be recorded. */
  now: Instant;
  /** The last position before this command. */
  head: number;
  /** The folded state of `stream` or of one of `reads`; throws for any other. */
  state: (stream: string) => unknown;
  /** The folded state of a stream that only another state names. It is read while others wait: prefer `reads`. */
  load: (stream: string) => Promise<unknown>;
  transaction: Transaction;
}>;

/** What a submission led to. `position` is where the ledger ended after it. */
export type Appended = Readonly<{
  replayed: boolean;
  entries: readonly RecordedEntry[];
  items: readonly ItemOutcome[] | null;
  position: number;
}>;

export type Answer = Result<Appended, Refusal>;

/** A submission that waits for its answer. */
export type Job = {
  readonly submission: Submission;
  /** Of what is asked in the open; `inputDigestOf` knows of what is sealed. */
  readonly inputDigest: Digest;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
  /** Runs in a batch of its own, since a batch it was in failed. */
  alone: boolean;
  /** How often the connection was lost while its batch ran. */
  losses: number;
  /** COMMIT was sent and its answer was never seen: finding it recorded is then its own doing, not a repetition. */
  uncertain: boolean;
};

/** How a job ended: an answer, or an error that concerns it alone. */
export type Settlement = Readonly<{ job: Job; answer: Answer } | { job: Job; error: unknown }>;

export function createJob(submission: Submission, resolve: Job['resolve'], reject: Job['reject']): Job {
  const { stream, input, alone = false } = submission;
  const inputDigest = digestOf(canonicalJson({ stream, input }));
  return { submission, inputDigest, resolve, reject, alone, losses: 0, uncertain: false };
}

export function settle(settlement: Settlement): void {
  if ('answer' in settlement) settlement.job.resolve(settlement.answer);
  else settlement.job.reject(settlement.error);
}

/**
 * The digest of what is asked. What is sealed counts by a fingerprint that only the key of its person makes: null where
 * that key was destroyed, and nobody can tell any more what was asked.
 */
export function inputDigestOf({ submission, inputDigest }: Job, keys: Keys): Digest | null {
  const { stream, input, seals = [] } = submission;
  if (seals.length === 0) return inputDigest;
  const sealed: string[] = [];
  for (const { person, value } of seals) {
    const own = keys.of(person);
    if (!own) return null;
    sealed.push(fingerprintOf(own.key, value));
  }
  return digestOf(canonicalJson({ stream, input, sealed }));
}

/** Everybody for whom the jobs seal anything. */
export function sealedPersons(jobs: readonly Job[]): readonly string[] {
  return [...new Set(jobs.flatMap(({ submission: { seals = [] } }) => seals.map(({ person }) => person)))];
}

/** All the streams whose states have to be at hand before the job is decided. */
export function streamsOf(jobs: readonly Job[]): readonly string[] {
  return [...new Set(jobs.flatMap(({ submission }) => [submission.stream, ...submission.reads]))];
}
