import type { GraphqlContext } from './context.ts';
import { badInput } from './errors.ts';
import type { Moment } from './moment.ts';

export type GlobalId = Readonly<{ typename: string; id: string }>;

/** The types that have ids. */
const NODE_TYPES = ['Jurisdiction', 'Organization', 'Person', 'Instrument', 'Cycle', 'Report', 'Event'];

const KEY = /^(?<key>.+?)(?:@(?<position>\d{1,16}))?$/;

/** Keys are made of codes: visible ASCII, the longest of them the id of a person with a position. */
const GLOBAL_ID = /^(?<typename>[A-Za-z]+):(?<id>[\x21-\x7e]{1,160})$/;

/** The part of a global id that names the object: of a past moment with the position, so that no cache merges two moments. */
export function momentKey(key: string, { pinned, position }: Moment): string {
  return pinned ? `${key}@${position}` : key;
}

/** The key that `momentKey` wrote, whatever the moment. */
export function keyOf(id: string): string {
  return KEY.exec(id)?.groups?.['key'] ?? id;
}

/** The moment and the key that `momentKey` wrote. */
export async function parseMomentKey(
  id: string,
  context: GraphqlContext,
): Promise<Readonly<{ key: string; at: Moment }>> {
  const { key = id, position } = KEY.exec(id)?.groups ?? {};
  return { key, at: await context.at(position === undefined ? null : { position: Number(position) }) };
}

export function decodeGlobalId(text: string, { locale }: GraphqlContext): GlobalId {
  const decoded = GLOBAL_ID.exec(decodeBase64(text));
  const { typename, id } = decoded?.groups ?? {};
  if (typename && id && NODE_TYPES.includes(typename)) return { typename, id };
  throw badInput({ id: 'Pengenal itu bukan dari sini.', en: 'That id is not one of ours.' }, locale);
}

/** Ids are ASCII. */
export function encodeBase64(text: string): string {
  return btoa(text);
}

export function decodeBase64(text: string): string {
  return new TextDecoder().decode(Uint8Array.from(binaryOf(text), (character) => character.codePointAt(0) ?? 0));
}

/** Empty where the text is not base64. */
function binaryOf(text: string): string {
  try {
    return atob(text);
  } catch {
    return '';
  }
}
