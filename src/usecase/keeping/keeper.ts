import type { Stored } from '../../document/collecting.ts';
import { createSweep } from '../../document/strays.ts';
import { takeLease } from '../../ledger/lease.ts';
import type { Line } from '../../ledger/line.ts';
import { createAlarm } from '../clockwork/alarm.ts';
import { collectUploads } from './collect.ts';
import { createErasing } from './erase.ts';

export type KeeperLog = Readonly<{ warn: (facts: object, message: string) => void }>;

export type KeeperParts = Stored &
  Readonly<{
    graceDays: number;
    /**
     * Whether commands can be recorded now. While they cannot, the ledger may be one that was restored and lacks the entries that
     * refer to bytes: only what the law erased goes.
     */
    isRecording: () => boolean;
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

const FAILED = 'documents that nobody needs could not be removed; it is tried again';

const TOO_MANY_STRAYS =
  'the store holds more documents that nothing in the database names than a crash leaves; do they belong together?';

/**
 * Keeps the store to what is needed: bytes that were erased by law go at once, uploads that nobody used after their grace. What
 * nothing explains goes a day after it was first seen. One instance works, the others stand by; never throws.
 */
export function startKeeper(parts: KeeperParts): Keeper {
  const { open, log, rest = REST } = parts;
  const alarm = createAlarm();
  const ending = new AbortController();
  const keep = createRound(parts, ending.signal);
  let line: Line | null = null;

  const turn = async (): Promise<void> => {
    line ??= await open();
    await keep(await takeLease(await line.session(0), LEASE));
  };

  const work = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await turn().catch((error: unknown) => {
        log.warn({ err: error }, FAILED);
      });
      await alarm.sleep(rest);
    }
  };

  const working = work();
  return {
    close: async () => {
      ending.abort();
      alarm.ring();
      await working;
      await line?.close();
    },
  };
}

/** What the law demands comes first; looking through the store takes longest and comes last. Neither is kept from its turn by trouble of another. */
function createRound(parts: KeeperParts, ended: AbortSignal): (holdsLease: boolean) => Promise<void> {
  const { log, isRecording } = parts;
  const mayGoOn = (): boolean => !ended.aborted && isRecording();
  const eraseBytes = createErasing(parts, () => !ended.aborted);
  const sweep = createSweep({ ...parts, mayGoOn });
  const attempt = (work: Promise<unknown>): Promise<unknown> =>
    work.catch((error: unknown) => {
      log.warn({ err: error }, FAILED);
    });
  let round = 0;

  return async (holdsLease) => {
    // Who does not look any more does not know what was a stray all the time.
    if (!holdsLease || !isRecording()) sweep.forget();
    if (!holdsLease) return;
    const now = round;
    round += 1;
    await attempt(eraseBytes());
    if (now % ROUNDS === 0 && mayGoOn()) await attempt(collectUploads({ ...parts, mayGoOn }));
    if (now % ROUNDS_OF_STRAYS !== 0 || !mayGoOn()) return;
    if ((await sweep.run()) === null) log.warn({}, TOO_MANY_STRAYS);
  };
}
