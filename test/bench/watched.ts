import { monitorEventLoopDelay } from 'node:perf_hooks';

import { quantile } from './figures.ts';

/** What was done several times: how long each time took, the longest stretch of the event loop, and the peak of memory. */
export type Watched = Readonly<{ taken: readonly number[]; held: number; memory: number }>;

/** Milliseconds: as fine as the event loop is looked at, and as often as memory is. */
const RESOLUTION = 5;
const MEBIBYTE = 1_048_576;
const NANOSECONDS = 1_000_000;

export async function watched(turns: number, once: (turn: number) => Promise<unknown>): Promise<Watched> {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION });
  const taken: number[] = [];
  let memory = process.memoryUsage.rss();
  const look = setInterval(() => {
    memory = Math.max(memory, process.memoryUsage.rss());
  }, RESOLUTION);
  delays.enable();
  for (let turn = 0; turn < turns; turn += 1) {
    const start = performance.now();
    await once(turn);
    taken.push(performance.now() - start);
    memory = Math.max(memory, process.memoryUsage.rss());
  }
  delays.disable();
  clearInterval(look);
  return { taken, held: delays.max / NANOSECONDS, memory: memory / MEBIBYTE };
}

/** `floor`: the median of the least that could have been done instead. */
export function watchedRow({ taken, held, memory }: Watched, floor: number): string {
  const sorted = taken.toSorted((a, b) => a - b);
  const [median, p95] = [quantile(sorted, 0.5), quantile(sorted, 0.95)];
  return (
    `median ${milliseconds(median)}   p95 ${milliseconds(p95)}   x floor ${(median / floor).toFixed(1).padStart(6)}   ` +
    `longest stretch ${milliseconds(held)}   memory ${memory.toFixed(0).padStart(4)} MiB`
  );
}

/** The median of a floor. */
export async function floorOf(turns: number, once: () => Promise<unknown>): Promise<number> {
  const { taken } = await watched(turns, once);
  return quantile(
    taken.toSorted((a, b) => a - b),
    0.5,
  );
}

export function milliseconds(value: number): string {
  return `${value.toFixed(1).padStart(7)} ms`;
}
