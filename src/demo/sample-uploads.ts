import { unitParts } from '../domain/codes.ts';
import { documentsOf } from '../domain/report/index.ts';
import type { Digest } from '../kernel/digest.ts';
import type { Instant } from '../kernel/instant.ts';
import { targeted } from '../usecase/command.ts';
import type { Reference } from '../usecase/reference.ts';
import type { Step } from './step.ts';
import { sampleFile } from './verbs/sample-document.ts';
import type { SampleFile } from './verbs/sample-document.ts';

/** Who of the stories uploaded what, in whose name, and when. */
export type SampleUpload = Readonly<{
  digest: Digest;
  owner: string;
  person: string;
  bytes: number;
  mediaType: string;
  at: Instant;
}>;

export type SampleUploads = Readonly<{ files: readonly SampleFile[]; uploads: readonly SampleUpload[] }>;

/** The documents that the steps name, with their bytes: each once, and once for each organization that puts it forward. */
export function sampleUploads(steps: readonly Step[], { editions }: Reference): SampleUploads {
  const uploads = firstOfEach(steps.flatMap(uploadsOf));
  const named = new Set(uploads.map(({ digest }) => digest));
  const evidence = editions.flatMap(({ edition }) =>
    edition.dimensions.flatMap(({ indicators }) => indicators.flatMap((indicator) => indicator.evidence)),
  );
  const all = evidence.flatMap((one) => [sampleFile(one, {}), sampleFile(one, { corrected: true })]);
  const files = new Map(all.filter(({ digest }) => named.has(digest)).map((file) => [file.digest, file]));
  return { files: [...files.values()], uploads };
}

function uploadsOf({ at, person, command }: Step): readonly SampleUpload[] {
  // Which documents a step names does not depend on what its person has seen.
  const target = targeted(command(1));
  if (target.kind !== 'report') return [];
  const owner = ownerFor(person, target.command.unit);
  return documentsOf(target.command).flatMap(({ digest, bytes, mediaType }) =>
    bytes === null || mediaType === null ? [] : [{ digest, owner, person, bytes, mediaType, at }],
  );
}

/** Reporters upload for their agency, coordinators for their place. */
function ownerFor(person: string, unit: string): string {
  const { jurisdiction } = unitParts(unit);
  const reporting = `${jurisdiction}.reporter.`;
  return person.startsWith(reporting) ? `${jurisdiction}/${person.slice(reporting.length)}` : unit;
}

function firstOfEach(uploads: readonly SampleUpload[]): readonly SampleUpload[] {
  const first = new Map<string, SampleUpload>();
  for (const upload of uploads.toSorted((a, b) => (a.at < b.at ? -1 : 1))) {
    const key = `${upload.digest} ${upload.owner}`;
    if (!first.has(key)) first.set(key, upload);
  }
  return [...first.values()];
}
