import { MandateCode } from '../../domain/instrument/index.ts';
import { OrganizationKind } from '../../domain/jurisdiction/index.ts';
import { GlassReason, GrantableRole } from '../../domain/person/index.ts';
import { OrganizationKindEnum, RoleEnum } from '../enums.ts';
import { organizationAnswer, personAnswer, viewerAnswer } from './answers.ts';
import { defineMutation } from './define.ts';
import { field, list, optional, trimmed } from './field.ts';
import { personalFields } from './personal-data.ts';
import { jurisdiction, moment, organization, person, position, unit, words } from './members.ts';

defineMutation({
  name: 'registerOrganization',
  description: 'Makes an organization of a place known.',
  fields: {
    jurisdiction,
    organization,
    kind: field(OrganizationKindEnum, OrganizationKind, 'A SERVICE_UNIT is itself a reporting unit.'),
    name: words(200, 'What it is called.'),
    covers: list(jurisdiction, {
      min: 0,
      max: 100,
      description: 'Places a service unit covers; empty for the others.',
    }),
  },
  command: ({ jurisdiction, organization, kind, name, covers }) => ({
    type: 'RegisterOrganization',
    jurisdiction,
    organization,
    kind,
    name,
    covers,
  }),
  answer: organizationAnswer,
});

defineMutation({
  name: 'assignMandate',
  description: 'Makes an organization competent for matters (tupoksi), on a legal basis.',
  fields: {
    jurisdiction,
    organization,
    mandates: list(trimmed(MandateCode, ''), { min: 1, max: 50, description: 'Codes of the mandates.' }),
    legalBasis: words(500, 'The regulation that says so.'),
  },
  command: ({ jurisdiction, organization, mandates, legalBasis }) => ({
    type: 'AssignMandate',
    jurisdiction,
    organization,
    mandates,
    legalBasis,
  }),
  answer: organizationAnswer,
});

defineMutation({
  name: 'registerPerson',
  description: 'Makes a person known by an opaque id.',
  fields: {
    person,
    label: words(120, 'The function, as in "assessor 2"; never a name.'),
    ...personalFields,
  },
  command: ({ person: subject, label, name, phone, identityNumber }) => ({
    type: 'RegisterPerson',
    subject,
    label,
    ...((name ?? phone ?? identityNumber) ? { personal: { name, phone, identityNumber } } : {}),
  }),
  answer: personAnswer,
});

defineMutation({
  name: 'grantRole',
  loginOnly: true,
  description:
    'Gives a person a role over a place and all below it, for one organization where the role is bound to one.',
  fields: {
    person,
    role: field(RoleEnum, GrantableRole, 'SYSTEM can be nobody’s.'),
    jurisdiction: optional({ ...jurisdiction, description: 'Root of the places it covers; absent: the nation.' }),
    organization: optional({ ...organization, description: 'For a role that is bound to one.' }),
    validFrom: optional(moment('Default: now.')),
    validUntil: optional(moment('The first moment it no longer holds; absent: until it is revoked.')),
  },
  command: ({ person: subject, role, jurisdiction, organization, validFrom, validUntil }) => ({
    type: 'GrantRole',
    subject,
    role,
    jurisdiction,
    organization,
    validFrom,
    validUntil,
  }),
  answer: personAnswer,
});

defineMutation({
  name: 'revokeRole',
  loginOnly: true,
  description: 'Ends a role; whoever lent a right takes it back. What was done under it stays.',
  fields: { person, grant: position('Of the entry that gave the role.'), reason: words(500, 'Why it ends.') },
  command: ({ person: subject, grant, reason }) => ({ type: 'RevokeRole', subject, grant, reason }),
  answer: personAnswer,
});

defineMutation({
  name: 'delegateRole',
  loginOnly: true,
  description:
    'Lends a right of your own to somebody who stands in for you, for 90 days at most. What they do under it names this entry.',
  fields: {
    person: { ...person, description: 'Who stands in: an opaque id, never a name.' },
    grant: position('Of the entry that gave you the right.'),
    validFrom: optional(moment('Default: now.')),
    validUntil: moment('The first moment it no longer holds.'),
    reason: words(500, 'Why.'),
  },
  command: ({ person: subject, grant, validFrom, validUntil, reason }) => ({
    type: 'DelegateRole',
    subject,
    grant,
    validFrom,
    validUntil,
    reason,
  }),
  answer: personAnswer,
});

defineMutation({
  name: 'breakGlass',
  loginOnly: true,
  description:
    'Opens one more unit to you for 24 hours, as to its auditor, for when waiting for a grant would be too late. For auditors of any place; those who oversee the nation see that you did, and why.',
  fields: {
    unit: { ...unit, description: 'Code of the place, or of one organization of it: `64.71`, `63/BALAI-2`.' },
    reason: trimmed(GlassReason, 'Why it cannot wait, in 20 to 500 characters.'),
  },
  command: ({ unit, reason }, subject) => ({ type: 'BreakGlass', subject, unit, reason }),
  answer: viewerAnswer,
});
