import { rebuildAll } from '../support/rebuilding.ts';
import type { BenchParts } from './append.ts';
import { copyOut } from './figures.ts';

const ROUNDS = 3;

/** Rebuilding all read models, the switch included, beside merely reading the ledger (COPY out); they alternate. */
export async function benchRebuild({ server, say }: BenchParts): Promise<void> {
  const steps = new Map<string, number>();
  let rebuilt = 0;
  let copied = 0;
  let entries = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    copied += await copyOut(server.ownerUrl);
    const start = performance.now();
    const reached = (step: string): void => {
      steps.set(step, (steps.get(step) ?? 0) + performance.now() - start);
    };
    const { switchedAt } = await rebuildAll(server, { reached });
    rebuilt += performance.now() - start;
    entries += switchedAt;
  }

  const [ours, floor] = [rebuilt, copied].map((taken) => (entries * 1000) / taken);
  if (ours === undefined || floor === undefined) return;
  say(`\nrebuild of all read models: ${ours.toFixed(0).padStart(8)} entries/s (${entries / ROUNDS} entries)`);
  say(`  COPY out of the ledger:   ${floor.toFixed(0).padStart(8)} entries/s, ratio ${(ours / floor).toFixed(3)}`);
  const shown = [...steps].map(([step, taken]) => `${step} ${(taken / ROUNDS).toFixed(0)}`);
  say(`  milliseconds until:       ${shown.join(', ')}`);
}
