import { isJejakEvent } from '../../domain/catalogue.ts';
import { cycle as cycleDecider, cycleEvents } from '../../domain/cycle/index.ts';
import type { CycleEvent } from '../../domain/cycle/index.ts';
import { fold } from '../../domain/decider.ts';
import type { DomainEvent, Recorded } from '../../domain/event.ts';
import type { Digest } from '../../kernel/digest.ts';

/** Which edition a cycle is bound to. */
export type Binding = Readonly<{ instrument: string; edition: string; instrumentDigest: Digest; period: string }>;

const types: ReadonlySet<string> = new Set(cycleEvents.map(({ type }) => type));

/** The edition that the reports of a cycle are scored by: the one it was called with, or the last that took its place. */
export function editionInForce(history: readonly Recorded<DomainEvent>[]): Binding | null {
  const state = fold(cycleDecider, history.filter(isCycleEvent));
  return state.phase === 'unknown' ? null : state;
}

function isCycleEvent(event: Recorded<DomainEvent>): event is Recorded<CycleEvent> {
  return isJejakEvent(event) && types.has(event.type);
}
