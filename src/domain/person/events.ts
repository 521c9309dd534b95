import { z } from 'zod';

import { JurisdictionCode, OrganizationCode, PersonId } from '../codes.ts';
import { defineEvent, DigestText, InstantText, text } from '../event.ts';
import type { EventOf } from '../event.ts';
import { ApiTokenId, ApiTokenScope, GlassReason, GrantableRole, Personal } from './values.ts';

/** A person became known by an opaque id. `label` says the function ("assessor 2"), never a name. */
const PersonRegistered1 = defineEvent('PersonRegistered', 1, z.strictObject({ person: PersonId, label: text(120) }));

/** The same with what is known of the person, by commitment; null: nothing. */
const PersonRegistered = defineEvent(
  'PersonRegistered',
  2,
  z.strictObject({ person: PersonId, label: text(120), personal: Personal.nullable() }),
);

/** What is known of the person was said anew; all of it counts, also what is no longer said. */
const PersonalDataUpdated = defineEvent(
  'PersonalDataUpdated',
  1,
  z.strictObject({ person: PersonId, personal: Personal }),
);

/** All that was sealed for the person was destroyed, and all their rights ended. `ground` and `authority` name nobody. */
const PersonErased = defineEvent(
  'PersonErased',
  1,
  z.strictObject({ person: PersonId, ground: text(500), authority: text(300) }),
);

/** A role was given, over a subtree of places and for an organization where the role is bound to one. */
const RoleGranted = defineEvent(
  'RoleGranted',
  1,
  z.strictObject({
    person: PersonId,
    role: GrantableRole,
    jurisdiction: JurisdictionCode.nullable(),
    organization: OrganizationCode.nullable(),
    validFrom: InstantText,
    validUntil: InstantText.nullable(),
  }),
);

/** The role that entry `grant` gave ended. */
const RoleRevoked = defineEvent(
  'RoleRevoked',
  1,
  z.strictObject({ person: PersonId, grant: z.int().positive(), role: GrantableRole, reason: text(500) }),
);

/** A right was lent for a limited time: whoever acts under this entry stands in for `delegatedBy`, who holds `grant`. */
const RoleDelegated = defineEvent(
  'RoleDelegated',
  1,
  z.strictObject({
    person: PersonId,
    delegatedBy: PersonId,
    grant: z.int().positive(),
    role: GrantableRole,
    jurisdiction: JurisdictionCode.nullable(),
    organization: OrganizationCode.nullable(),
    validFrom: InstantText,
    validUntil: InstantText,
    reason: text(500),
  }),
);

/** Whoever lent a right took it back before its time. */
const DelegationWithdrawn = defineEvent(
  'DelegationWithdrawn',
  1,
  z.strictObject({ person: PersonId, grant: z.int().positive(), role: GrantableRole, reason: text(500) }),
);

/** An auditor opened one more unit to themselves for a day, under a right to audit other ones. */
const GlassBroken = defineEvent(
  'GlassBroken',
  1,
  z.strictObject({
    person: PersonId,
    jurisdiction: JurisdictionCode,
    organization: OrganizationCode.nullable(),
    reason: GlassReason,
    validFrom: InstantText,
    validUntil: InstantText,
  }),
);

/** A machine may act as the person within the scopes; of the token's secret there is a hash only. */
const ApiTokenIssued = defineEvent(
  'ApiTokenIssued',
  1,
  z.strictObject({
    person: PersonId,
    token: ApiTokenId,
    hash: DigestText,
    label: text(120),
    scopes: z.array(ApiTokenScope).min(1).max(3),
    validUntil: InstantText,
  }),
);

/** A token holds no longer. */
const ApiTokenRevoked = defineEvent(
  'ApiTokenRevoked',
  1,
  z.strictObject({ person: PersonId, token: ApiTokenId, reason: text(500) }),
);

export const personEvents = [
  PersonRegistered,
  PersonalDataUpdated,
  PersonErased,
  RoleGranted,
  RoleRevoked,
  RoleDelegated,
  DelegationWithdrawn,
  GlassBroken,
  ApiTokenIssued,
  ApiTokenRevoked,
] as const;

/** Versions that are only read any more. */
export const earlierPersonEvents = [PersonRegistered1] as const;

export type PersonEvent = EventOf<(typeof personEvents)[number]>;
