import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Json, JsonObject } from '../../kernel/json.ts';

/**
 * Is this what PostgreSQL's `jsonb` writes of the value? Names may stand in another order; the length keeps out numbers
 * with more digits than JavaScript reads.
 */
export function sameJsonb(value: Json, jsonb: string): boolean {
  const text = jsonbText(value);
  if (text === jsonb) return true;
  return text.length === jsonb.length && canonicalJson(value) === canonicalJson(JSON.parse(jsonb) as Json);
}

/** PostgreSQL, `jsonb` output: names in order of length and then of bytes, a space after each comma and colon. */
function jsonbText(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isArray(value)) return `[${value.map(jsonbText).join(', ')}]`;
  return `{${sortedNames(value)
    .map((name) => memberText(value, name))
    .join(', ')}}`;
}

function memberText(value: JsonObject, name: string): string {
  return `${JSON.stringify(name)}: ${jsonbText(value[name] ?? null)}`;
}

function sortedNames(value: JsonObject): readonly string[] {
  return Object.keys(value).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
