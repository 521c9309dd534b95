import type { InputTypeParam } from '@pothos/core';
import { z } from 'zod';

import { builder } from '../builder.ts';

export type Types = typeof builder.$inferSchemaTypes;

/**
 * One member of an input, said once: how the schema shows it, and what it has to satisfy beyond that. The schema MUST
 * bound whatever it lets through: an input reaches the ledger as it leaves here.
 */
export type Field<Value> = Readonly<{
  type: InputTypeParam<Types>;
  required: boolean;
  description: string;
  schema: z.ZodType<Value>;
  defaultValue?: boolean;
}>;

export type Fields = Readonly<Record<string, Field<unknown>>>;

export type Values<Members extends Fields> = Readonly<{
  [Name in keyof Members]: Members[Name] extends Field<infer Value> ? Value : never;
}>;

export function field<Value>(type: InputTypeParam<Types>, schema: z.ZodType<Value>, description: string): Field<Value> {
  return { type, required: true, description, schema };
}

/** The same member, but it may be absent: then it is null. */
export function optional<Value>({ schema, ...rest }: Field<Value>): Field<Value | null> {
  return { ...rest, required: false, schema: schema.nullish().transform((value) => value ?? null) };
}

/** Absent is false. */
export function flag(description: string): Field<boolean> {
  const schema = z
    .boolean()
    .nullish()
    .transform((value) => value ?? false);
  return { type: 'Boolean', required: false, description, schema, defaultValue: false };
}

/** A list of what the member holds. One that may be empty may be absent as well. */
export function list<Value>(
  { type, schema }: Pick<Field<Value>, 'type' | 'schema'>,
  { min, max, description }: Readonly<{ min: number; max: number; description: string }>,
): Field<readonly Value[]> {
  // Only members that are no lists themselves are listed here.
  const listed = [type] as InputTypeParam<Types>;
  const items = z.array(schema).min(min).max(max).readonly();
  if (min > 0) return field(listed, items, description);
  return {
    ...field(
      listed,
      items.nullish().transform((value) => value ?? []),
      description,
    ),
    required: false,
  };
}

/** Text without white space at its ends. */
export function trimmed<Value extends string>(schema: z.ZodType<Value, string>, description: string): Field<Value> {
  return field('String', z.string().trim().pipe(schema), description);
}

/** An input type of these members, ready to be a member itself. */
export function inputObject<Members extends Fields>(
  name: string,
  { description, fields, isOneOf = false }: Readonly<{ description: string; fields: Members; isOneOf?: boolean }>,
): Pick<Field<Values<Members>>, 'type' | 'schema'> {
  const type = builder.inputType(name, {
    description,
    isOneOf,
    fields: (t) => Object.fromEntries(Object.entries(fields).map(([key, member]) => [key, t.field(shown(member))])),
  });
  return { type, schema: schemaOf(fields) };
}

function shown({ type, required, description, defaultValue }: Field<unknown>) {
  return { type, required, description, ...(defaultValue === undefined ? {} : { defaultValue }) };
}

/** What the members have to satisfy together. */
export function schemaOf<Members extends Fields>(fields: Members): z.ZodType<Values<Members>> {
  const shape = Object.fromEntries(Object.entries(fields).map(([key, { schema }]) => [key, schema]));
  // Each member's schema answers with that member's type; the compiler does not follow it through the record.
  return z.object(shape) as unknown as z.ZodType<Values<Members>>;
}
