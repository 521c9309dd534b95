import { z } from 'zod';

import { defineEvent, DigestText, text } from '../event.ts';
import type { EventOf } from '../event.ts';
import { SCANNER_TEXT_MAXIMUM, UploadId, Verdict } from './values.ts';

/** A scanner looked at the bytes of one upload. `signature`: the malware it recognised; null where it found none. */
const DocumentScanned = defineEvent(
  'DocumentScanned',
  1,
  z.strictObject({
    digest: DigestText,
    upload: UploadId,
    verdict: Verdict,
    signature: text(SCANNER_TEXT_MAXIMUM).nullable(),
    engine: text(SCANNER_TEXT_MAXIMUM),
  }),
);

/**
 * The bytes are destroyed from here on, wherever they are referred to: by law, on the order of an authority. Whoever verifies
 * is told of this entry instead of missing them.
 */
const DocumentBytesErased = defineEvent(
  'DocumentBytesErased',
  1,
  z.strictObject({ digest: DigestText, ground: text(1000), authority: text(500) }),
);

export const documentEvents = [DocumentScanned, DocumentBytesErased] as const;

export type DocumentEvent = EventOf<(typeof documentEvents)[number]>;
