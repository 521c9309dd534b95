import { isLive } from '../../domain/access.ts';
import type { Grant } from '../../domain/access.ts';
import { mayBeRecordedBy } from '../../domain/authority.ts';
import type { RecordedJejakEvent } from '../../domain/catalogue.ts';
import { grantOf } from '../../domain/person/index.ts';
import type { Instant } from '../../kernel/instant.ts';
import { quoted } from './fault.ts';

/** Every grant there was up to an entry, by the position of the entry that gave it, as it stands there. */
export type Grants = Map<number, Grant & Readonly<{ person: string }>>;

/**
 * Whoever acts does so under a right that an earlier entry gave to that very person and that is in force then, in a role that
 * may do what is done; only the system needs no right.
 */
export function wrongGrant(grants: Grants, event: RecordedJejakEvent): string | null {
  return wrongRight(grants, event) ?? wrongRole(event);
}

function wrongRole(event: RecordedJejakEvent): string | null {
  const { role } = event.actor;
  return mayBeRecordedBy(role, event) ? null : `nobody may do this as ${role}`;
}

function wrongRight(grants: Grants, { actor, recordedAt }: RecordedJejakEvent): string | null {
  if (actor.grant === null) return actor.role === 'SYSTEM' ? null : 'it names no grant, which only the system may';
  const granted = grants.get(actor.grant);
  const same =
    granted?.person === actor.person && granted.role === actor.role && granted.organization === actor.organization;
  if (!same) return `entry ${actor.grant} did not grant ${quoted(actor.person)} the role ${actor.role}`;
  if (isLive(granted, recordedAt)) return null;
  return `the role ${actor.role} that entry ${actor.grant} granted ${deadSentence(granted, recordedAt)}`;
}

export function rememberGrant(grants: Grants, event: RecordedJejakEvent): void {
  if (event.type === 'RoleGranted' || event.type === 'RoleDelegated') {
    grants.set(event.position, { ...grantOf(event), person: event.data.person });
  }
  if (event.type !== 'RoleRevoked' && event.type !== 'DelegationWithdrawn') return;
  const granted = grants.get(event.data.grant);
  if (granted?.person !== event.data.person || granted.revokedAt !== null) return;
  grants.set(event.data.grant, { ...granted, revokedAt: event.recordedAt });
}

function deadSentence({ validFrom, validUntil, revokedAt }: Grant, now: Instant): string {
  if (now < validFrom) return `begins at ${validFrom}, after this entry`;
  if (revokedAt !== null && revokedAt <= now) return `had been revoked at ${revokedAt}`;
  return `had ended at ${String(validUntil)}`;
}
