import { z } from 'zod';

/** Home Ministry (Kemendagri) code of a province, regency or city: `64`, `64.71`. */
export const JurisdictionCode = z.string().regex(/^\d{2}(\.\d{2})?$/);

/** An organization within its jurisdiction: `dinas-kesehatan`, `BALAI-2`. */
export const OrganizationCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,47}$/);

/** A reporting unit: a jurisdiction (`64.71`) or an organization of one (`63/BALAI-2`). */
export const UnitCode = z.string().regex(/^\d{2}(\.\d{2})?(\/[A-Za-z0-9][A-Za-z0-9-]{0,47})?$/);

/** `AKSI_HAM-2025-B12`, `KKPHAM-2022`. */
export const CycleCode = z.string().regex(/^[A-Z][A-Z0-9_]{1,31}-\d{4}(-[A-Z0-9]{1,8})?$/);

/** An opaque identifier; never a name, because entries hold no personal data. */
export const PersonId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/);

export type UnitParts = Readonly<{ jurisdiction: string; organization: string | null }>;

/** The jurisdiction a unit belongs to, and its organization where the unit is one. */
export function unitParts(unit: string): UnitParts {
  const [jurisdiction = unit, organization] = unit.split('/');
  return { jurisdiction, organization: organization ?? null };
}

/** The province of a jurisdiction or unit. */
export function provinceOf(code: string): string {
  return code.slice(0, 2);
}
