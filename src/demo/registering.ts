import { SYSTEM_PERSON } from '../domain/access.ts';
import type { Instant } from '../kernel/instant.ts';
import { AGENCIES } from './organizations.ts';
import type { Agency } from './organizations.ts';
import { ADMINISTRATOR, PEOPLE } from './people.ts';
import type { Person } from './people.ts';
import { PLACES } from './places.ts';
import type { Place } from './places.ts';
import { step } from './step.ts';
import type { Step } from './step.ts';

const LEGAL_BASIS = 'ILLUSTRATIVE: regulation of the head of region on the tasks and functions of local agencies';

/** The same agencies in each of these places, and people. */
type Joining = Readonly<{ places: readonly Place[]; agencies: readonly Agency[]; people: readonly Person[] }>;

/** The system registers the administrator, the administrator everybody and everything that all stories share. */
export function registers(at: Instant): readonly Step[] {
  return [
    ...enrols(at, SYSTEM_PERSON, ADMINISTRATOR),
    ...joins(at, { places: PLACES, agencies: AGENCIES, people: PEOPLE }),
  ];
}

export function joins(at: Instant, { places, agencies, people }: Joining): readonly Step[] {
  return [
    ...places.flatMap((place) => agencies.flatMap((agency) => founds(at, place, agency))),
    ...people.flatMap((person) => enrols(at, ADMINISTRATOR.identity, person)),
  ];
}

function enrols(
  at: Instant,
  by: string,
  { identity: subject, label, role, jurisdiction, organization }: Person,
): readonly Step[] {
  const always = { validFrom: null, validUntil: null };
  return [
    step(at, by, { type: 'RegisterPerson', subject, label }),
    step(at, by, { type: 'GrantRole', subject, role, jurisdiction, organization, ...always }),
  ];
}

function founds(at: Instant, place: Place, agency: Agency): readonly Step[] {
  const by = ADMINISTRATOR.identity;
  const of = { jurisdiction: place.code, organization: agency.code };
  const name = `${agency.name.id} ${place.name}`;
  return [
    step(at, by, { type: 'RegisterOrganization', ...of, kind: agency.kind, name, covers: [] }),
    step(at, by, { type: 'AssignMandate', ...of, mandates: [agency.mandate], legalBasis: LEGAL_BASIS }),
  ];
}
