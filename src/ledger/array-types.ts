type Element = string | number | boolean | null;

/** The object ids (PostgreSQL, `pg_type.dat`) of the arrays that statements pass: bool, int4, text, int8, json, jsonb, uuid. */
const ARRAYS = [1000, 1007, 1009, 1016, 199, 3807, 2951];

/**
 * How the driver writes arrays when it does not ask the database for its types. It MUST NOT ask: a connection that is
 * lost while it does leaves a rejection that nobody can catch, and a reservation that never ends.
 */
export const arrayTypes = {
  array: { to: 1009, from: ARRAYS, serialize: arrayLiteral, parse: (text: string): string => text },
};

/** PostgreSQL, "Array Value Input": every element quoted, so that none can pose as another or as NULL. */
export function arrayLiteral(values: readonly Element[]): string {
  return `{${values.map(element).join(',')}}`;
}

function element(value: Element): string {
  if (value === null) return 'NULL';
  return `"${String(value).replace(/[\\"]/g, '\\$&')}"`;
}
