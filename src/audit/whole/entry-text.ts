import { ROLES } from '../../domain/access.ts';
import type { Role } from '../../domain/access.ts';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import { INSTANT_PATTERN, millisecondsOf, toInstant } from '../../kernel/instant.ts';
import type { Json, JsonObject } from '../../kernel/json.ts';
import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import type { Entry } from '../../ledger/entry.ts';

type Member = (value: Json | undefined) => boolean;

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** The limit of an entry bundle in C2SP tlog-tiles, where the length is a uint16. */
const MAXIMUM_BYTES = 65_535;

const isText: Member = (value) => typeof value === 'string' && value !== '';
const isCount: Member = (value) => Number.isSafeInteger(value) && Number(value) > 0;
const isNullOr =
  (member: Member): Member =>
  (value) =>
    value === null || member(value);

/** In the order of their names, which is the order of RFC 8785. */
const MEMBERS: Readonly<{ [Name in keyof Entry]: Member }> = {
  actor: (value) => isObject(value) && wrongMember(value, ACTOR) === null,
  command: isText,
  data: isObject,
  position: isCount,
  previous: isNullOr((value) => typeof value === 'string' && DIGEST.test(value)),
  recordedAt: isInstant,
  stream: isText,
  streamPosition: isCount,
  type: isText,
  version: isCount,
};

const ACTOR: Readonly<{ [Name in keyof Entry['actor']]: Member }> = {
  grant: isNullOr(isCount),
  organization: isNullOr(isText),
  person: isText,
  role: (value) => ROLES.includes(value as Role),
};

/** Reads the text of an entry strictly: the one text (RFC 8785) of exactly the members of an entry, or why not. */
export function readEntryText(text: string): Result<Entry, string> {
  if (Buffer.byteLength(text) > MAXIMUM_BYTES) return err('its text is longer than 65,535 bytes');
  const value = readCanonical(text);
  if (value === undefined) return err('its text is not canonical JSON (RFC 8785)');
  if (!isObject(value)) return err('its text is not an object');
  const wrong = wrongMember(value, MEMBERS);
  // The members were just compared with those of an entry.
  return wrong === null ? ok(value as unknown as Entry) : err(wrong);
}

/** Undefined for a text that is not JSON, not canonical, or nested beyond all measure. */
function readCanonical(text: string): Json | undefined {
  try {
    // What JSON.parse gives is JSON by definition.
    const value = JSON.parse(text) as Json;
    return isPlainlyCanonical(text, value) || canonicalJson(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * RFC 8785 writes values as ECMAScript does and sorts the names, so that this suffices, at a fraction of the price of
 * writing anew. Escaped surrogates, and names that ECMAScript sorts otherwise, are left to the one who writes.
 */
function isPlainlyCanonical(text: string, value: Json): boolean {
  return JSON.stringify(value) === text && !text.includes('\\ud') && hasSortedNames(value);
}

function hasSortedNames(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (isArray(value)) return value.every(hasSortedNames);
  let before = '';
  for (const name in value) {
    if (name < before || !hasSortedNames(value[name] ?? null)) return false;
    before = name;
  }
  return true;
}

function wrongMember(value: JsonObject, members: Readonly<Record<string, Member>>): string | null {
  const names = Object.keys(members);
  const found = Object.keys(value);
  if (found.length !== names.length || !names.every((name, place) => name === found[place])) {
    return 'its members are not those of an entry';
  }
  const wrong = names.find((name) => !members[name]?.(value[name]));
  return wrong === undefined ? null : `its member ${wrong} is not what it should be`;
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isInstant(value: Json | undefined): boolean {
  if (typeof value !== 'string' || !INSTANT_PATTERN.test(value)) return false;
  const milliseconds = millisecondsOf(value);
  return !Number.isNaN(milliseconds) && toInstant(milliseconds) === value;
}
