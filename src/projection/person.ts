import type { Grant } from '../domain/access.ts';
import type { Recorded } from '../domain/event.ts';
import { personEvents } from '../domain/person/index.ts';
import type { PersonEvent } from '../domain/person/index.ts';
import { ownEvents } from './own-events.ts';
import type { Projection } from './projection.ts';

export type PersonRow = Readonly<{ person: string; label: string; grants: readonly Grant[] }>;

const isOfPerson = ownEvents(personEvents);

/** Persons with the roles they hold and held. */
export const personProjection: Projection<PersonRow> = {
  name: 'person',
  version: 1,
  keys: (event) => (isOfPerson(event) ? [event.data.person] : []),
  evolve: (row, event) => (isOfPerson(event) ? evolve(row, event) : row),
};

function evolve(row: PersonRow | null, event: Recorded<PersonEvent>): PersonRow | null {
  switch (event.type) {
    case 'PersonRegistered':
      return { person: event.data.person, label: event.data.label, grants: [] };
    case 'RoleGranted':
      return row && { ...row, grants: [...row.grants, granted(event)] };
    case 'RoleRevoked':
      return row && { ...row, grants: row.grants.map((grant) => revoked(grant, event)) };
  }
}

type Of<Type extends PersonEvent['type']> = Recorded<Extract<PersonEvent, { type: Type }>>;

function granted({ position, data }: Of<'RoleGranted'>): Grant {
  const { role, jurisdiction, organization, validFrom, validUntil } = data;
  return { position, role, jurisdiction, organization, validFrom, validUntil, revokedAt: null };
}

function revoked(grant: Grant, { data, recordedAt }: Of<'RoleRevoked'>): Grant {
  return grant.position === data.grant ? { ...grant, revokedAt: recordedAt } : grant;
}
