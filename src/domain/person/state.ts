import type { Grant } from '../access.ts';
import type { Recorded } from '../event.ts';
import type { PersonEvent } from './events.ts';

export type PersonState = Readonly<{ registered: boolean; grants: readonly Grant[] }>;

export const initialState: PersonState = { registered: false, grants: [] };

export function evolve(state: PersonState, event: Recorded<PersonEvent>): PersonState {
  switch (event.type) {
    case 'PersonRegistered':
      return { ...state, registered: true };
    case 'RoleGranted': {
      const { role, jurisdiction, organization, validFrom, validUntil } = event.data;
      const scope = { role, jurisdiction, organization, validFrom, validUntil };
      return { ...state, grants: [...state.grants, { ...scope, position: event.position, revokedAt: null }] };
    }
    case 'RoleRevoked':
      return {
        ...state,
        grants: state.grants.map((grant) =>
          grant.position === event.data.grant ? { ...grant, revokedAt: event.recordedAt } : grant,
        ),
      };
  }
}
