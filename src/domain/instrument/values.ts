import { z } from 'zod';

import { DecimalText, text } from '../event.ts';

/** Codes appear in URLs, streams and spreadsheets: capitals, digits, `-`, `_` and `.` only. */
export const InstrumentCode = z.string().regex(/^[A-Z][A-Z0-9_]{1,31}$/);
export const EditionCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/);
export const PeriodCode = z.string().regex(/^[A-Z0-9][A-Z0-9_]{0,15}$/);
export const DimensionCode = z.string().regex(/^[A-Z0-9][A-Z0-9._-]{0,47}$/);
export const IndicatorCode = z.string().regex(/^[A-Z0-9][A-Z0-9._-]{0,47}$/);
export const EvidenceCode = z.string().regex(/^[A-Z0-9][A-Z0-9._-]{0,63}$/);
export const CheckCode = z.string().regex(/^[A-Z0-9][A-Z0-9._-]{0,63}$/);
export const OptionCode = z.string().regex(/^[A-Z][A-Z0-9_]{0,31}$/);
export const PredicateCode = z.string().regex(/^[A-Z][A-Z0-9_]{0,31}$/);
export const PartCode = z.string().regex(/^[A-Z][A-Z0-9_]{0,31}$/);

/** What an organization is competent for (tupoksi); an indicator names the mandates that may answer it. */
export const MandateCode = z.string().regex(/^[A-Z][A-Z0-9_]{0,31}$/);

export const BilingualText = z.strictObject({ id: text(500), en: text(500) });

/** Where a value comes from. A score that rests on an illustrative weight must be able to say so. */
export const Provenance = z.strictObject({
  kind: z.enum(['FOUND', 'RECALLED', 'ILLUSTRATIVE']),
  source: text(2000),
});

export type Provenance = z.infer<typeof Provenance>;

/** What kind of place or body reports. */
export const UNIT_KINDS = ['PROVINCE', 'REGENCY', 'CITY', 'ORGANIZATION'] as const;

export const UnitKind = z.enum(UNIT_KINDS);

/** A decimal that is not negative, as text: points, weights, edges. */
export const PointsText = DecimalText.refine((value) => !value.startsWith('-'), 'must not be negative');

/** `application/pdf`. */
export const MediaType = z.string().regex(/^[a-z]+\/[a-z0-9][a-z0-9.+-]{0,80}$/);

/** 200 MiB: the largest document the byte store takes. */
export const DOCUMENT_BYTES_MAXIMUM = 209_715_200;
