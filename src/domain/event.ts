import { z } from 'zod';

import { INSTANT_PATTERN } from '../kernel/instant.ts';
import type { Instant } from '../kernel/instant.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { Bilingual } from '../kernel/locale.ts';
import type { Actor } from './access.ts';

/** What happened, before it is recorded: the type and the data of one event. */
export type DomainEvent<Type extends string = string, Data extends JsonObject = JsonObject> = Readonly<{
  type: Type;
  data: Data;
}>;

/** One published version of an event: its name, its version and the schema that describes (never transforms) its data. */
export type EventDefinition<Type extends string = string, Data extends JsonObject = JsonObject> = Readonly<{
  type: Type;
  version: number;
  schema: z.ZodType<Data>;
}>;

export type EventOf<Definition> =
  Definition extends EventDefinition<infer Type, infer Data> ? DomainEvent<Type, Data> : never;

/** An event with its place in the ledger: what `evolve` and projections read. */
export type Recorded<Event extends DomainEvent = DomainEvent> = Event &
  Readonly<{ position: number; stream: string; streamPosition: number; recordedAt: Instant; actor: Actor }>;

/** Data MUST be JSON by type: optional members, dates and transforms do not compile here. */
export function defineEvent<Type extends string, Data extends JsonObject>(
  type: Type,
  version: number,
  schema: z.ZodType<Data>,
): EventDefinition<Type, Data> {
  return { type, version, schema };
}

/**
 * Text that enters an event: not empty, bounded, without U+0000 and lone surrogates, which PostgreSQL's jsonb cannot
 * store. The bound keeps an entry below the 65,535 bytes of C2SP tlog-tiles.
 */
export function text(maximum: number): z.ZodString {
  return z
    .string()
    .min(1)
    .max(maximum)
    .regex(/^[^\0]*$/u)
    .refine((value) => value.isWellFormed());
}

/** A moment as it is written into events. */
export const InstantText = z.string().regex(INSTANT_PATTERN);

/** A day in a local calendar: `2025-12-31`. */
export const DayText = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);

/** An exact decimal as text: `0.5`, `100`. */
export const DecimalText = z.string().regex(/^-?\d{1,15}(\.\d{1,10})?$/);

/** An exact fraction as text: `97` or `425/6`. */
export const ExactText = z.string().regex(/^-?\d{1,400}(\/\d{1,400})?$/);

export const DigestText = z.templateLiteral(['sha256:', z.string().regex(/^[0-9a-f]{64}$/)]);

/** How stored data of `<Type>.v<N>` becomes data of version N + 1; the stored bytes never change. */
export type Upcasts = Readonly<Record<string, (data: JsonObject) => JsonObject>>;

/** What each event says to a person, in both languages; the compiler asks for a sentence when an event is added. */
export type Sentences<Event extends DomainEvent> = Readonly<{
  [Type in Event['type']]: (data: Extract<Event, { type: Type }>['data']) => Bilingual;
}>;
