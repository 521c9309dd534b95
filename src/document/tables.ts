import { sql } from 'drizzle-orm';
import { bigint, customType, index, pgTable, timestamp, uuid } from 'drizzle-orm/pg-core';

import type { Digest } from '../kernel/digest.ts';

/** Text compared byte by byte, whatever the locale of the database. */
const textC = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/**
 * Who brought which bytes: a digest alone opens nothing. `owner` is the organization (`64.71/dinas-sosial`) or the unit
 * (`64.71`) in whose name they were uploaded; `scan` is what a scanner found in them, for this upload alone, so that nobody
 * learns from it whether others have the same bytes. Never deleted: `collectedAt` says that nothing referred to it in time.
 */
export const documentUpload = pgTable(
  'document_upload',
  {
    id: uuid('id').primaryKey(),
    digest: textC('digest').$type<Digest>().notNull(),
    owner: textC('owner').notNull(),
    person: textC('person').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    mediaType: textC('media_type').notNull(),
    uploadedAt: moment('uploaded_at').notNull().defaultNow(),
    scan: textC('scan').$type<'NOT_SCANNED' | 'PENDING' | 'CLEAN' | 'INFECTED'>().notNull(),
    scannedAt: moment('scanned_at'),
    collectedAt: moment('collected_at'),
  },
  (table) => [
    index('document_upload_digest').on(table.digest, table.owner),
    index('document_upload_owner').on(table.owner, table.uploadedAt),
    index('document_upload_person').on(table.person, table.uploadedAt),
    index('document_upload_kept').on(table.uploadedAt).where(sql.raw('collected_at is null')),
    index('document_upload_pending').on(table.uploadedAt).where(sql.raw(`scan = 'PENDING'`)),
  ],
);
