import type { Instant } from '../kernel/instant.ts';

export const ROLES = [
  'ADMINISTRATOR',
  'COORDINATOR',
  'REPORTER',
  'PROVINCIAL_REVIEWER',
  'REGIONAL_REVIEWER',
  'ASSESSOR',
  'INSPECTOR',
  'MEDIATOR',
  'AUDITOR',
  'SYSTEM',
] as const;

export type Role = (typeof ROLES)[number];

/**
 * A right that the ledger itself gave to a person. `position` is the entry that gave it. `jurisdiction` is the root of
 * the subtree it covers (null: the nation); `organization` narrows it to one organization of that place.
 */
export type Grant = Readonly<{
  position: number;
  role: Exclude<Role, 'SYSTEM'>;
  jurisdiction: string | null;
  organization: string | null;
  validFrom: Instant;
  validUntil: Instant | null;
  revokedAt: Instant | null;
}>;

/** Under what a command was decided: a role, for an organization where the role has one, by the grant's position. */
export type Authority = Readonly<{ role: Role; organization: string | null; grant: number | null }>;

/** Who stands in an entry. */
export type Actor = Authority & Readonly<{ person: string }>;

/** The authority of what no person does: the opening of the ledger, the passing of deadlines. */
export const SYSTEM_AUTHORITY: Authority = { role: 'SYSTEM', organization: null, grant: null };

export const SYSTEM_PERSON = 'system';

/** What a command needs: one of these roles, over this place, for this organization where the role is bound to one. */
export type Need = Readonly<{ roles: readonly Role[]; unit: string | null; organization?: string | null }>;

/** Is the unit the jurisdiction itself or below it? Codes nest as text: `64` holds `64.71` and `64/BALAI-2`. */
export function isWithin(unit: string, jurisdiction: string): boolean {
  return unit === jurisdiction || unit.startsWith(`${jurisdiction}.`) || unit.startsWith(`${jurisdiction}/`);
}

export function isLive(grant: Grant, now: Instant): boolean {
  if (now < grant.validFrom) return false;
  if (grant.validUntil !== null && now >= grant.validUntil) return false;
  return grant.revokedAt === null || now < grant.revokedAt;
}

/** The first live grant that satisfies the need, as the authority to write into the entry; null where there is none. */
export function authorityFor(need: Need, grants: readonly Grant[], now: Instant): Authority | null {
  const grant = grants.find((candidate) => isLive(candidate, now) && satisfies(candidate, need));
  return grant ? { role: grant.role, organization: grant.organization, grant: grant.position } : null;
}

function satisfies(grant: Grant, need: Need): boolean {
  if (!need.roles.includes(grant.role)) return false;
  if (!covers(grant, need.unit)) return false;
  return need.organization === undefined || grant.organization === null || grant.organization === need.organization;
}

/** A need without a place (`unit: null`) asks for a grant over the nation. */
function covers(grant: Grant, unit: string | null): boolean {
  if (grant.jurisdiction === null) return true;
  return unit !== null && isWithin(unit, grant.jurisdiction);
}
