import type { Result } from '../kernel/result.ts';
import type { Authority } from './access.ts';
import type { DomainEvent, Recorded } from './event.ts';

/** Understood and turned down. Facts as fields; the sentence comes from the code. */
export type Refusal<Code extends string = string> = Readonly<{
  code: Code;
  path?: readonly string[];
  currentRevision?: number;
  details?: readonly RefusalDetail<Code>[];
}>;

/** One of several reasons of one refusal. */
export type RefusalDetail<Code extends string = string> = Readonly<{
  code: Code;
  indicator: string | null;
  path: readonly string[];
  /** The entry that is the reason. */
  position?: number;
}>;

/** How one item of a bulk command fared, in the order of the input. */
export type ItemOutcome<Code extends string = string> = Readonly<{ indicator: string; refusal: Refusal<Code> | null }>;

/** What a command led to: the events, and the authority it was done under. */
export type Decided<Event extends DomainEvent, Code extends string = string> = Readonly<{
  under: Authority;
  events: readonly Event[];
  items?: readonly ItemOutcome<Code>[];
}>;

export type Outcome<Event extends DomainEvent, Code extends string = string> = Result<
  Decided<Event, Code>,
  Refusal<Code>
>;

/**
 * The pure heart of one stream. `decide` holds every rule; `evolve` holds none,
 * because an event that was accepted once must be accepted again on replay.
 */
export type Decider<Command, Event extends DomainEvent, State, Facts, Code extends string = string> = Readonly<{
  initialState: State;
  decide: (command: Command, state: State, facts: Facts) => Outcome<Event, Code>;
  evolve: (state: State, event: Recorded<Event>) => State;
}>;

/** A whole history onto the initial state. */
export function fold<Event extends DomainEvent, State>(
  decider: Pick<Decider<never, Event, State, never>, 'initialState' | 'evolve'>,
  history: Iterable<Recorded<Event>>,
): State {
  let state = decider.initialState;
  for (const event of history) state = decider.evolve(state, event);
  return state;
}
