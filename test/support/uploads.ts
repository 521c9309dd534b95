import { randomUUID } from 'node:crypto';

import type { ISql } from 'postgres';

import { documentsOf } from '../../src/domain/report/index.ts';
import type { Uploaded, Uploads } from '../../src/domain/report/index.ts';
import type { Digest } from '../../src/kernel/digest.ts';
import { targeted } from '../../src/usecase/command.ts';
import type { Handle } from '../../src/usecase/handle.ts';

/** An upload as a test states it. */
export type Brought = Readonly<{
  digest: Digest;
  owner: string;
  bytes: number;
  mediaType: string;
  scan?: 'NOT_SCANNED' | 'PENDING' | 'CLEAN' | 'INFECTED';
  at?: string;
}>;

/** Records that so many bytes of a type were uploaded in somebody's name, as who stores bytes records it. */
export async function bring(sql: ISql, brought: readonly Brought[]): Promise<readonly string[]> {
  const rows = brought.map(({ digest, owner, bytes, mediaType, scan = 'NOT_SCANNED', at }) => ({
    id: randomUUID(),
    digest,
    owner,
    person: 'somebody',
    bytes,
    media_type: mediaType,
    scan,
    uploaded_at: at ?? new Date(),
  }));
  if (rows.length > 0) await sql`insert into document_upload ${sql(rows)}`;
  return rows.map(({ id }) => id);
}

/**
 * Uploads whatever a command is about to name, in the name of every organization and place its sender reports for: for
 * stories that are not about who brought what. The bytes themselves are nowhere.
 */
export function withUploads(handle: Handle, sql: ISql): Handle {
  return async (request) => {
    const { person } = request;
    const target = targeted(request.command);
    const claims = target.kind === 'report' ? documentsOf(target.command) : [];
    if (claims.length > 0) {
      const owners = await ownersFor(sql, person);
      await bring(
        sql,
        claims.flatMap(({ digest, bytes, mediaType }) =>
          owners.map((owner) => ({ digest, owner, bytes: bytes ?? 1000, mediaType: mediaType ?? 'application/pdf' })),
        ),
      );
    }
    return handle(request);
  };
}

async function ownersFor(sql: ISql, person: string): Promise<readonly string[]> {
  const rows = await sql<{ owner: string }[]>`
    select distinct concat_ws('/', one ->> 'jurisdiction', one ->> 'organization') as owner
    from person, jsonb_array_elements(body -> 'grants') as one
    where key = ${person} and to_position = 9223372036854775807`;
  return rows.map(({ owner }) => owner);
}

/** Every digest was uploaded by everybody, and is what the samples say of documents. */
export const EVERYTHING_UPLOADED: Uploads = mapOfAll<Digest, Uploaded>({
  bytes: 1024,
  mediaType: 'application/pdf',
  owners: mapOfAll<string, 'NOT_SCANNED'>('NOT_SCANNED'),
  infected: false,
  erasedBy: null,
});

function mapOfAll<Key, Value>(value: Value): ReadonlyMap<Key, Value> {
  return Object.assign(new Map<Key, Value>(), { get: () => value });
}
