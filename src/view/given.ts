import { inArray, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

type Asked<Value> = Value | null | undefined;

/** What a member of a filter narrows to. Only an absent one narrows nothing: `0` and `""` are asked for like anything. */
export function given<Value>(asked: Asked<Value>, narrow: (value: Value) => SQL | undefined): SQL | undefined {
  return asked === null || asked === undefined ? undefined : narrow(asked);
}

/** One of these; an empty list matches nothing. */
export function among(column: PgColumn, values: Asked<readonly string[]>): SQL | undefined {
  return given(values, (list) => inArray(column, [...list]));
}

/** The same of what is computed from a row. */
export function oneOf(value: SQL, list: readonly string[]): SQL {
  return sql`${value} = any(array(select jsonb_array_elements_text(${JSON.stringify(list)}::jsonb)))`;
}
