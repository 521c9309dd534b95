import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { connect } from '../database/connect.ts';
import type { SampleUpload, SampleUploads } from '../demo/sample-uploads.ts';
import type { DocumentStore } from '../document/store.ts';
import type { Digest } from '../kernel/digest.ts';

export type Keeping = Readonly<{ store: DocumentStore; home: string; applicationUrl: string }>;

/** Each waits for the disk several times over. */
const FILES_AT_ONCE = 16;

/** A statement takes 65,534 parameters. */
const ROWS_AT_ONCE = 1000;

/** Stores the documents of the demo and records who uploaded them, as if they had come over HTTP at the told moments. */
export function keepSamples({ store, home, applicationUrl }: Keeping): (documents: SampleUploads) => Promise<void> {
  return async ({ files, uploads }) => {
    const folder = await mkdtemp(join(home, 'demo-documents-'));
    try {
      const waiting = [...files];
      const keepOne = async (): Promise<void> => {
        for (let file = waiting.pop(); file; file = waiting.pop()) await keep(store, folder, file);
      };
      await Promise.all(Array.from({ length: FILES_AT_ONCE }, keepOne));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    await recordUploads(applicationUrl, uploads);
  };
}

async function keep(
  store: DocumentStore,
  folder: string,
  { digest, text }: Readonly<{ digest: Digest; text: string }>,
): Promise<void> {
  // A demo that was interrupted and is told again finds its documents where it left them.
  if ((await store.size(digest)) !== null) return;
  const path = join(folder, digest.slice('sha256:'.length));
  await writeFile(path, text, 'latin1');
  await store.put(digest, path);
}

/** Who uploaded what: decisions on documents ask it, wherever the bytes are. */
export async function recordUploads(applicationUrl: string, uploads: readonly SampleUpload[]): Promise<void> {
  const rows = uploads.map(({ digest, owner, person, bytes, mediaType, at }) => ({
    ...{ id: crypto.randomUUID(), digest, owner, person, bytes },
    ...{ media_type: mediaType, uploaded_at: at, scan: 'NOT_SCANNED' },
  }));
  const sql = connect(applicationUrl, { max: 1, name: 'jejak demo' });
  try {
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      await sql`insert into document_upload ${sql(rows.slice(from, from + ROWS_AT_ONCE))}`;
    }
  } finally {
    await sql.end();
  }
}
