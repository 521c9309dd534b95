import { plusDays } from '../../kernel/instant.ts';
import type { Instant } from '../../kernel/instant.ts';
import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import { authorityOf, authorize, decidesOnReports, isLive, reports, SYSTEM_PERSON } from '../access.ts';
import type { Asking, Authority, Grant } from '../access.ts';
import { unitParts } from '../codes.ts';
import { issueApiToken, ownAuthority, revokeApiToken } from './api-tokens.ts';
import type { Outcome, Refusal } from '../decider.ts';
import type { GeneralRefusalCode } from '../refusals.ts';
import type { CommitmentOf } from '../sealed.ts';
import type {
  BreakGlass,
  DelegateRole,
  ErasePerson,
  GrantRole,
  PersonCommand,
  RegisterPerson,
  RevokeRole,
  UpdatePersonalData,
} from './commands.ts';
import type { PersonEvent } from './events.ts';
import type { personRefusals } from './refusals.ts';
import type { PersonState } from './state.ts';
import { breakGlass, glassAuthority } from './glass.ts';
import { DELEGATION_DAYS_MAXIMUM, ROLES_OF_AN_ORGANIZATION } from './values.ts';
import type { Personal, PersonalData } from './values.ts';

/** `place`: the jurisdiction a role is to be given for, with its organizations; null where it is none or not registered. */
export type PersonFacts = Asking &
  Readonly<{
    place: Readonly<{ organizations: Readonly<Record<string, unknown>> }> | null;
    commitmentOf: CommitmentOf;
  }>;

type Code = GeneralRefusalCode | keyof typeof personRefusals | 'JURISDICTION_UNKNOWN' | 'ORGANIZATION_UNKNOWN';
type Ruling = Result<PersonEvent, Refusal<Code>>;

export function decide(command: PersonCommand, state: PersonState, facts: PersonFacts): Outcome<PersonEvent, Code> {
  const under = authorityOver(command, state, facts);
  if (!under) return err({ code: 'NOT_ALLOWED' });
  if (command.subject.toLowerCase() === SYSTEM_PERSON) return err({ code: 'PERSON_RESERVED' });
  const gives = command.type === 'GrantRole' || command.type === 'DelegateRole';
  if (gives && command.subject === facts.person) return err({ code: 'SELF_GRANT' });
  const ruling = rule(command, state, { ...facts, under });
  return ruling.ok ? ok({ under, events: [ruling.value] }) : ruling;
}

/** Roles are the administrator's to give and to take; whoever lends a right does so under that right, and takes it back. */
function authorityOver(command: PersonCommand, state: PersonState, facts: PersonFacts): Authority | null {
  if (command.type === 'DelegateRole') return heldUnder(command.grant, facts);
  if (command.type === 'IssueApiToken') return ownAuthority(command.subject, facts);
  if (command.type === 'BreakGlass') return glassAuthority(command, facts);
  if (command.type === 'ErasePerson') return authorize({ roles: ['ADMINISTRATOR'], unit: null }, facts);
  const registry = authorize({ roles: ['ADMINISTRATOR', 'SYSTEM'], unit: null }, facts);
  if (registry) return registry;
  return ownersAuthority(command, state, facts);
}

/** What is one's own to correct or to take back needs no administrator. */
function ownersAuthority(command: PersonCommand, state: PersonState, facts: PersonFacts): Authority | null {
  const isOwn = command.subject === facts.person;
  if (command.type === 'UpdatePersonalData' && isOwn) return anyHeld(facts);
  if (command.type === 'RevokeApiToken') return ownAuthority(command.subject, facts);
  return command.type === 'RevokeRole' ? lentUnder(command, state, facts) : null;
}

/** What is taken back is taken back under the right that it was lent from. */
function lentUnder(command: RevokeRole, state: PersonState, facts: PersonFacts): Authority | null {
  const lent = state.grants.find(({ position }) => position === command.grant);
  if (lent?.delegatedBy !== facts.person || lent.delegatedGrant === null) return null;
  return heldUnder(lent.delegatedGrant, facts);
}

