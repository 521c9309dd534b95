import { z } from 'zod';

import { CycleCode, JurisdictionCode, OrganizationCode, PersonId, UnitCode } from '../../domain/codes.ts';
import { DecimalText, DigestText, InstantText, text } from '../../domain/event.ts';
import { EditionCode, IndicatorCode, InstrumentCode, PeriodCode, PointsText } from '../../domain/instrument/index.ts';
import { field, trimmed } from './field.ts';
import type { Field } from './field.ts';

/** As many as one screen decides on at once, and as fit into one batch of the ledger. */
export const MOST_ITEMS = 200;

/** Every indicator of the largest edition. */
export const MOST_INDICATORS = 500;

const Position = z.int().positive();

export const unit = trimmed(UnitCode, 'Code of the reporting unit: `64.71`, `63/BALAI-2`.');
export const cycle = trimmed(CycleCode, 'Code of the cycle: `AKSI_HAM-2025-B12`.');
export const jurisdiction = trimmed(JurisdictionCode, 'Home Ministry code of the place: `64`, `64.71`.');
export const organization = trimmed(OrganizationCode, 'Code of the organization within its place: `dinas-kesehatan`.');
export const person = trimmed(PersonId, 'Opaque id of the person; never a name.');
export const instrument = trimmed(InstrumentCode, 'Code of the instrument: `AKSI_HAM`.');
export const edition = trimmed(EditionCode, 'Code of the edition of the instrument.');
export const period = trimmed(PeriodCode, 'Code of the period, as the edition names it.');
export const indicator = trimmed(IndicatorCode, 'Code of the indicator, as the edition names it.');

export const seen = field(
  'Position',
  Position,
  'The position the screen was read at. What has changed since is never decided on unseen.',
);

export const expectedRevision = field(
  'Int',
  z.int().nonnegative(),
  'The revision the answer has on the screen; 0 where it is not answered. Another one now: CONFLICT.',
);

export function words(maximum: number, description: string): Field<string> {
  return trimmed(text(maximum), description);
}

/** Blank counts as absent. */
export function optionalWords(maximum: number, description: string): Field<string | null> {
  const schema = z
    .string()
    .trim()
    .nullish()
    .transform((value) => value || null)
    .pipe(text(maximum).nullable());
  return { ...field('String', schema, description), required: false };
}

export function moment(description: string): Field<string> {
  return field('DateTime', InstantText, description);
}

/** A day that exists, in the unit's own calendar. */
export function day(description: string): Field<string> {
  return trimmed(z.iso.date(), `${description} A day in the calendar of the unit: \`2025-12-31\`.`);
}

export function decimal(description: string): Field<string> {
  return field('Decimal', DecimalText, description);
}

export function points(description: string): Field<string> {
  return field('Decimal', PointsText, description);
}

export function digest(description: string): Field<z.infer<typeof DigestText>> {
  return field('Digest', DigestText, description);
}

export function position(description: string): Field<number> {
  return field('Position', Position, description);
}
