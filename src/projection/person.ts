import type { Grant } from '../domain/access.ts';
import type { Recorded } from '../domain/event.ts';
import { allGrantsEnded, endedGrant, grantOf, personEvents } from '../domain/person/index.ts';
import type { Personal, PersonEvent } from '../domain/person/index.ts';
import type { Instant } from '../kernel/instant.ts';
import { ownEvents } from './own-events.ts';
import type { Projection } from './projection.ts';

/** `personal`: what is known of the person, by commitment. `erasedAt`: when it was destroyed. */
export type PersonRow = Readonly<{
  person: string;
  label: string;
  personal: Personal | null;
  erasedAt: Instant | null;
  grants: readonly Grant[];
}>;

const isOfPerson = ownEvents(personEvents);

/** Persons with the roles they hold and held. */
export const personProjection: Projection<PersonRow> = {
  name: 'person',
  version: 3,
  keys: (event) => (isOfPerson(event) ? [event.data.person] : []),
  evolve: (row, event) => (isOfPerson(event) ? evolve(row, event) : row),
};

function evolve(row: PersonRow | null, event: Recorded<PersonEvent>): PersonRow | null {
  switch (event.type) {
    case 'PersonRegistered':
      return { ...event.data, erasedAt: null, grants: [] };
    case 'PersonalDataUpdated':
      return row && { ...row, personal: event.data.personal };
    case 'PersonErased':
      return row && { ...row, erasedAt: event.recordedAt, grants: allGrantsEnded(row.grants, event) };
    case 'RoleGranted':
    case 'RoleDelegated':
    case 'GlassBroken':
      return row && { ...row, grants: [...row.grants, grantOf(event)] };
    case 'ApiTokenIssued':
    case 'ApiTokenRevoked':
      return row;
    case 'RoleRevoked':
    case 'DelegationWithdrawn':
      return row && { ...row, grants: row.grants.map((grant) => endedGrant(grant, event)) };
  }
}
