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
  /** Whose right it is, where its holder stands in for somebody; and the entry that gave it to them. */
  delegatedBy: string | null;
  delegatedGrant: number | null;
  /** The auditor's right under which its holder broke the glass, with which it ends; null where it was given. */
  brokenUnder: number | null;
}>;

/** What a right was lent from. */
export type Delegation = Readonly<{ person: string; grant: number }>;

/** The rights that the grants were lent from, each of which has to be in force for them to be. */
export function delegationsIn(grants: readonly Grant[]): readonly Delegation[] {
  return grants.flatMap(({ delegatedBy: person, delegatedGrant: grant }) =>
    person === null || grant === null ? [] : [{ person, grant }],
  );
}

/** A right that was lent ends with the one it was lent from: `lenders` are those of `delegationsIn`, as they stand. */
export function endedWithLender(grants: readonly Grant[], lenders: readonly Grant[]): readonly Grant[] {
  const byPosition = new Map(lenders.map((lender) => [lender.position, lender]));
  return grants.map((grant) => {
    if (grant.delegatedGrant === null) return grant;
    const ended = byPosition.get(grant.delegatedGrant)?.revokedAt ?? null;
    return ended !== null && (grant.revokedAt === null || ended < grant.revokedAt)
      ? { ...grant, revokedAt: ended }
      : grant;
  });
}

/** Under what a command was decided: a role, for an organization where the role has one, by the grant's position. */
export type Authority = Readonly<{ role: Role; organization: string | null; grant: number | null }>;

/** Who stands in an entry. */
export type Actor = Authority & Readonly<{ person: string }>;

/** The authority of what no person does: the opening of the ledger, the passing of deadlines. */
export const SYSTEM_AUTHORITY: Authority = { role: 'SYSTEM', organization: null, grant: null };

export const SYSTEM_PERSON = 'system';

/**
 * What a command needs: one of these roles, over this place (null: over the nation), for this organization where the
 * role is bound to one.
 */
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

/** Is the grant in force, or was it ever? One that was revoked before it began never was. */
export function wasLive({ validFrom, revokedAt }: Grant, now: Instant): boolean {
  return validFrom <= now && (revokedAt === null || validFrom < revokedAt);
}

/**
 * The first live grant that satisfies the need, as the authority to write into the entry; null where there is none. Who
 * holds a right of their own needs no lent one: they stand in for nobody.
 */
export function authorityFor(need: Need, grants: readonly Grant[], now: Instant): Authority | null {
  const fitting = grants.filter((candidate) => isLive(candidate, now) && satisfies(candidate, need));
  const grant = fitting.find(({ delegatedBy }) => delegatedBy === null) ?? fitting[0];
  return grant ? authorityOf(grant) : null;
}

/** What is written into an entry that is recorded under the grant. */
export function authorityOf({ role, organization, position }: Grant): Authority {
  return { role, organization, grant: position };
}

function satisfies(grant: Grant, need: Need): boolean {
  if (!need.roles.includes(grant.role)) return false;
  if (need.unit === null ? grant.jurisdiction !== null : !coversUnit(grant, need.unit)) return false;
  if (isOfAnotherUnit(grant, need.unit)) return false;
  if (grant.role === 'COORDINATOR' || need.organization === undefined) return true;
  return grant.organization === null || grant.organization === need.organization;
}

/** A coordinator of an organization coordinates the report of that unit, not that of its place. */
function isOfAnotherUnit({ role, jurisdiction, organization }: Grant, unit: string | null): boolean {
  return role === 'COORDINATOR' && organization !== null && unit !== [jurisdiction, organization].join('/');
}

/** What tells which units a right reaches. */
export type Reach = Pick<Grant, 'role' | 'jurisdiction'> & Partial<Pick<Grant, 'organization' | 'brokenUnder'>>;

/**
 * Whoever reports does so for one place; reviewing, assessing and reading reach into everything below it; a broken glass
 * opens one place or one organization of it, and nothing below.
 */
export function coversUnit(reach: Reach, unit: string): boolean {
  const root = rootOf(reach);
  if (root === null) return true;
  return reachesBelow(reach) ? isWithin(unit, root) : unit === root || unit.startsWith(`${root}/`);
}

/** The place, or the organization of it, that a right reaches; null: the nation. */
export function rootOf({ jurisdiction, organization, brokenUnder }: Reach): string | null {
  const isOne = isGlass(brokenUnder) && jurisdiction !== null && organization;
  return isOne ? `${jurisdiction}/${organization}` : jurisdiction;
}

/** Does a right reach the places below its own? */
export function reachesBelow({ role, brokenUnder }: Reach): boolean {
  return !reports(role) && !isGlass(brokenUnder);
}

function isGlass(brokenUnder: number | null | undefined): boolean {
  return brokenUnder !== null && brokenUnder !== undefined;
}

/** Roles of those who report; none of them decides on what their own place reported. */
export function reports(role: Role): boolean {
  return role === 'COORDINATOR' || role === 'REPORTER';
}

/** Roles of those who decide on what was reported. */
export function decidesOnReports(role: Role): boolean {
  return role === 'PROVINCIAL_REVIEWER' || role === 'REGIONAL_REVIEWER' || role === 'ASSESSOR';
}

/** The grants of those whose rights somebody holds on loan, by person. */
export type Lenders = ReadonlyMap<string, readonly Grant[]>;

/** Who asks, when, and with which rights: what every `decide` is told. Without `lenders` nothing was lent to them. */
export type Asking = Readonly<{ person: string; now: Instant; grants: readonly Grant[]; lenders?: Lenders }>;

/** Their own grants, and those of whomever they stand in for: what bars the one from deciding bars the other. */
export function grantsThatBar({ grants, lenders, now }: Pick<Asking, 'grants' | 'lenders' | 'now'>): readonly Grant[] {
  const lent = grants.filter((grant) => isLive(grant, now));
  const others = lent.flatMap(({ delegatedBy }) => (delegatedBy === null ? [] : (lenders?.get(delegatedBy) ?? [])));
  return [...grants, ...others];
}

/** The authority under which this person may do this now, or null. */
export function authorize(need: Need, asking: Asking): Authority | null {
  if (asking.person === SYSTEM_PERSON) return need.roles.includes('SYSTEM') ? SYSTEM_AUTHORITY : null;
  return authorityFor(need, asking.grants, asking.now);
}