/** What is known of oneself one may correct under whatever right one has. */
function anyHeld({ grants, now }: Asking): Authority | null {
  const held = grants.find((grant) => isLive(grant, now));
  return held ? authorityOf(held) : null;
}

function heldUnder(position: number, { grants, now }: Asking): Authority | null {
  const held = grants.find((grant) => grant.position === position && isLive(grant, now));
  return held ? authorityOf(held) : null;
}

type RulingFacts = PersonFacts & Readonly<{ under: Authority }>;

function rule(command: PersonCommand, state: PersonState, facts: RulingFacts): Ruling {
  if (state.erased) return err({ code: 'PERSON_ERASED' });
  if (command.type === 'RegisterPerson') return register(command, state, facts);
  if (!state.registered) return err({ code: 'PERSON_UNKNOWN' });
  switch (command.type) {
    case 'UpdatePersonalData':
      return update(command, facts);
    case 'ErasePerson':
      return erase(command, facts);
    case 'GrantRole':
      return grant(command, state, facts);
    case 'RevokeRole':
      return revoke(command, state, facts);
    case 'DelegateRole':
      return delegate(command, state, facts);
    case 'IssueApiToken':
      return issueApiToken(command, state.tokens, facts);
    case 'RevokeApiToken':
      return revokeApiToken(command, state.tokens);
    case 'BreakGlass':
      return unitRefusal(command, facts) ?? breakGlass(command, facts);
  }
}

function register({ subject, label, personal }: RegisterPerson, state: PersonState, facts: RulingFacts): Ruling {
  if (state.registered) return err({ code: 'PERSON_REGISTERED' });
  const committed = personal ? committedTo(personal, facts) : null;
  return ok({ type: 'PersonRegistered', data: { person: subject, label, personal: committed } });
}

function update({ subject, personal }: UpdatePersonalData, facts: RulingFacts): Ruling {
  return ok({ type: 'PersonalDataUpdated', data: { person: subject, personal: committedTo(personal, facts) } });
}

function committedTo({ name, phone, identityNumber }: PersonalData, { commitmentOf }: RulingFacts): Personal {
  const commit = (value: string | null) => (value === null ? null : commitmentOf(value));
  return { name: commit(name), phone: commit(phone), identityNumber: commit(identityNumber) };
}

/** Whoever erases is an administrator and is not the one erased: so the last administrator stays. */
function erase({ subject, ground, authority }: ErasePerson, { person }: RulingFacts): Ruling {
  if (subject === person) return err({ code: 'SELF_ERASE' });
  return ok({ type: 'PersonErased', data: { person: subject, ground, authority } });
}

