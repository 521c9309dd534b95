import { erasedAfter } from '../../document/collecting.ts';
import type { Stored } from '../../document/collecting.ts';
import { removeStrays } from '../../document/strays.ts';
import { takeLease } from '../../ledger/lease.ts';
import type { Line } from '../../ledger/line.ts';
import { createAlarm } from '../clockwork/alarm.ts';
import { collectUploads, removeErased } from './collect.ts';

export type KeeperLog = Readonly<{ warn: (facts: object, message: string) => void }>;

export type KeeperParts = Stored &
  Readonly<{
    graceDays: number;
    /** Opens a line of its own to the database: the lease lives as long as its session. */
    open: () => Promise<Line>;
    log: KeeperLog;
    /** Milliseconds between two rounds. */
    rest?: number;
  }>;

export type Keeper = Readonly<{ close: () => Promise<void> }>;

/** "keep" as ASCII. Of all instances on one database one holds it. */
const LEASE = 0x6b656570n;

/** Milliseconds: so late at most are bytes gone after the entry that erases them. */
const REST = 5000;

/** Rounds of erasing to one of collecting, which is in no hurry: once in ten minutes. */
const ROUNDS = 120;

/** Once in an hour the whole store is looked through. */
const ROUNDS_OF_STRAYS = 720;

const TOO_MANY_STRAYS =
  'the store holds more documents that nothing in the database names than a crash leaves; do they belong together?';

/**
 * Keeps the store to what is needed: bytes that were erased by law go at once, uploads that nobody used after their grace. What
 * a crash left goes after a day. One instance works, the others stand by; never throws.
 */
export function startKeeper(parts: KeeperParts): Keeper {
  const { open, log, rest = REST } = parts;
  const alarm = createAlarm();
  let closed = false;
  let line: Line | null = null;
  let erased = 0;
  let round = 0;

  const turn = async (): Promise<void> => {
    line ??= await open();
    const session = await line.session(0);
    if (!(await takeLease(session, LEASE))) return;
    if (round % ROUNDS_OF_STRAYS === 0 && (await removeStrays(parts)) === null) log.warn({}, TOO_MANY_STRAYS);
    const entries = await erasedAfter(parts, erased);
    await removeErased(
      parts,
      entries.map(({ digest }) => digest),
    );
    erased = entries.at(-1)?.position ?? erased;
    if (round % ROUNDS === 0) await collectUploads(parts);
    round += 1;
  };

  const work = async (): Promise<void> => {
    while (!closed) {
      await turn().catch((error: unknown) => {
        log.warn({ err: error }, 'documents that nobody needs could not be removed; it is tried again');
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
      await line?.close();
    },
  };
}
