import { finished } from 'node:stream/promises';

import { connect } from '../../src/database/connect.ts';

/** A sorted list's value at a share of its length, in milliseconds. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export type Measured = Readonly<{ perSecond: number; median: number; p95: number }>;

/** `callers` loops side by side for `milliseconds`, each doing one thing after the other. */
export async function inLoops(
  callers: number,
  milliseconds: number,
  once: (caller: number, turn: number) => Promise<unknown>,
): Promise<readonly number[]> {
  const end = performance.now() + milliseconds;
  const taken: number[] = [];
  const loop = async (caller: number): Promise<void> => {
    for (let turn = 0; performance.now() < end; turn += 1) {
      const start = performance.now();
      await once(caller, turn);
      taken.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, caller) => loop(caller)));
  return taken;
}

export function measured(taken: readonly number[], milliseconds: number): Measured {
  const sorted = taken.toSorted((a, b) => a - b);
  return {
    perSecond: (taken.length * 1000) / milliseconds,
    median: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
  };
}

export function row({ perSecond, median, p95 }: Measured): string {
  return `${perSecond.toFixed(0).padStart(7)} /s   median ${median.toFixed(2).padStart(7)} ms   p95 ${p95.toFixed(2).padStart(7)} ms`;
}

/** Milliseconds of merely reading the ledger (COPY out): the floor of everything that reads all of it. */
export async function copyOut(url: string): Promise<number> {
  const sql = connect(url, { max: 1 });
  await sql`select 1`;
  const start = performance.now();
  const stream = await sql`copy (select entry, leaf_hash from ledger_entry order by position) to stdout`.readable();
  await finished(stream.resume());
  const taken = performance.now() - start;
  await sql.end();
  return taken;
}

export function perSecond(count: number, milliseconds: number): string {
  return ((count * 1000) / milliseconds).toFixed(0).padStart(8);
}
