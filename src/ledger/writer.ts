import { err } from '../kernel/result.ts';
import { runBatch } from './batch.ts';
import type { BatchParts, BatchResult, Project } from './batch.ts';
import type { Catalogue } from './catalogue.ts';
import { keyOf } from './commands.ts';
import { isConnectionError, isLockTimeout } from './database-error.ts';
import { readPosition } from './head.ts';
import type { Clock, Guard } from './head.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import type { Limits } from './limits.ts';
import { DatabaseUnavailable, openLine } from './line.ts';
import type { Line } from './line.ts';
import type { WriterObserver } from './observer.ts';
import { createQueue } from './queue.ts';
import type { JobQueue } from './queue.ts';
import { LOCKED_VAULT } from './sealed/vault.ts';
import type { Vault } from './sealed/vault.ts';
import { ConnectionLost } from './session.ts';
import { createStates } from './states.ts';
import { createJob, settle } from './submission.ts';
import type { Answer, Job, Submission } from './submission.ts';
import { ensureEmpty } from './told-clock.ts';

/** The only way into the ledger. Any number of them may work on one database. */
export type Writer = Readonly<{
  /** Resolves when the outcome is durable. Throws only for what is broken; then the same command may be sent again. */
  submit: (submission: Submission) => Promise<Answer>;
  /** How many commands were accepted and are not answered yet. */
  waiting: () => number;
  /** Finishes the commands it has accepted, then lets go of the database. */
  close: () => Promise<void>;
}>;

export type WriterLog = Readonly<{ warn: (facts: object, message: string) => void }>;

export type WriterOptions = Readonly<{
  /** The application role's address; the writer opens one connection of its own. */
  url: string;
  catalogue: Catalogue;
  project?: Project;
  /** Absent: whatever would have to be sealed fails. */
  vault?: Vault;
  guard?: Guard;
  /** False only to measure what the tree costs: nothing can be proved of such a ledger. */
  growsTree?: boolean;
  /** Told of every commit, at once. */
  committed?: () => void;
  /** Told of every batch. */
  observe?: WriterObserver;
  clock?: Clock;
  limits?: Partial<Limits>;
  log?: WriterLog;
  /** This process's own clock in milliseconds, against which the database's is checked. */
  instanceNow?: () => number;
}>;

export class WriterClosed extends Error {
  override readonly name = 'WriterClosed';
}

/** After so many a command is taken to be the cause of them. */
const MOST_LOSSES = 5;

const DEFAULTS: Readonly<{ clock: Clock; vault: Vault }> = { clock: { kind: 'DATABASE' }, vault: LOCKED_VAULT };

/** Throws when the database cannot be reached, and when a told clock meets a ledger that is not empty. */
export async function createWriter(options: WriterOptions): Promise<Writer> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const { clock, vault } = { ...DEFAULTS, ...options };
  const line = await openLine(options.url);
  if (clock.kind === 'TOLD') await ensureEmptyLedger(line);
  const { catalogue, project = null, guard = null, growsTree = true, instanceNow = Date.now } = options;
  const { committed = null, observe = () => undefined, log = { warn: () => undefined } } = options;
  const states = createStates(catalogue, limits.states);
  const parts = { states, catalogue, project, vault, guard, growsTree, committed, clock, instanceNow, limits };
  return startWriter({ line, parts, observe, log, queue: createQueue() });
}

type Works = Readonly<{
  line: Line;
  parts: Omit<BatchParts, 'session'>;
  observe: WriterObserver;
  log: WriterLog;
  queue: JobQueue;
}>;

function startWriter(works: Works): Writer {
  const { queue, parts } = works;
  const inFlight = new Map<string, Promise<unknown>>();
  const accepted = new Set<Promise<unknown>>();
  let working = false;
  let closed = false;

  const work = async (): Promise<void> => {
    if (working) return;
    working = true;
    // Whoever submits in this same turn still comes along.
    await Promise.resolve();
    while (queue.size() > 0) await runNext(works);
    working = false;
  };

  const enqueue = (submission: Submission): Promise<Answer> =>
    new Promise((resolve, reject) => {
      queue.push(createJob(submission, resolve, reject));
      void work();
    });

  /** The same command while the first is under way waits for its end, and is then answered from what is recorded. */
  const inTurn = async (submission: Submission): Promise<Answer> => {
    if (submission.validateOnly) return enqueue(submission);
    const key = keyOf({ actor: submission.person, commandId: submission.commandId });
    while (inFlight.has(key)) await inFlight.get(key);
    const answer = enqueue(submission);
    const ended = answer.then(
      () => inFlight.delete(key),
      () => inFlight.delete(key),
    );
    inFlight.set(key, ended);
    return answer;
  };

  const submit = async (submission: Submission): Promise<Answer> => {
    if (closed) throw new WriterClosed('the writer is closed');
    if (accepted.size >= parts.limits.waiting) return err({ code: 'BUSY' });
    const answer = inTurn(submission);
    accepted.add(answer);
    return answer.finally(() => accepted.delete(answer));
  };

  const close = async (): Promise<void> => {
    closed = true;
    await Promise.allSettled(accepted);
    await works.line.close();
  };

  return { submit, waiting: () => accepted.size, close };
}

const NOTHING = { events: 0, streams: 0, loaded: 0 };

/** Runs what waits next. Never throws: whatever goes wrong reaches those it concerns. */
async function runNext(works: Works): Promise<void> {
  const { queue, parts, observe } = works;
  const jobs = queue.take(parts.limits.commands);
  const began = performance.now();
  try {
    const { settled, deferred, size } = await attempt(works, jobs);
    queue.putBack(deferred);
    settled.forEach(settle);
    observe({ ...size, commands: settled.length, milliseconds: performance.now() - began, ended: true });
  } catch (error) {
    recover(works, jobs, error);
    observe({ ...NOTHING, commands: jobs.length, milliseconds: performance.now() - began, ended: false });
  }
}

async function attempt({ line, parts }: Works, jobs: readonly Job[]): Promise<BatchResult> {
  const session = await line.session(parts.limits.reconnectMilliseconds);
  try {
    return await session.whileConnected(runBatch({ ...parts, session }, jobs));
  } catch (error) {
    if (!session.isLost() && !isConnectionError(error)) throw error;
    session.discard();
    throw new ConnectionLost('the connection to the database was lost', { cause: error });
  }
}

/** Who is answered with what when a batch failed as a whole; the others are run again. */
function recover({ queue, log }: Works, jobs: readonly Job[], error: unknown): void {
  log.warn({ error, commands: jobs.length }, 'a batch of the ledger failed');
  if (error instanceof DatabaseUnavailable) [...jobs, ...queue.takeAll()].forEach((job) => job.reject(error));
  else if (isLockTimeout(error)) jobs.forEach((job) => job.resolve(err({ code: 'BUSY' })));
  else if (error instanceof ConnectionLost) queue.putBack(jobs.filter((job) => survives(job, error)));
  else if (jobs.length === 1) jobs.forEach((job) => job.reject(error));
  else queue.putBack(jobs.map((job) => Object.assign(job, { alone: true })));
}

/** A command may itself be why the connection is lost: soon it runs alone, and at last it is given up. */
function survives(job: Job, error: ConnectionLost): boolean {
  job.losses += 1;
  job.alone ||= job.losses > 1;
  if (job.losses > MOST_LOSSES) job.reject(error);
  return job.losses <= MOST_LOSSES;
}

async function ensureEmptyLedger(line: Line): Promise<void> {
  const session = await line.session(0);
  try {
    ensureEmpty(await readPosition(session.sql));
  } catch (error) {
    await line.close();
    throw error;
  }
}
