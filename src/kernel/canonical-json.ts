import canonicalize from 'canonicalize';

import type { Json } from './json.ts';

/** The one text of a JSON value (RFC 8785, JCS): what is hashed, signed or compared MUST be this text. */
export function canonicalJson(value: Json): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}
