import { and, count, desc, eq, inArray, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';

import { documentUpload } from '../document/tables.ts';
import type { Upload } from '../document/uploads.ts';
import { documentReferenceTable } from '../projection/tables.ts';
import type { At, Reader } from './reader.ts';
import { heldAt } from './rows.ts';
import { uploadOwnersIn } from './upload-owners.ts';
import type { Viewer } from './visibility.ts';

export type { Upload };

/** The place of an upload in the order: the moment it was recorded at, then its id. */
export type UploadCursor = Readonly<{ uploadedAt: string; id: string }>;

export type ReportName = Readonly<{ unit: string; cycle: string }>;

/** The newest first: what the viewer brought, and what anybody brought in a name that the viewer may bring documents in. */
export async function uploadsFor(
  { database }: Reader,
  viewer: Viewer,
  { after, limit }: Readonly<{ after: UploadCursor | null; limit: number }>,
): Promise<readonly Upload[]> {
  const beyond = after
    ? sql`(${documentUpload.uploadedAt}, ${documentUpload.id}) < (${after.uploadedAt}::timestamptz, ${after.id}::uuid)`
    : undefined;
  return database
    .select()
    .from(documentUpload)
    .where(and(broughtFor(viewer), beyond))
    .orderBy(desc(documentUpload.uploadedAt), desc(documentUpload.id))
    .limit(limit);
}

export async function countUploads({ database }: Reader, viewer: Viewer): Promise<number> {
  const [row] = await database.select({ found: count() }).from(documentUpload).where(broughtFor(viewer));
  return row?.found ?? 0;
}

/** Reports of one place that refer to bytes, by `<digest> <jurisdiction>`: what others refer to is no business of it. */
export async function reportsReferringTo(
  { database }: Reader,
  at: At,
  keys: readonly string[],
): Promise<readonly (readonly ReportName[])[]> {
  const asked = keys.map((key) => key.split(' ', 2)).map(([digest = '', place = '']) => ({ digest, place }));
  const { digest, report } = documentReferenceTable;
  const found = await database
    .select({ digest, report })
    .from(documentReferenceTable)
    .where(and(inArray(digest, unique(asked.map((one) => one.digest))), heldAt(documentReferenceTable, at)))
    .orderBy(report);
  const referring = found.map((one) => ({ ...one, ...nameOf(one.report ?? '') }));
  return asked.map((one) => referring.filter((other) => other.digest === one.digest && other.place === one.place));
}

/** Nobody learns from the list what others brought: the same bytes of another owner are another row. */
function broughtFor(viewer: Viewer): SQL | undefined {
  const owners = uploadOwnersIn(viewer.grants, viewer.now);
  return or(
    viewer.person === null ? sql`false` : eq(documentUpload.person, viewer.person),
    owners.length > 0 ? inArray(documentUpload.owner, [...owners]) : undefined,
  );
}

/** `<unit>/<cycle>`, where the unit may hold a slash: its place is what stands before the first one. */
function nameOf(report: string): ReportName & Readonly<{ place: string }> {
  const last = report.lastIndexOf('/');
  return { unit: report.slice(0, last), cycle: report.slice(last + 1), place: report.split('/', 1)[0] ?? '' };
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
