import type { DomainEvent, Recorded } from '../domain/event.ts';
import type { JsonObject } from '../kernel/json.ts';

/** How the streams of one kind are folded. What the states are is the domain's affair. */
export type Folding = Readonly<{
  initialState: unknown;
  evolve: (state: unknown, event: Recorded) => unknown;
  /** Every event leads to the same state: the last entry of a stream is all there is to load of it. */
  stateless?: boolean;
}>;

/** All the ledger knows of the domain; handed to it by the composition root. */
export type Catalogue = Readonly<{
  /** Which version of a type is written now; throws for an unknown type. */
  currentVersion: (type: string) => number;
  /** Validates stored data and brings them to the current version. MUST throw for an unknown type or version: never skip. */
  upcast: (type: string, version: number, data: JsonObject) => DomainEvent;
  /** Throws when an event about to be recorded does not satisfy its schema, which is a bug. */
  check: (event: DomainEvent) => void;
  /** `kind` is the part of a stream's name before the first slash. */
  decider: (kind: string) => Folding;
  /** The person whose sealed values the event destroys; null for every other event. */
  erases: (event: DomainEvent) => string | null;
}>;