function grant(command: GrantRole, state: PersonState, facts: PersonFacts): Ruling {
  const { subject, role, jurisdiction, organization, validUntil } = command;
  const validFrom = command.validFrom ?? facts.now;
  const refusal = scopeRefusal(command) ?? placeRefusal(command, facts);
  if (refusal) return err(refusal);
  if (validUntil !== null && validUntil <= validFrom) return err({ code: 'VALIDITY_REVERSED' });
  const own = state.grants.filter(({ delegatedBy, brokenUnder }) => delegatedBy === null && brokenUnder === null);
  if (own.some((held) => isLive(held, validFrom) && sameRight(held, command))) return err({ code: 'GRANT_EXISTS' });
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

function placeRefusal(
  { jurisdiction, organization }: Pick<GrantRole, 'jurisdiction' | 'organization'>,
  { place }: PersonFacts,
): Refusal<Code> | null {
  if (jurisdiction !== null && !place) return { code: 'JURISDICTION_UNKNOWN', path: ['jurisdiction'] };
  if (organization === null || (place && Object.hasOwn(place.organizations, organization))) return null;
  return { code: 'ORGANIZATION_UNKNOWN', path: ['organization'] };
}

/** The glass is broken over units that there are. */
function unitRefusal({ unit }: BreakGlass, facts: PersonFacts): Ruling | null {
  const refusal = placeRefusal(unitParts(unit), facts);
  return refusal && err({ ...refusal, path: ['unit'] });
}

function revoke({ subject, grant: position, reason }: RevokeRole, state: PersonState, facts: RulingFacts): Ruling {
  const { person, under } = facts;
  const held = state.grants.find((one) => one.position === position && one.revokedAt === null);
  if (!held) return err({ code: 'GRANT_UNKNOWN' });
  // So the last administrator stays, and somebody can always be given a role.
  if (held.role === 'ADMINISTRATOR' && subject === person) return err({ code: 'SELF_REVOKE' });
  const data = { person: subject, grant: position, role: held.role, reason };
  const isOwn = held.delegatedGrant !== null && held.delegatedGrant === under.grant;
  return ok({ type: isOwn ? 'DelegationWithdrawn' : 'RoleRevoked', data });
}

function delegate(command: DelegateRole, state: PersonState, facts: RulingFacts): Ruling {
  const { subject: person, grant: position, validUntil, reason } = command;
  // Nobody stood in for anybody before it was said.
  const validFrom = command.validFrom !== null && command.validFrom > facts.now ? command.validFrom : facts.now;
  const own = facts.grants.find((one) => one.position === position);
  if (!own || !isDelegable(own)) return err({ code: 'NOT_DELEGABLE', path: ['grant'] });
  const refusal = entanglement(own, state, facts) ?? limitRefusal({ validFrom, validUntil }, own);
  if (refusal) return err(refusal);
  const { role, jurisdiction, organization } = own;
  if (state.grants.some((held) => isLive(held, validFrom) && sameRight(held, own)))
    return err({ code: 'GRANT_EXISTS' });
  const scope = { role, jurisdiction, organization, validFrom, validUntil };
  return ok({
    type: 'RoleDelegated',
    data: { person, delegatedBy: facts.person, grant: position, ...scope, reason },
  });
}

/** Roles are the administrator's own business, and what is lent, or was broken open, is not lent on. */
function isDelegable({ role, delegatedBy, brokenUnder }: Grant): boolean {
  return role !== 'ADMINISTRATOR' && delegatedBy === null && brokenUnder === null;
}

/** Whoever once reported for a place never decides on it: else a place could rid itself of an assessor by a loan. */
function entanglement({ role }: Grant, { grants }: PersonState, { now }: Asking): Refusal<Code> | null {
  const decides = grants.some((held) => decidesOnReports(held.role) && !hasEnded(held, now));
  return reports(role) && decides ? { code: 'DELEGATE_DECIDES', path: ['subject'] } : null;
}

function hasEnded({ validUntil, revokedAt }: Grant, now: Instant): boolean {
  return revokedAt !== null || (validUntil !== null && validUntil <= now);
}

/** A right is lent for a while, and never for longer than it is held. */
function limitRefusal(
  { validFrom, validUntil }: Readonly<{ validFrom: Instant; validUntil: Instant }>,
  own: Grant,
): Refusal<Code> | null {
  if (validUntil <= validFrom) return { code: 'VALIDITY_REVERSED', path: ['validUntil'] };
  const outlives = own.validUntil !== null && validUntil > own.validUntil;
  const tooLong = validUntil > plusDays(validFrom, DELEGATION_DAYS_MAXIMUM);
  return outlives || tooLong ? { code: 'DELEGATION_TOO_LONG', path: ['validUntil'] } : null;
}

function sameRight(held: Grant, wanted: Pick<Grant, 'role' | 'jurisdiction' | 'organization'>): boolean {
  return (
    held.role === wanted.role && held.jurisdiction === wanted.jurisdiction && held.organization === wanted.organization
  );
}
