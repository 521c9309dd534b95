import { z } from 'zod';

/** What a scanner found in the bytes of one upload. */
export const VERDICTS = ['CLEAN', 'INFECTED'] as const;

export const Verdict = z.enum(VERDICTS);

export type Verdict = z.infer<typeof Verdict>;

/** An upload is known by a UUID. */
export const UploadId = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

/** What a scanner says of itself and of what it found: names of malware and versions, nothing personal. */
export const SCANNER_TEXT_MAXIMUM = 200;
