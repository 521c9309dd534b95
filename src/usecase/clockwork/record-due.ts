import type { RefusalCode } from '../../domain/catalogue.ts';
import { SYSTEM_PERSON } from '../../domain/access.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Pending } from '../../projection/pending.ts';
import type { Handle } from '../handle.ts';
import { closingOf } from './closing.ts';
import type { Closing } from './closing.ts';

export type Recording = Readonly<{
  handle: Handle;
  /** The oldest of what is pending, at most so many. */
  pending: (limit: number) => Promise<Pending>;
  /** False as soon as nothing more should be begun. */
  goesOn: () => boolean;
}>;

/**
 * How it ended: everything due is recorded, or nothing can be recorded now. `stuck` is what the rows say is due although
 * it was answered, which is a bug of the rows or of the rules.
 */
export type Recorded =
  | Readonly<{ kind: 'DONE'; now: Instant; next: Instant | null; stuck: readonly Answered[] }>
  | Readonly<{ kind: 'NOT_NOW'; code: RefusalCode }>;

/** What was sent, and why it was refused; null where it is recorded. */
type Answered = Readonly<{ commandId: string; code: RefusalCode | null }>;

/** As many as a writer takes into one batch. */
const AT_ONCE = 64;

/** Refusals that are about the moment, not about what was asked. */
const NOT_NOW: ReadonlySet<RefusalCode> = new Set([
  'BUSY',
  'CLOCK_SUSPECT',
  'LEDGER_BEHIND_CHECKPOINT',
  'GENERATION_MISMATCH',
]);

/**
 * Records everything that is due, oldest first. Nothing is sent twice: where somebody moved on meanwhile, the rows no
 * longer say that it is due. Any number may do this at once: each deadline is recorded once.
 */
export async function recordDue({ handle, pending, goesOn }: Recording): Promise<Recorded> {
  let stuck: readonly Answered[] = [];
  for (;;) {
    const { now, deadlines } = await pending(AT_ONCE + stuck.length);
    const due = deadlines.filter(({ dueAt }) => dueAt <= now).map(closingOf);
    stuck = stuck.filter(({ commandId }) => due.some((one) => one.commandId === commandId));
    const sent = new Set(stuck.map(({ commandId }) => commandId));
    const closings = due.filter(({ commandId }) => !sent.has(commandId));
    if (closings.length === 0 || !goesOn()) {
      const next = deadlines.find(({ dueAt }) => dueAt > now)?.dueAt ?? null;
      return { kind: 'DONE', now, next, stuck };
    }
    const answered = await sendAll(handle, closings);
    const notNow = answered.find(({ code }) => code !== null && NOT_NOW.has(code));
    if (notNow?.code) return { kind: 'NOT_NOW', code: notNow.code };
    stuck = [...stuck, ...answered];
  }
}

/** What was sent is waited for to its end, also where some of it failed. */
async function sendAll(handle: Handle, closings: readonly Closing[]): Promise<readonly Answered[]> {
  const sent = await Promise.allSettled(closings.map((closing) => send(handle, closing)));
  return sent.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}

async function send(handle: Handle, closing: Closing): Promise<Answered> {
  const answer = await handle({ ...closing, person: SYSTEM_PERSON, priority: 'BULK' });
  return { commandId: closing.commandId, code: answer.ok ? null : answer.error.code };
}
