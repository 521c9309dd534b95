import { z } from 'zod';

import { JurisdictionCode, OrganizationCode, PersonId } from '../codes.ts';
import { defineEvent, InstantText, text } from '../event.ts';
import type { EventOf } from '../event.ts';
import { GlassReason, GrantableRole } from './values.ts';

/** A person became known by an opaque id. `label` says the function ("assessor 2"), never a name. */
const PersonRegistered = defineEvent('PersonRegistered', 1, z.strictObject({ person: PersonId, label: text(120) }));

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

export const personEvents = [
  PersonRegistered,
  RoleGranted,
  RoleRevoked,
  RoleDelegated,
  DelegationWithdrawn,
  GlassBroken,
] as const;

export type PersonEvent = EventOf<(typeof personEvents)[number]>;
