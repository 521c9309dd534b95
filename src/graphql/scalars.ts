import { GraphQLError } from 'graphql';

import { DecimalText, DigestText } from '../domain/event.ts';
import { INSTANT_PATTERN, millisecondsOf, toInstant } from '../kernel/instant.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Json } from '../kernel/json.ts';
import { builder } from './builder.ts';

builder.scalarType('DateTime', {
  description:
    'A moment as RFC 3339 text in UTC with milliseconds: `2025-12-03T02:11:09.120Z`. Other offsets are accepted.',
  serialize: (value) => value,
  parseValue: parseInstant,
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

const RFC_3339 = /^\d{4}-\d{2}-\d{2}[Tt]([01]\d|2[0-3]):\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

function parseInstant(value: unknown): Instant {
  const text = typeof value === 'string' && RFC_3339.test(value) && isDay(value.slice(0, 10)) ? value : '';
  const milliseconds = millisecondsOf(text);
  const instant = Number.isNaN(milliseconds) ? '' : toInstant(milliseconds);
  // An offset may lead out of the years that four digits write.
  return INSTANT_PATTERN.test(instant) ? instant : refuse('DateTime', 'RFC 3339 text with an offset');
}

/** JavaScript reads the thirtieth of February as the second of March. */
function isDay(day: string): boolean {
  const midnight = millisecondsOf(`${day}T00:00:00.000Z`);
  return !Number.isNaN(midnight) && toInstant(midnight).startsWith(day);
}

function parsePosition(value: unknown): number {
  const text = typeof value === 'number' ? String(value) : value;
  const position = typeof text === 'string' && /^\d{1,16}$/.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(position) ? position : refuse('Position', 'text of digits');
}

function refuse(scalar: string, wanted: string): never {
  throw new GraphQLError(`${scalar} takes ${wanted}.`, { extensions: { code: 'BAD_USER_INPUT' } });
}
