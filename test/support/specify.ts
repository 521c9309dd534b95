import { expect } from 'vitest';

import type { Actor } from '../../src/domain/access.ts';
import { eventDefinitions } from '../../src/domain/catalogue.ts';
import { fold } from '../../src/domain/decider.ts';
import type { Decided, Decider, Outcome } from '../../src/domain/decider.ts';
import type { DomainEvent, Recorded } from '../../src/domain/event.ts';
import { toInstant } from '../../src/kernel/instant.ts';
import type { Instant } from '../../src/kernel/instant.ts';

/** A past event as a test states it: who, under which grant, and when only where that matters. */
export type Told<Event extends DomainEvent> = Event & Readonly<{ by?: string; under?: number; at?: Instant }>;

type Refused = Readonly<{
  code: string;
  path?: readonly string[];
  currentRevision?: number;
  details?: readonly object[];
}>;

type Decision<Command, Event extends DomainEvent, State, Facts> = Decider<Command, Event, State, Facts>;

/** What a command led to, and what a test may expect of it. */
type Led<Event extends DomainEvent> = Readonly<{
  outcome: Outcome<Event>;
  then: (...events: readonly Event[]) => void;
  thenPartly: (...events: readonly Readonly<{ type: Event['type']; data?: object }>[]) => void;
  refused: (refusal: Refused) => void;
  /** The codes of a bulk command's items, in the order of the input; null where an item was taken. */
  thenItems: (...codes: readonly (string | null)[]) => void;
}>;

type Given<Command, Event extends DomainEvent, State, Facts> = Readonly<{
  state: State;
  when: (command: Command, facts: Facts) => Led<Event>;
}>;

const FIRST_MOMENT = Date.parse('2025-11-02T00:00:00.000Z');
const MINUTE = 60_000;

/** given(events).when(command, facts).then(events): the language of a decider's tests. */
export function specify<Command, Event extends DomainEvent, State, Facts>(
  decider: Decision<Command, Event, State, Facts>,
): Readonly<{ given: (...events: readonly Told<Event>[]) => Given<Command, Event, State, Facts> }> {
  return {
    given: (...events) => {
      const history = events.map((event, index) => recorded<Event>(event, index + 1));
      const state = fold(decider, history);
      return {
        state,
        when: (command, facts) => led(decider, { state, outcome: decider.decide(command, state, facts) }),
      };
    },
  };
}

/** The event with a place in the ledger: position and stream position are its number, a minute lies between two. */
export function recorded<Event extends DomainEvent>(event: Told<Event>, position: number): Recorded<Event> {
  const { by = 'somebody', under = 1, at = toInstant(FIRST_MOMENT + position * MINUTE), ...happened } = event;
  const place = { position, stream: 'test', streamPosition: position, recordedAt: at, actor: actor(by, under) };
  // What is left of a told event without `by`, `under` and `at` is the event.
  return { ...(happened as unknown as Event), ...place };
}

/** The schema that is published for the event takes it: every decided event MUST pass, or the ledger would break on it. */
export function expectPublished({ type, data }: DomainEvent): void {
  const definition = eventDefinitions.findLast((one) => one.type === type);

  expect(definition, type).toBeDefined();
  expect(definition?.schema.safeParse(data).error, JSON.stringify(data)).toBeUndefined();
}

type Answered<Event extends DomainEvent, State> = Readonly<{ state: State; outcome: Outcome<Event> }>;

function led<Event extends DomainEvent, State>(
  decider: Pick<Decider<never, Event, State, never>, 'evolve'>,
  { state, outcome }: Answered<Event, State>,
): Led<Event> {
  if (outcome.ok) replay(decider, state, outcome.value.events);
  return {
    outcome,
    then: (...events) => {
      expect(accepted(outcome).events).toEqual(events);
    },
    thenPartly: (...events) => {
      expect(accepted(outcome).events).toMatchObject(events);
    },
    refused: (refusal) => {
      expect(outcome).toMatchObject({ ok: false, error: refusal });
    },
    thenItems: (...codes) => {
      expect(accepted(outcome).items?.map(({ refusal }) => refusal?.code ?? null)).toEqual(codes);
    },
  };
}

/** What was decided is published and can be evolved. */
function replay<Event extends DomainEvent, State>(
  { evolve }: Pick<Decider<never, Event, State, never>, 'evolve'>,
  state: State,
  events: readonly Event[],
): void {
  let after = state;
  for (const [index, event] of events.entries()) {
    expectPublished(event);
    after = evolve(after, recorded(event, 1001 + index));
  }
}

function accepted<Event extends DomainEvent>(outcome: Outcome<Event>): Decided<Event> {
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.error)}`);
  return outcome.value;
}

function actor(person: string, grant: number): Actor {
  return { person, role: 'ADMINISTRATOR', organization: null, grant };
}
