import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import { authorize, isLive, reports, SYSTEM_PERSON } from '../access.ts';
import type { Asking, Grant } from '../access.ts';
import type { Outcome, Refusal } from '../decider.ts';
import type { GeneralRefusalCode } from '../refusals.ts';
import type { GrantRole, PersonCommand, RegisterPerson, RevokeRole } from './commands.ts';
import type { PersonEvent } from './events.ts';
import type { personRefusals } from './refusals.ts';
import type { PersonState } from './state.ts';
import { ROLES_OF_AN_ORGANIZATION } from './values.ts';

/** `place`: the jurisdiction a role is to be given for, with its organizations; null where it is none or not registered. */
export type PersonFacts = Asking &
  Readonly<{ place: Readonly<{ organizations: Readonly<Record<string, unknown>> }> | null }>;

type Code = GeneralRefusalCode | keyof typeof personRefusals | 'JURISDICTION_UNKNOWN' | 'ORGANIZATION_UNKNOWN';
type Ruling = Result<PersonEvent, Refusal<Code>>;

export function decide(command: PersonCommand, state: PersonState, facts: PersonFacts): Outcome<PersonEvent, Code> {
  const under = authorize({ roles: ['ADMINISTRATOR', 'SYSTEM'], unit: null }, facts);
  if (!under) return err({ code: 'NOT_ALLOWED' });
  if (command.subject === SYSTEM_PERSON) return err({ code: 'PERSON_RESERVED' });
  if (command.type === 'GrantRole' && command.subject === facts.person) return err({ code: 'SELF_GRANT' });
  const ruling = rule(command, state, facts);
  return ruling.ok ? ok({ under, events: [ruling.value] }) : ruling;
}

function rule(command: PersonCommand, state: PersonState, facts: PersonFacts): Ruling {
  if (command.type === 'RegisterPerson') return register(command, state);
  if (!state.registered) return err({ code: 'PERSON_UNKNOWN' });
  return command.type === 'GrantRole' ? grant(command, state, facts) : revoke(command, state);
}

function register({ subject, label }: RegisterPerson, state: PersonState): Ruling {
  if (state.registered) return err({ code: 'PERSON_REGISTERED' });
  return ok({ type: 'PersonRegistered', data: { person: subject, label } });
}

function grant(command: GrantRole, state: PersonState, facts: PersonFacts): Ruling {
  const { subject, role, jurisdiction, organization, validUntil } = command;
  const validFrom = command.validFrom ?? facts.now;
  const refusal = scopeRefusal(command) ?? placeRefusal(command, facts);
  if (refusal) return err(refusal);
  if (validUntil !== null && validUntil <= validFrom) return err({ code: 'VALIDITY_REVERSED' });
  if (state.grants.some((held) => isLive(held, validFrom) && sameRight(held, command))) {
    return err({ code: 'GRANT_EXISTS' });
  }
  return ok({
    type: 'RoleGranted',
    data: { person: subject, role, jurisdiction, organization, validFrom, validUntil },
  });
}

/** What a role is bound to, it has to name. */
function scopeRefusal({ role, jurisdiction, organization }: GrantRole): Refusal<Code> | null {
  const bound = ROLES_OF_AN_ORGANIZATION.includes(role);
  if (bound && (jurisdiction === null || organization === null)) return { code: 'ORGANIZATION_NEEDED' };
  return reports(role) && jurisdiction === null ? { code: 'JURISDICTION_NEEDED' } : null;
}

function placeRefusal({ jurisdiction, organization }: GrantRole, { place }: PersonFacts): Refusal<Code> | null {
  if (jurisdiction !== null && !place) return { code: 'JURISDICTION_UNKNOWN', path: ['jurisdiction'] };
  if (organization === null || (place && Object.hasOwn(place.organizations, organization))) return null;
  return { code: 'ORGANIZATION_UNKNOWN', path: ['organization'] };
}

function revoke({ subject, grant: position, reason }: RevokeRole, state: PersonState): Ruling {
  const held = state.grants.find((one) => one.position === position && one.revokedAt === null);
  if (!held) return err({ code: 'GRANT_UNKNOWN' });
  return ok({ type: 'RoleRevoked', data: { person: subject, grant: position, role: held.role, reason } });
}

function sameRight(held: Grant, wanted: GrantRole): boolean {
  return (
    held.role === wanted.role && held.jurisdiction === wanted.jurisdiction && held.organization === wanted.organization
  );
}
