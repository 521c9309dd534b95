import { z } from 'zod';

import { CycleCode, PersonId, UnitCode } from '../codes.ts';
import { defineEvent, DigestText } from '../event.ts';
import type { EventOf } from '../event.ts';
import { SheetQueryText, SheetWord, TileText } from './values.ts';

/** A person was handed the bytes of a document, as evidence of that report. */
const DocumentDisclosed = defineEvent(
  'DocumentDisclosed',
  1,
  z.strictObject({ person: PersonId, digest: DigestText, unit: UnitCode, cycle: CycleCode }),
);

/** A person was handed a sheet, as of a position; again within the same hour it is not told again. */
const SheetDisclosed = defineEvent(
  'SheetDisclosed',
  1,
  z.strictObject({
    person: PersonId,
    name: SheetWord,
    format: SheetWord,
    query: SheetQueryText,
    position: z.int().nonnegative(),
  }),
);

/** A person was handed the audit bundle of a report. */
const BundleDisclosed = defineEvent(
  'BundleDisclosed',
  1,
  z.strictObject({ person: PersonId, unit: UnitCode, cycle: CycleCode }),
);

/** A person was handed the entries of a tile of the log, as they were hashed. */
const EntriesDisclosed = defineEvent('EntriesDisclosed', 1, z.strictObject({ person: PersonId, tile: TileText }));

export const disclosureEvents = [DocumentDisclosed, SheetDisclosed, BundleDisclosed, EntriesDisclosed] as const;

export type DisclosureEvent = EventOf<(typeof disclosureEvents)[number]>;
