import { millisecondsOf } from '../../kernel/instant.ts';
import { takeLease } from '../../ledger/lease.ts';
import type { Line } from '../../ledger/line.ts';
import type { Session } from '../../ledger/session.ts';
import { readPending } from '../../projection/pending.ts';
import type { Handle } from '../handle.ts';
import { createAlarm } from './alarm.ts';
import { recordDue } from './record-due.ts';
import type { Recorded } from './record-due.ts';

export type ClockworkLog = Readonly<{ warn: (facts: object, message: string) => void }>;

export type ClockworkParts = Readonly<{
  handle: Handle;
  /** Opens a line of its own to the database: the lease lives as long as its session. */
  open: () => Promise<Line>;
  log: ClockworkLog;
  /** Milliseconds. */
  longestRest?: number;
}>;

export type Clockwork = Readonly<{
  /** Waits for what was sent, then lets go of the lease. */
  close: () => Promise<void>;
}>;

/** Of all instances on one database one holds it. */
const LEASE = 0x636c6f636bn;

/**
 * Milliseconds. So late at most is recorded what somebody else set while this slept, and so soon another instance takes
 * over; decisions do not wait for either. Looking costs one question to an index that is nearly empty.
 */
const REST = 5000;
/** Milliseconds: whatever the clocks of two machines say of each other, it does not spin. */
const SHORTEST_REST = 20;

/**
 * Records the passing of time: correction rounds, objection windows, clarifications and submission windows that ended
 * by their date. One instance works, the others stand by. Begins at once and never throws.
 */
export function startClockwork(parts: ClockworkParts): Clockwork {
  const alarm = createAlarm();
  const post = createPost(parts.open);
  const say = createVoice(parts.log);
  const { longestRest = REST } = parts;
  let closed = false;

  const turn = async (): Promise<number> => {
    const session = await post.session();
    if (!session) return longestRest;
    const pending = (limit: number) => session.whileConnected(readPending(session.sql, limit));
    const recorded = await recordDue({ handle: parts.handle, pending, goesOn: () => !closed });
    say(troubleIn(recorded));
    if (recorded.kind === 'NOT_NOW') post.leave();
    return restAfter(recorded, longestRest);
  };

  const work = async (): Promise<void> => {
    while (!closed) {
      const rest = await turn().catch((error: unknown) => {
        post.leave();
        say({
          key: 'broken',
          facts: { err: error },
          message: 'the passing of time cannot be recorded; it is tried again',
        });
        return longestRest;
      });
      await alarm.sleep(rest);
    }
  };

  const working = work();
  return {
    close: async () => {
      closed = true;
      alarm.ring();
      await working;
      await post.close();
    },
  };
}

type Post = Readonly<{
  /** The session that holds the lease; null while another instance does. Throws where the database is away. */
  session: () => Promise<Session | null>;
  /** Lets another instance try: what is in the way may concern this one alone, such as its version or its clock. */
  leave: () => void;
  close: () => Promise<void>;
}>;

function createPost(open: () => Promise<Line>): Post {
  let line: Line | null = null;
  let holder: Session | null = null;
  return {
    session: async () => {
      line ??= await open();
      const session = await line.session(0);
      if (session !== holder) holder = (await takeLease(session, LEASE)) ? session : null;
      return holder;
    },
    leave: () => {
      holder?.discard();
      holder = null;
    },
    close: async () => {
      await line?.close();
    },
  };
}

type Trouble = Readonly<{ key: string; facts: object; message: string }>;

/** Says a trouble once: again only when another one came between, or none. */
function createVoice(log: ClockworkLog): (trouble: Trouble | null) => void {
  let said: string | null = null;
  return (trouble) => {
    if (trouble && trouble.key !== said) log.warn(trouble.facts, trouble.message);
    said = trouble?.key ?? null;
  };
}

function troubleIn(recorded: Recorded): Trouble | null {
  if (recorded.kind === 'NOT_NOW') {
    const { code } = recorded;
    return { key: code, facts: { code }, message: 'nothing can be recorded now; the passing of time waits' };
  }
  const { stuck } = recorded;
  if (stuck.length === 0) return null;
  const key = stuck.map(({ commandId }) => commandId).join();
  return { key, facts: { stuck }, message: 'the read models say that something has passed, and the rules do not' };
}

/** By the database's clock, and no longer than until others may have set something new. */
function restAfter(recorded: Recorded, longestRest: number): number {
  if (recorded.kind === 'NOT_NOW' || recorded.next === null) return longestRest;
  const until = millisecondsOf(recorded.next) - millisecondsOf(recorded.now);
  return Math.min(Math.max(until, SHORTEST_REST), longestRest);
}
