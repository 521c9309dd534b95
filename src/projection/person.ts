import type { Grant } from '../domain/access.ts';
import type { Recorded } from '../domain/event.ts';
import { endedGrant, grantOf, personEvents } from '../domain/person/index.ts';
import type { PersonEvent } from '../domain/person/index.ts';
import { ownEvents } from './own-events.ts';
import type { Projection } from './projection.ts';

export type PersonRow = Readonly<{ person: string; label: string; grants: readonly Grant[] }>;

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
      return { person: event.data.person, label: event.data.label, grants: [] };
    case 'RoleGranted':
    case 'RoleDelegated':
    case 'GlassBroken':
      return row && { ...row, grants: [...row.grants, grantOf(event)] };
    case 'RoleRevoked':
    case 'DelegationWithdrawn':
      return row && { ...row, grants: row.grants.map((grant) => endedGrant(grant, event)) };
  }
}
