import type { Authority } from '../domain/access.ts';
import type { Decided, Refusal } from '../domain/decider.ts';
import type { DomainEvent } from '../domain/event.ts';
import type { Digest } from '../kernel/digest.ts';
import type { Instant } from '../kernel/instant.ts';
import { err, ok } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import { leafHash } from '../merkle/hash.ts';
import type { Catalogue } from './catalogue.ts';
import type { AcceptedCommand } from './commands.ts';
import type { Content } from './content.ts';
import { encodeEntry, parseEntry, recordedEntry } from './entry.ts';
import type { Entry, RecordedEntry } from './entry.ts';
import { joinSealed, NOTHING_SEALED, sealAll } from './sealed/write.ts';
import type { SealedRows, Sealing } from './sealed/write.ts';
import { evolveFolded } from './states.ts';
import type { Folded } from './states.ts';
import { inputDigestOf } from './submission.ts';
import type { Job } from './submission.ts';

/** What a batch is about to write. It grows command by command; nothing of it counts before the commit. */
export type Draft = {
  readonly now: Instant;
  readonly entries: RecordedEntry[];
  readonly commands: AcceptedCommand[];
  readonly contents: Content[];
  /** The streams that the batch has touched, as they are after it. */
  readonly folded: Map<string, Folded>;
  sealed: SealedRows;
  position: number;
  bytes: number;
};

/** What one command adds to the draft, if it is accepted. */
export type Addition = Readonly<{
  entries: readonly RecordedEntry[];
  folded: Folded;
  sealed: SealedRows;
  inputDigest: Digest;
}>;

export function createDraft(position: number, now: Instant): Draft {
  return {
    now,
    position,
    bytes: 0,
    entries: [],
    commands: [],
    contents: [],
    folded: new Map(),
    sealed: NOTHING_SEALED,
  };
}

/** Encodes, hashes, seals and folds the events of one command, without touching the draft. */
export function prepareAddition(
  draft: Draft,
  job: Job,
  { under, events }: Decided<DomainEvent>,
  { catalogue, folded, sealing }: Readonly<{ catalogue: Catalogue; folded: Folded; sealing: Sealing }>,
): Result<Addition, Refusal> {
  const { submission } = job;
  const entries: RecordedEntry[] = [];
  let after = folded;
  for (const event of events) {
    catalogue.check(event);
    const encoded = encode({
      position: draft.position + entries.length + 1,
      stream: submission.stream,
      streamPosition: after.streamPosition + 1,
      type: event.type,
      version: catalogue.currentVersion(event.type),
      recordedAt: draft.now,
      actor: { person: submission.person, ...authority(under) },
      command: submission.commandId,
      previous: after.leafHash,
      data: event.data,
    });
    if (!encoded.ok) return err(encoded.error);
    entries.push(encoded.value);
    after = evolveFolded(catalogue, after, encoded.value);
  }
  const erased = erasedBy(events, catalogue);
  // What the events commit to; a key that is gone is refused where the sealing is.
  const sealed = { ...sealAll(sealing, submission.seals ?? []), erased };
  const inputDigest = inputDigestOf(job, sealing.keys) ?? job.inputDigest;
  return ok({ entries, folded: after, sealed, inputDigest });
}

export function addToDraft(draft: Draft, job: Job, addition: Addition, items: AcceptedCommand['items']): void {
  const { submission } = job;
  const { entries, folded, sealed, inputDigest } = addition;
  const firstPosition = draft.position + 1;
  draft.position += entries.length;
  draft.bytes += entries.reduce((bytes, { entry }) => bytes + entry.length, 0);
  draft.entries.push(...entries);
  draft.folded.set(submission.stream, folded);
  const { person: actor, commandId } = submission;
  draft.commands.push({ actor, commandId, inputDigest, firstPosition, lastPosition: draft.position, items });
  if (submission.content) draft.contents.push(submission.content);
  draft.sealed = joinSealed(draft.sealed, sealed);
}

/** Whose sealed values the events destroy. */
export function erasedBy(events: readonly DomainEvent[], catalogue: Catalogue): readonly string[] {
  return events.map((event) => catalogue.erases(event)).filter((person) => person !== null);
}

/** The event is read back from its own text, so that what is folded now is what every replay will fold. */
function encode(entry: Entry): Result<RecordedEntry, Refusal> {
  const encoded = encodeEntry(entry);
  if (!encoded.ok) return encoded;
  const stored = { entry: encoded.value, leafHash: leafHash(encoded.value) };
  const written = parseEntry(stored.entry);
  return ok(recordedEntry(stored, written, written));
}

function authority({ role, organization, grant }: Authority): Authority {
  return { role, organization, grant };
}
