import type { z } from 'zod';

import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Json } from '../../kernel/json.ts';
import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';

/**
 * The value of a canonical JSON text (RFC 8785) of this shape. Any other spelling of the same value is refused, and with
 * it repeated members, numbers that lose digits, and whatever nests too deeply to be walked.
 */
export function readCanonical<Value extends Json>(text: string, schema: z.ZodType<Value>): Result<Value, string> {
  const shaped = schema.safeParse(parseJson(text));
  if (!shaped.success) return err(shapeProblem(shaped.error));
  return isSpelled(text, shaped.data) ? ok(shaped.data) : err('is not written as canonical JSON');
}

/** Undefined, which no shape allows, where the text is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isSpelled(text: string, value: Json): boolean {
  try {
    return canonicalJson(value) === text;
  } catch {
    return false;
  }
}

function shapeProblem({ issues: [first] }: z.ZodError): string {
  const path = first?.path.map(String).join('.') ?? '';
  return path === '' ? 'does not have the shape it should have' : `does not have the shape it should have at ${path}`;
}
