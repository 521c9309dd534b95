import type { Digest } from '../../kernel/digest.ts';

/** What a scanner said of an upload. PENDING: it has not looked yet. */
export type UploadScan = 'NOT_SCANNED' | 'PENDING' | 'CLEAN' | 'INFECTED';

/**
 * The bytes of a digest as the store has them. `owners`: in whose names they were uploaded and are kept, with what was found in
 * the last upload of each. `infected`: by the last verdict on these bytes, whoever brought them.
 */
export type Uploaded = Readonly<{
  bytes: number;
  mediaType: string;
  owners: ReadonlyMap<string, UploadScan>;
  infected: boolean;
  erasedBy: number | null;
}>;

/** Of the digests that a command names. */
export type Uploads = ReadonlyMap<Digest, Uploaded>;
