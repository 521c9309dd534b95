import { z } from 'zod';

import { defineEvent, DigestText } from '../event.ts';
import type { EventOf } from '../event.ts';
import { BilingualText, EditionCode, InstrumentCode } from './values.ts';

/** An edition was published: from now on it never changes. `digest` names its canonical bytes. */
const InstrumentPublished = defineEvent(
  'InstrumentPublished',
  1,
  z.strictObject({
    instrument: InstrumentCode,
    edition: EditionCode,
    digest: DigestText,
    title: BilingualText,
    engine: z.string(),
    indicators: z.int().positive(),
    /** How many of its values rest on no source that was found. */
    illustrative: z.int().nonnegative(),
  }),
);

export const instrumentEvents = [InstrumentPublished] as const;

export type InstrumentEvent = EventOf<(typeof instrumentEvents)[number]>;
