import type { Identity, Right, Scope } from './identities.ts';

/** The unit whose report is asked for, and who answers in it. */
const UNIT = '64.71';
const ORGANIZATION = 'dinas-uji';

/**
 * ALLOWED: the answer is there. INVISIBLE: answered as if nothing were there. Anything else is the code of the error or the
 * refusal.
 */
export type Expected = string;

export type Rule = (identity: Identity) => Expected;

/** Who sees the unit in full: whoever holds any right in force that reaches it. */
export function sees({ rights }: Identity): boolean {
  return rights.some((right) => isInForce(right) && reaches(right));
}

/** Auditors and administrators of the nation. */
export function overseesAll({ rights }: Identity): boolean {
  return rights.some((right) => isOfNation(right) && ['AUDITOR', 'ADMINISTRATOR'].includes(right.role));
}

/** May use the role on the report of the unit. */
function holds({ rights }: Identity, roles: readonly Right['role'][]): boolean {
  return rights.some((right) => isInForce(right) && roles.includes(right.role) && reaches(right) && answersFor(right));
}

function answersFor({ role, organization }: Right): boolean {
  if (role === 'COORDINATOR') return organization === undefined;
  return role !== 'REPORTER' || organization === ORGANIZATION;
}

function reaches({ role, place, glass }: Right): boolean {
  if (place === null || place === UNIT) return true;
  const isForOnePlace = role === 'COORDINATOR' || role === 'REPORTER' || glass === true;
  return !isForOnePlace && UNIT.startsWith(`${place}.`);
}

function isInForce({ state }: Right): boolean {
  return state === undefined || state === 'LENT';
}

function isOfNation(right: Right): boolean {
  return isInForce(right) && right.place === null;
}

function holdsAny({ rights }: Identity): boolean {
  return rights.some(isInForce);
}

export function everybody(): Expected {
  return 'ALLOWED';
}

export function whoSees(identity: Identity): Expected {
  return sees(identity) ? 'ALLOWED' : 'INVISIBLE';
}

export function whoOversees(identity: Identity): Expected {
  return overseesAll(identity) ? 'ALLOWED' : 'INVISIBLE';
}

export function whoHoldsTheNation({ rights }: Identity): Expected {
  return rights.some(isOfNation) ? 'ALLOWED' : 'INVISIBLE';
}

export function whoIsRegistered({ person }: Identity): Expected {
  return person === null || person === 'unknown' ? 'INVISIBLE' : 'ALLOWED';
}

/** For whoever holds any right: anybody else is told to sign in, or that it takes a right. */
export function withAnyRight(rule: Rule): Rule {
  return (identity) => {
    if (identity.person === null) return 'UNAUTHENTICATED';
    return holdsAny(identity) ? rule(identity) : 'FORBIDDEN';
  };
}

/** Of what is not published: for whoever holds any right, which is all that anybody is told without one. */
export function amongRights(rule: Rule): Rule {
  return (identity) => (holdsAny(identity) ? rule(identity) : 'FORBIDDEN');
}

/** Of what is not published: whoever does not see it is told that they would see what is. */
export function whoSeesOrNot(identity: Identity): Expected {
  return sees(identity) ? 'ALLOWED' : 'FORBIDDEN';
}

/** A command of one of the roles, on the report of the unit. */
export function by(roles: readonly Right['role'][], entitled: Expected = 'ALLOWED'): Rule {
  return (identity) => {
    if (identity.person === null) return 'UNAUTHENTICATED';
    return holds(identity, roles) ? entitled : 'NOT_ALLOWED';
  };
}

/** A step that nobody takes who reports for the place. */
export function barringOwn(roles: readonly Right['role'][], entitled: Expected = 'ALLOWED'): Rule {
  const plain = by(roles, entitled);
  return (identity) => {
    const expected = plain(identity);
    const reportsForIt = identity.rights.some(
      ({ role, place }) => place === UNIT && (role === 'REPORTER' || role === 'COORDINATOR'),
    );
    return expected === entitled && reportsForIt ? 'OWN_UNIT' : expected;
  };
}

