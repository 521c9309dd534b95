import { takeLease } from '../../ledger/lease.ts';
import type { Line } from '../../ledger/line.ts';
import { createAlarm } from '../clockwork/alarm.ts';
import { createScanPending } from './scan-pending.ts';
import type { PendingParts } from './scan-pending.ts';

export type ScanningParts = Omit<PendingParts, 'ended' | 'unjudged'> &
  Readonly<{
    /** Opens a line of its own to the database: the lease lives as long as its session. */
    open: () => Promise<Line>;
    log: Readonly<{ warn: (facts: object, message: string) => void }>;
    /** Milliseconds between two rounds. */
    rest?: number;
  }>;

/** Waits for the upload at hand to be left, then lets go of the lease. */
export type Scanning = Readonly<{ close: () => Promise<void> }>;

/** "scan" as ASCII. Of all instances on one database one holds it. */
const LEASE = 0x7363616en;

/** Milliseconds: so soon is scanned what came while the scanner was away, once it is back. */
const REST = 5000;

/** Goes on scanning uploads that had no verdict when they were answered. One instance works, the others stand by; never throws. */
export function startScanning(parts: ScanningParts): Scanning {
  const { open, log, rest = REST } = parts;
  const alarm = createAlarm();
  const ending = new AbortController();
  const say = createVoice(log);
  let line: Line | null = null;
  const unjudged: PendingParts['unjudged'] = ({ id, digest }, reason) =>
    log.warn(
      { upload: id, digest, reason },
      'an upload could not be scanned; it stays in quarantine and is tried again',
    );
  const scanPending = createScanPending({ ...parts, ended: ending.signal, unjudged });

  const turn = async (): Promise<void> => {
    line ??= await open();
    if (await takeLease(await line.session(0), LEASE)) await scanPending();
  };

  const work = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await turn().then(() => say(null), say);
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

/** Says that something is wrong once, until it was well in between. */
function createVoice({ warn }: ScanningParts['log']): (error: unknown) => void {
  let isTroubled = false;
  return (error) => {
    if (error !== null && !isTroubled) warn({ err: error }, 'uploads cannot be scanned now; they stay in quarantine');
    isTroubled = error !== null;
  };
}
