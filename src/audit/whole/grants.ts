import { endedWithLender, isLive, SYSTEM_PERSON } from '../../domain/access.ts';
import type { Grant } from '../../domain/access.ts';
import { mayBeRecordedBy } from '../../domain/authority.ts';
import type { RecordedJejakEvent } from '../../domain/catalogue.ts';
import { endedGrant, glassProblem, grantOf, lendingProblem } from '../../domain/person/index.ts';
import type { Instant } from '../../kernel/instant.ts';
import { quoted } from './fault.ts';

type Held = Grant & Readonly<{ person: string }>;

/** Every grant there was up to an entry, by the position of the entry that gave it, as it stands there. */
export type Grants = Map<number, Held>;

/**
 * Whoever acts does so under a right that an earlier entry gave to that very person and that is in force then, in a role that
 * may do what is done; only the system needs no right. What is lent or ended is theirs to lend or to end.
 */
export function wrongGrant(grants: Grants, event: RecordedJejakEvent): string | null {
  return (
    wrongRight(grants, event) ??
    wrongRole(event) ??
    wrongLending(grants, event) ??
    wrongGlass(grants, event) ??
    wrongEnding(grants, event)
  );
}

function wrongRole(event: RecordedJejakEvent): string | null {
  const { role } = event.actor;
  return mayBeRecordedBy(role, event) ? null : `nobody may do this as ${role}`;
}

function wrongRight(grants: Grants, { actor, recordedAt }: RecordedJejakEvent): string | null {
  if (actor.grant === null) return isSystem(actor) ? null : 'it names no grant, which only the system may';
  const granted = grants.get(actor.grant);
  const same =
    granted?.person === actor.person && granted.role === actor.role && granted.organization === actor.organization;
  if (!same) return `entry ${actor.grant} did not grant ${quoted(actor.person)} the role ${actor.role}`;
  const right = `the role ${actor.role} that entry ${actor.grant}`;
  if (!isLive(granted, recordedAt)) return `${right} granted ${deadSentence(granted, recordedAt)}`;
  return isLive(asLent(grants, granted), recordedAt) ? null : `${right} lent ${lostSentence(grants, granted)}`;
}

/** What no person does needs no grant; and nobody else goes without. */
function isSystem({ person, role, organization }: RecordedJejakEvent['actor']): boolean {
  return person === SYSTEM_PERSON && role === 'SYSTEM' && organization === null;
}

/** The right as it stands with the one that it was lent from. */
function asLent(grants: Grants, held: Held): Grant {
  const lender = grants.get(held.delegatedGrant ?? 0);
  const [right = held] = endedWithLender([held], lender ? [lender] : []);
  return right;
}

function wrongLending(grants: Grants, event: RecordedJejakEvent): string | null {
  if (event.type !== 'RoleDelegated') return null;
  const problem = lendingProblem(event, grants.get(event.data.grant) ?? null);
  return problem === null ? null : `its loan of what entry ${event.data.grant} granted ${problem}`;
}

function wrongGlass(grants: Grants, event: RecordedJejakEvent): string | null {
  if (event.type !== 'GlassBroken') return null;
  const problem = glassProblem(event, grants.get(event.actor.grant ?? 0) ?? null);
  return problem === null ? null : `its glass ${problem}`;
}

/** An end is put to a right that the person has; and taken back is what one has lent, under the right it was lent from. */
function wrongEnding(grants: Grants, event: RecordedJejakEvent): string | null {
  if (event.type !== 'RoleRevoked' && event.type !== 'DelegationWithdrawn') return null;
  const { person, grant, role } = event.data;
  const held = grants.get(grant);
  if (held?.person !== person || held.role !== role || held.revokedAt !== null)
    return `it ends the role ${role} of ${quoted(person)} by entry ${grant}, which they did not have then`;
  if (event.type === 'RoleRevoked') return null;
  const isLender = held.delegatedBy === event.actor.person && held.delegatedGrant === event.actor.grant;
  return isLender
    ? null
    : `it takes back what entry ${grant} gave, but ${quoted(event.actor.person)} did not lend that`;
}

export function rememberGrant(grants: Grants, event: RecordedJejakEvent): void {
  if (event.type === 'RoleGranted' || event.type === 'RoleDelegated' || event.type === 'GlassBroken') {
    grants.set(event.position, { ...grantOf(event), person: event.data.person });
  }
  if (event.type === 'PersonErased') endAll(grants, event.data.person, event.recordedAt);
  if (event.type !== 'RoleRevoked' && event.type !== 'DelegationWithdrawn') return;
  for (const granted of [...grants.values()]) {
    if (granted.person === event.data.person)
      grants.set(granted.position, { ...granted, ...endedGrant(granted, event) });
  }
}

function endAll(grants: Grants, person: string, revokedAt: Instant): void {
  for (const [position, held] of grants) {
    if (held.person === person && held.revokedAt === null) grants.set(position, { ...held, revokedAt });
  }
}

function deadSentence({ validFrom, validUntil, revokedAt }: Grant, now: Instant): string {
  if (now < validFrom) return `begins at ${validFrom}, after this entry`;
  if (revokedAt !== null && revokedAt <= now) return `had been revoked at ${revokedAt}`;
  return `had ended at ${String(validUntil)}`;
}

function lostSentence(grants: Grants, { delegatedGrant }: Held): string {
  const revokedAt = grants.get(delegatedGrant ?? 0)?.revokedAt;
  return `had ended with the one of entry ${String(delegatedGrant)}, which was revoked at ${String(revokedAt)}`;
}