/** A decision: nobody takes it who reports for the place, nor anybody who hands out roles. */
export function deciding(roles: readonly Right['role'][], entitled: Expected = 'ALLOWED'): Rule {
  const plain = barringOwn(roles, entitled);
  return (identity) => {
    const expected = plain(identity);
    const administers = identity.rights.some(({ role }) => role === 'ADMINISTRATOR');
    return expected === entitled && administers ? 'ADMINISTRATOR_NEVER_SCORES' : expected;
  };
}

/** A command of the registry, which is the nation's. */
export function byAdministrator(entitled: Expected = 'ALLOWED'): Rule {
  return ({ person, rights }) => {
    if (person === null) return 'UNAUTHENTICATED';
    const administers = rights.some((right) => isOfNation(right) && right.role === 'ADMINISTRATOR');
    return administers ? entitled : 'NOT_ALLOWED';
  };
}

/** A command about the organizations of a place: also whoever administers that place. */
export function byPlaceAdministrator(entitled: Expected = 'ALLOWED'): Rule {
  return by(['ADMINISTRATOR'], entitled);
}

/** Auditors of any place, under a right that was given to them. */
export function byAnyAuditor(identity: Identity): Expected {
  if (identity.person === null) return 'UNAUTHENTICATED';
  const audits = identity.rights.some((right) => isInForce(right) && right.role === 'AUDITOR' && right.glass !== true);
  if (!audits) return 'NOT_ALLOWED';
  return holds(identity, ['AUDITOR']) ? 'GRANT_EXISTS' : 'ALLOWED';
}

/** Over HTTP: who may take the bundle of the unit home. */
export function auditorOfUnit(identity: Identity): Expected {
  if (identity.person === null) return 'UNAUTHENTICATED';
  return holds(identity, ['AUDITOR']) ? 'ALLOWED' : 'FORBIDDEN';
}

export function auditorOfNation({ person, rights }: Identity): Expected {
  if (person === null) return 'UNAUTHENTICATED';
  return rights.some((right) => isOfNation(right) && right.role === 'AUDITOR') ? 'ALLOWED' : 'FORBIDDEN';
}

/** Over HTTP: what whoever sees the unit may take home. */
export function whoSeesOrForbidden(identity: Identity): Expected {
  if (identity.person === null) return 'UNAUTHENTICATED';
  return sees(identity) ? 'ALLOWED' : 'FORBIDDEN';
}

/** What a token of a machine was issued for comes before whatever else is asked. */
export function within(scope: Scope, rule: Rule): Rule {
  return (identity) => (identity.scopes?.includes(scope) === false ? 'TOKEN_SCOPE' : rule(identity));
}

/** For people who logged in: a token that leaked could make itself at home. */
export function loggedIn(rule: Rule): Rule {
  return (identity) => (identity.scopes ? 'TOKEN_SCOPE' : rule(identity));
}

/** Whoever was erased does nothing any more, whatever it is. */
export function notErased(rule: Rule): Rule {
  return (identity) => (isErased(identity) ? 'PERSON_ERASED' : rule(identity));
}

function isErased({ rights }: Identity): boolean {
  return rights.some(({ state }) => state === 'ERASED');
}

/** For whoever holds any right, which is what their entry names. */
export function forRightHolders(identity: Identity): Expected {
  if (identity.person === null) return 'UNAUTHENTICATED';
  return holdsAny(identity) ? 'ALLOWED' : 'NOT_ALLOWED';
}

/** Over HTTP: what is everybody's who signed in. It is recorded, and of the erased nothing is any more. */
export function whoCanBeRecorded(identity: Identity): Expected {
  if (identity.person === null) return 'UNAUTHENTICATED';
  return isErased(identity) ? 'DISCLOSURE_NOT_RECORDED' : 'ALLOWED';
}

/** Over HTTP: the bytes of a document, as evidence of a report that the asker sees. */
export function whoSeesOrNotFound(identity: Identity): Expected {
  if (identity.person === null) return 'UNAUTHENTICATED';
  return sees(identity) ? 'ALLOWED' : 'NOT_FOUND';
}

/** Over HTTP: bytes are brought in the name of the organization that one reports for. */
export function whoReportsForIt(identity: Identity): Expected {
  if (identity.person === null) return 'UNAUTHENTICATED';
  return holds(identity, ['REPORTER']) ? 'ALLOWED' : 'FORBIDDEN';
}
