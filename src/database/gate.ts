import { Interrupted } from '../kernel/interrupted.ts';

/** Lets work in as soon as there is a place for it. */
export type Gate = <Value>(signal: AbortSignal | null, work: () => Promise<Value>) => Promise<Value>;

/** Only so much work at once. What waits for a place leaves the queue when it is broken off. */
export function createGate(places: number): Gate {
  const waiting = new Set<() => void>();
  let free = places;

  const enter = async (signal: AbortSignal | null): Promise<void> => {
    if (signal?.aborted) throw new Interrupted('not begun');
    if (free > 0) free -= 1;
    else await turn(waiting, signal);
  };
  const leave = (): void => {
    const [next] = waiting;
    if (next) next();
    else free += 1;
  };

  return async (signal, work) => {
    await enter(signal);
    try {
      return await work();
    } finally {
      leave();
    }
  };
}

function turn(waiting: Set<() => void>, signal: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const withdraw = (): void => {
      waiting.delete(admit);
      signal?.removeEventListener('abort', giveUp);
    };
    const admit = (): void => {
      withdraw();
      resolve();
    };
    const giveUp = (): void => {
      withdraw();
      reject(new Interrupted('not begun'));
    };
    waiting.add(admit);
    signal?.addEventListener('abort', giveUp);
  });
}
