import type { Checkpoints, LogStatus, SignedCheckpoint } from '../ledger/checkpoints.ts';
import type { Guard } from '../ledger/head.ts';
import { signTree } from './sign.ts';
import type { Desk, Signing } from './sign.ts';

/** Signs checkpoints as the ledger grows, and stands in the way where it no longer holds what was signed. */
export type Signer = Readonly<{
  checkpoints: Checkpoints;
  /** Nothing is recorded on a ledger that lost what was signed. */
  guard: Guard;
  /** Entries were committed: they are signed soon. */
  committed: () => void;
  /** Signs what is not signed yet and stops. */
  close: () => Promise<void>;
}>;

export type SignerLog = Readonly<{ warn: (facts: object, message: string) => void }>;

/** Milliseconds. Soon enough that little is lost unnoticed, rarely enough that a busy ledger is not held up by it. */
const PAUSE = 100;
/** Whoever restores the entries need not restart anything, and a ledger that is set back while nobody writes is noticed. */
const RECHECK = 5000;

/** Resolves when the ledger was compared with what was signed before. */
export async function startSigner(desk: Desk, log: SignerLog): Promise<Signer> {
  const signer = createSigner(desk, log);
  try {
    await signer.run();
    return signer;
  } catch (error) {
    await signer.close();
    throw error;
  }
}

function createSigner(desk: Desk, log: SignerLog): Signer & Readonly<{ run: () => Promise<void> }> {
  let last: SignedCheckpoint | null = null;
  let status: LogStatus = { state: 'UNSIGNED' };
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let unsigned = false;
  let confirmedAt: number | null = null;

  const become = (next: LogStatus): void => {
    if (next.state !== status.state) announce(next, log);
    status = next;
  };

  const run = (): Promise<void> => (running ??= once().finally(() => (running = null)));

  const once = async (): Promise<void> => {
    unsigned = false;
    const signing = await signTree(desk);
    if (signing.kind === 'SIGNED') {
      last = signing.checkpoint;
      confirmedAt = Date.now();
    }
    become(statusAfter(signing));
  };

  const failed = (error: unknown): void => {
    unsigned = true;
    if (status.state === 'SIGNING') status = { state: 'UNSIGNED' };
    log.warn({ err: error }, 'the tree could not be signed; it is tried again');
  };

  const wake = (milliseconds: number): void => {
    timer ??= setTimeout(() => {
      timer = null;
      run().catch((error: unknown) => {
        failed(error);
      });
    }, milliseconds).unref();
  };

  const covers = (size: number): boolean => last !== null && last.size >= size;

  const covering = async (size: number): Promise<SignedCheckpoint | null> => {
    // One that is under way may have read the tree before the entry was in it.
    if (!covers(size)) await running?.catch(failed);
    if (!covers(size)) await run().catch(failed);
    return covers(size) && !isLost(status) ? last : null;
  };

  const rechecking = setInterval(() => {
    wake(0);
  }, RECHECK).unref();

  const guard: Guard = ({ position }) => {
    if (last !== null && position < last.size) {
      become({ state: 'BEHIND', ledgerSize: position, checkpointSize: last.size });
    }
    return isLost(status) ? { code: 'LEDGER_BEHIND_CHECKPOINT' } : null;
  };

  return {
    run,
    guard,
    checkpoints: { covering, latest: () => last, status: () => status, confirmedAt: () => confirmedAt },
    committed: () => {
      unsigned = true;
      wake(PAUSE);
    },
    close: async () => {
      clearInterval(rechecking);
      if (timer) clearTimeout(timer);
      timer = null;
      await running?.catch(() => undefined);
      if (unsigned) await run().catch(failed);
      await desk.line.close();
    },
  };
}

/** What was signed is not what the database holds. */
function isLost({ state }: LogStatus): boolean {
  return state === 'BEHIND' || state === 'UNKNOWN';
}

function statusAfter(signing: Signing): LogStatus {
  if (signing.kind === 'SIGNED') return { state: 'SIGNING' };
  if (signing.kind === 'UNKNOWN_LOG') return { state: 'UNKNOWN' };
  if (signing.kind !== 'BEHIND') return { state: 'UNSIGNED' };
  const { ledgerSize, checkpointSize } = signing;
  return { state: 'BEHIND', ledgerSize, checkpointSize };
}

function announce(status: LogStatus, log: SignerLog): void {
  if (status.state === 'BEHIND') {
    const sentence =
      'LEDGER_BEHIND_CHECKPOINT: the database no longer holds what was signed; nothing is recorded until it does, or the log is forked';
    log.warn(status, sentence);
  } else if (status.state === 'UNKNOWN') {
    log.warn(status, 'the database holds a log of which no checkpoint is kept here; nothing is recorded into it');
  } else if (status.state === 'UNSIGNED') {
    log.warn(status, 'checkpoints are not signed');
  }
}
