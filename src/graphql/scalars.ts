import { GraphQLError } from 'graphql';

import { DecimalText, DigestText } from '../domain/event.ts';
import { parseInstant } from '../kernel/instant.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Json } from '../kernel/json.ts';
import { builder } from './builder.ts';

builder.scalarType('DateTime', {
  description:
    'A moment as RFC 3339 text in UTC with milliseconds: `2025-12-03T02:11:09.120Z`. Other offsets are accepted.',
  serialize: (value) => value,
  parseValue: readInstant,
});

builder.scalarType('Decimal', {
  description: 'An exact decimal number as text: `"97.00"`. Never a JSON number, which would round it.',
  serialize: (value) => value,
  parseValue: (value) => {
    const parsed = DecimalText.safeParse(value);
    return parsed.success ? parsed.data : refuse('Decimal', 'text of digits with at most ten decimals');
  },
});

builder.scalarType('Position', {
  description:
    'A place in the ledger, from "1", without gaps; "0" is before everything. Text, since it may outgrow 32 bits.',
  serialize: String,
  parseValue: parsePosition,
});

builder.scalarType('Digest', {
  description: 'SHA-256, written `sha256:<64 hexadecimal digits>`.',
  serialize: (value) => value,
  parseValue: (value) => {
    const parsed = DigestText.safeParse(value);
    return parsed.success ? parsed.data : refuse('Digest', '`sha256:<64 hexadecimal digits>`');
  },
});

builder.scalarType('JSON', {
  description: "An event's data as recorded, for auditors. Only ever answered, never asked with.",
  serialize: (value): Json => value,
  parseValue: () => refuse('JSON', 'nothing: it is never an input'),
});

function readInstant(value: unknown): Instant {
  const instant = typeof value === 'string' ? parseInstant(value) : null;
  return instant ?? refuse('DateTime', 'RFC 3339 text with an offset');
}

function parsePosition(value: unknown): number {
  const text = typeof value === 'number' ? String(value) : value;
  const position = typeof text === 'string' && /^\d{1,16}$/.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(position) ? position : refuse('Position', 'text of digits');
}

function refuse(scalar: string, wanted: string): never {
  throw new GraphQLError(`${scalar} takes ${wanted}.`, { extensions: { code: 'BAD_USER_INPUT' } });
}
