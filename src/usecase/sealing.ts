import { sealStreamHeads } from './seal.ts';

type Parts = Parameters<typeof sealStreamHeads>[0];

export type SealingLog = Readonly<{ warn: (facts: object, message: string) => void }>;

/** Milliseconds. What an auditor cannot prove complete is at most an hour old; a bundle seals afresh in any case. */
const INTERVAL = 3_600_000;

/** Seals the heads of all streams at intervals, where anything was recorded since. Stops when it is told to. */
export function startSealing(
  parts: Parts,
  { log, interval = INTERVAL }: Readonly<{ log: SealingLog; interval?: number }>,
): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    running = sealStreamHeads(parts).catch((error: unknown) => {
      log.warn({ err: error }, 'the stream heads could not be sealed; it is tried again');
    });
  }, interval).unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
