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

/** How it ended: everything due is recorded but for what is refused, or nothing can be recorded now. */
export type Recorded =
  | Readonly<{ kind: 'DONE'; now: Instant; next: Instant | null; refused: readonly RefusedClosing[] }>
  | Readonly<{ kind: 'NOT_NOW'; code: RefusalCode }>;

/** What the rows say is due and the rules refuse, which is a bug of either. */
export type RefusedClosing = Readonly<{ commandId: string; code: RefusalCode }>;

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
 * Records everything that is due, oldest first. A refusal is put aside: where somebody moved on meanwhile the rows no
 * longer say that it is due, and it is forgotten. Any number may do this at once: each deadline is recorded once.
 */
export async function recordDue({ handle, pending, goesOn }: Recording): Promise<Recorded> {
  const aside = new Map<string, RefusalCode>();
  for (;;) {
    const { now, deadlines } = await pending(AT_ONCE + aside.size);
    const due = deadlines.filter(({ dueAt }) => dueAt <= now).map(closingOf);
    const closings = due.filter(({ commandId }) => !aside.has(commandId));
    if (closings.length === 0 || !goesOn()) {
      const next = deadlines.find(({ dueAt }) => dueAt > now)?.dueAt ?? null;
      return { kind: 'DONE', now, next, refused: due.flatMap((closing) => refusedIn(aside, closing)) };
    }
    const codes = await sendAll(handle, closings);
    const notNow = codes.find((code) => code !== null && NOT_NOW.has(code));
    if (notNow) return { kind: 'NOT_NOW', code: notNow };
    closings.forEach(({ commandId }, index) => {
      const code = codes[index];
      if (code) aside.set(commandId, code);
    });
  }
}

/** What was sent is waited for to its end, also where some of it failed. */
async function sendAll(handle: Handle, closings: readonly Closing[]): Promise<readonly (RefusalCode | null)[]> {
  const sent = await Promise.allSettled(closings.map((closing) => send(handle, closing)));
  return sent.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}

async function send(handle: Handle, closing: Closing): Promise<RefusalCode | null> {
  const answer = await handle({ ...closing, person: SYSTEM_PERSON, priority: 'BULK' });
  return answer.ok ? null : answer.error.code;
}

function refusedIn(aside: ReadonlyMap<string, RefusalCode>, { commandId }: Closing): readonly RefusedClosing[] {
  const code = aside.get(commandId);
  return code ? [{ commandId, code }] : [];
}
