import type { GrantableRole } from '../domain/person/index.ts';
import { AGENCIES, LEGAL_DIVISION, REFORM_AGENCIES } from './organizations.ts';
import type { Agency } from './organizations.ts';
import { PLACES, PROVINCES, REFORM_PLACES } from './places.ts';
import type { Place } from './places.ts';

/** A person of the stories: a role somewhere, never a name. */
export type Person = Readonly<{
  identity: string;
  label: string;
  role: GrantableRole;
  /** Where the role holds; null: in the nation. */
  jurisdiction: string | null;
  organization: string | null;
}>;

export const ADMINISTRATOR = national('administrator', 'ADMINISTRATOR', 'Administrator, registry and cycles');

/** Everybody but the administrator, who registers them before the stories begin. */
export const PEOPLE: readonly Person[] = [
  national('auditor', 'AUDITOR', 'Auditor, reads everything and changes nothing'),
  national('assessor-1', 'ASSESSOR', 'Assessor 1, national team'),
  national('assessor-2', 'ASSESSOR', 'Assessor 2, national team'),
  national('assessor-3', 'ASSESSOR', 'Assessor 3, national team'),
  ...PROVINCES.flatMap(reviewers),
  ...PLACES.flatMap((place) => [coordinator(place), ...reporters(place, AGENCIES)]),
];

/** Who is registered only when legal reform is measured. */
export const REFORM_PEOPLE: readonly Person[] = REFORM_PLACES.flatMap((place) => reporters(place, REFORM_AGENCIES));

/** Whom a token can be made out to in a demo ledger, with what each may do in plain words. */
export function demoIdentities(): readonly Readonly<{ identity: string; label: string }>[] {
  return [ADMINISTRATOR, ...PEOPLE, ...REFORM_PEOPLE].map(({ identity, label }) => ({ identity, label }));
}

export function coordinatorOf(unit: string): string {
  return `${unit}.coordinator`;
}

export function reporterOf(unit: string, organization: string): string {
  return `${unit}.reporter.${organization}`;
}

export function provincialReviewerOf(province: string): string {
  return `${province}.provincial-reviewer`;
}

export function regionalReviewerOf(province: string): string {
  return `${province}.regional-reviewer`;
}

function national(identity: string, role: GrantableRole, label: string): Person {
  return { identity, label, role, jurisdiction: null, organization: null };
}

function reviewers({ code: jurisdiction, name }: Place): readonly Person[] {
  const common = { jurisdiction, organization: null };
  return [
    {
      identity: provincialReviewerOf(jurisdiction),
      label: `Reviewer, Provincial Legal Bureau, ${name}`,
      role: 'PROVINCIAL_REVIEWER',
      ...common,
    },
    {
      identity: regionalReviewerOf(jurisdiction),
      label: `Reviewer, Regional Office of the ministry, ${name}`,
      role: 'REGIONAL_REVIEWER',
      ...common,
    },
  ];
}

function coordinator({ code: jurisdiction, name }: Place): Person {
  const label = `Coordinator, ${LEGAL_DIVISION.name.en}, ${name}`;
  return { identity: coordinatorOf(jurisdiction), label, role: 'COORDINATOR', jurisdiction, organization: null };
}

function reporters({ code: jurisdiction, name }: Place, agencies: readonly Agency[]): readonly Person[] {
  return agencies.map((agency) => ({
    identity: reporterOf(jurisdiction, agency.code),
    label: `Reporter, ${agency.name.en}, ${name}`,
    role: 'REPORTER',
    jurisdiction,
    organization: agency.code,
  }));
}
