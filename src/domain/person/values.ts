import { z } from 'zod';

import type { Digest } from '../../kernel/digest.ts';
import { ROLES } from '../access.ts';
import { DigestText, text } from '../event.ts';

/** The roles that can be granted; SYSTEM is nobody's. */
export const GrantableRole = z.enum(ROLES).exclude(['SYSTEM']);

export type GrantableRole = z.infer<typeof GrantableRole>;

/** What a token of a machine may do: ask, change, take away. */
export const ApiTokenScope = z.enum(['READ', 'WRITE', 'EXPORT']);

export type ApiTokenScope = z.infer<typeof ApiTokenScope>;

/** 96 bits of chance: no two tokens share one. */
export const ApiTokenId = z.string().regex(/^[0-9a-f]{24}$/);

/** Whoever runs a machine looks after it once a year. */
export const API_TOKEN_DAYS_MAXIMUM = 366;

/** More than the machines of one office; few enough to be looked through. */
export const API_TOKENS_MAXIMUM = 20;

/** Roles that are held for one organization of one place. */
export const ROLES_OF_AN_ORGANIZATION: readonly GrantableRole[] = ['REPORTER'];

/** A right is lent for a leave or an absence; whoever is gone for longer is replaced. */
export const DELEGATION_DAYS_MAXIMUM = 90;

/** As long as it takes to get a right in the ordinary way, weekends aside. */
export const GLASS_DAYS = 1;

/** Long enough to say something: a word is no reason. */
export const GlassReason = text(500).min(20);

/** Commitments to what is known of a person; the values themselves are sealed. */
export const Personal = z.strictObject({
  name: DigestText.nullable(),
  phone: DigestText.nullable(),
  identityNumber: DigestText.nullable(),
});

export type Personal = z.infer<typeof Personal>;

/** What is known of a person, as it was said. */
export type PersonalData = Readonly<Record<keyof Personal, string | null>>;

export function commitmentsOf(personal: Personal | null): readonly Digest[] {
  return personal ? [personal.name, personal.phone, personal.identityNumber].filter((one) => one !== null) : [];
}
