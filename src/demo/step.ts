import type { Instant } from '../kernel/instant.ts';
import type { JejakCommand } from '../usecase/command.ts';

/** One command of one person at a told moment. `seen` is where the ledger ended before that moment. */
export type Step = Readonly<{ at: Instant; person: string; command: (seen: number) => JejakCommand }>;

/** What is told under one title; its steps need not be in order of time, those of one moment are told as they stand. */
export type Story = Readonly<{ title: string; steps: readonly Step[] }>;

export function step(at: Instant, person: string, command: JejakCommand): Step {
  return { at, person, command: () => command };
}
