import type { Incoming } from './incoming.ts';
import { removeStrays } from './strays.ts';
import type { Straying } from './strays.ts';

export type Swept = Straying &
  Readonly<{
    incoming: Incoming;
    log: Readonly<{ info: (message: string) => void; warn: (message: string) => void }>;
  }>;

const EVERY_MILLISECONDS = 60 * 60 * 1000;

/** Removes what broken uploads left behind, at once and then every hour, and never throws. Closing waits for the last time. */
export function startSweeping(swept: Swept): Readonly<{ close: () => Promise<void> }> {
  let running = sweep(swept);
  const timer = setInterval(() => {
    running = running.then(() => sweep(swept));
  }, EVERY_MILLISECONDS).unref();
  return {
    close: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

/** Another instance may sweep at the same moment, or the disk be gone: the next hour will tell. */
async function sweep({ incoming, log, ...straying }: Swept): Promise<void> {
  try {
    await incoming.sweep();
    const removed = await removeStrays(straying);
    if (removed === null)
      log.warn('the store holds many documents that this database does not know; do they belong together?');
    else if (removed > 0) log.info(`${removed} documents that no upload names were removed from the store`);
  } catch (error) {
    log.warn(`what broken uploads left could not be removed: ${String(error)}`);
  }
}
