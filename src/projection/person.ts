import type { Grant } from '../domain/access.ts';
import type { RecordedJejakEvent } from '../domain/catalogue.ts';
import type { Projection } from './projection.ts';

export type PersonRow = Readonly<{ person: string; label: string; grants: readonly Grant[] }>;

/** Persons with the roles they hold and held. */
export const personProjection: Projection<PersonRow> = {
  name: 'person',
  version: 1,
  keys: (event) => (isOfPerson(event) ? [event.data.person] : []),
  evolve: (row, event) => {
    if (event.type === 'PersonRegistered') return { person: event.data.person, label: event.data.label, grants: [] };
    if (!row) return null;
    if (event.type === 'RoleGranted') return { ...row, grants: [...row.grants, granted(event)] };
    if (event.type !== 'RoleRevoked') return row;
    const { grant: position } = event.data;
    const grants = row.grants.map((one) => (one.position === position ? { ...one, revokedAt: event.recordedAt } : one));
    return { ...row, grants };
  },
};

type PersonEvent = Extract<RecordedJejakEvent, { type: 'PersonRegistered' | 'RoleGranted' | 'RoleRevoked' }>;

function isOfPerson(event: RecordedJejakEvent): event is PersonEvent {
  return event.type === 'PersonRegistered' || event.type === 'RoleGranted' || event.type === 'RoleRevoked';
}

function granted({ position, data }: Extract<PersonEvent, { type: 'RoleGranted' }>): Grant {
  const { role, jurisdiction, organization, validFrom, validUntil } = data;
  return { position, role, jurisdiction, organization, validFrom, validUntil, revokedAt: null };
}
