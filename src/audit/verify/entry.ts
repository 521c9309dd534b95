import { z } from 'zod';

import { ROLES } from '../../domain/access.ts';
import { DigestText, InstantText } from '../../domain/event.ts';
import type { DomainEvent, Recorded } from '../../domain/event.ts';
import { upcast } from '../../domain/upcast.ts';
import type { Digest } from '../../kernel/digest.ts';
import { millisecondsOf } from '../../kernel/instant.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import { hashLeaf, toDigest } from '../../merkle/hash.ts';
import type { Hash } from '../../merkle/hash.ts';
import { readCanonical } from './canonical.ts';

/** An entry of `events.jsonl`: the event in its current version, and what its exact text hashes to. */
export type BundledEntry = Recorded & Readonly<{ text: string; leaf: Hash; leafHash: Digest; previous: Digest | null }>;

/** The limit of an entry bundle in C2SP tlog-tiles, where the length is a uint16. */
const MAXIMUM_BYTES = 65_535;

const Name = z.string().min(1).max(200);
const Position = z.int().positive();

const Data = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null && !Array.isArray(value));

const Entry = z.strictObject({
  position: Position,
  stream: Name,
  streamPosition: Position,
  type: Name,
  version: Position,
  recordedAt: InstantText.refine((value) => !Number.isNaN(millisecondsOf(value))),
  actor: z.strictObject({
    person: Name,
    role: z.enum(ROLES),
    organization: Name.nullable(),
    grant: Position.nullable(),
  }),
  command: Name,
  previous: DigestText.nullable(),
  data: Data,
});

type Entry = z.infer<typeof Entry>;

/** The entry that a line is, or what is wrong with the line. */
export function readEntry(text: string): Result<BundledEntry, string> {
  if (Buffer.byteLength(text) > MAXIMUM_BYTES) return err(`is longer than ${MAXIMUM_BYTES} bytes`);
  const read = readCanonical(text, Entry);
  if (!read.ok) return read;
  const event = currentEvent(read.value);
  if (!event.ok) return event;
  const { position, stream, streamPosition, recordedAt, actor, previous } = read.value;
  const leaf = hashLeaf(text);
  const place = { position, stream, streamPosition, recordedAt, actor };
  return ok({ ...event.value, ...place, text, leaf, leafHash: toDigest(leaf), previous });
}

/** A type or version that is unknown here stops the reading: left out, it would tell another story. */
function currentEvent({ type, version, data }: Entry): Result<DomainEvent, string> {
  try {
    return ok(upcast(type, version, data));
  } catch {
    return err(`is no ${type} of version ${version} that is known here`);
  }
}
