import type { Grant } from '../access.ts';
import type { Recorded } from '../event.ts';
import { withApiToken } from './api-tokens.ts';
import type { ApiToken } from './api-tokens.ts';
import type { PersonEvent } from './events.ts';

export type PersonState = Readonly<{
  registered: boolean;
  erased: boolean;
  grants: readonly Grant[];
  tokens: readonly ApiToken[];
}>;

export const initialState: PersonState = { registered: false, erased: false, grants: [], tokens: [] };

export function evolve(state: PersonState, event: Recorded<PersonEvent>): PersonState {
  switch (event.type) {
    case 'PersonRegistered':
      return { ...state, registered: true };
    case 'PersonalDataUpdated':
      return state;
    case 'PersonErased':
      return { ...state, erased: true, grants: allEnded(state.grants, event) };
    case 'RoleGranted':
    case 'RoleDelegated':
    case 'GlassBroken':
      return { ...state, grants: [...state.grants, grantOf(event)] };
    case 'ApiTokenIssued':
    case 'ApiTokenRevoked':
      return { ...state, tokens: withApiToken(state.tokens, event) };
    case 'RoleRevoked':
    case 'DelegationWithdrawn':
      return { ...state, grants: state.grants.map((grant) => ended(grant, event)) };
  }
}

type Of<Type extends PersonEvent['type']> = Recorded<Extract<PersonEvent, { type: Type }>>;

/** The right that the entry gave. */
export function grantOf(event: Of<'RoleGranted' | 'RoleDelegated' | 'GlassBroken'>): Grant {
  if (event.type === 'GlassBroken') return glassOf(event);
  const { role, jurisdiction, organization, validFrom, validUntil } = event.data;
  const lent =
    event.type === 'RoleDelegated'
      ? { delegatedBy: event.data.delegatedBy, delegatedGrant: event.data.grant }
      : { delegatedBy: null, delegatedGrant: null };
  const { position } = event;
  const given = { position, role, jurisdiction, organization, validFrom, validUntil, revokedAt: null };
  return { ...given, ...lent, brokenUnder: null };
}

function glassOf({ position, data, actor }: Of<'GlassBroken'>): Grant {
  const { jurisdiction, organization, validFrom, validUntil } = data;
  const taken = { position, role: 'AUDITOR', jurisdiction, organization, validFrom, validUntil } as const;
  return { ...taken, revokedAt: null, delegatedBy: null, delegatedGrant: null, brokenUnder: actor.grant };
}

/** The grant after an entry that may have ended it, or the right under which the glass was broken. */
export function ended(grant: Grant, { data, recordedAt }: Of<'RoleRevoked' | 'DelegationWithdrawn'>): Grant {
  const isMeant = grant.position === data.grant || grant.brokenUnder === data.grant;
  return isMeant && grant.revokedAt === null ? { ...grant, revokedAt: recordedAt } : grant;
}

/** The grants of a person who was erased: none outlives them. */
export function allEnded(grants: readonly Grant[], { recordedAt }: Of<'PersonErased'>): readonly Grant[] {
  return grants.map((grant) => (grant.revokedAt === null ? { ...grant, revokedAt: recordedAt } : grant));
}
