import type { Sentences } from '../event.ts';
import type { PersonEvent } from './events.ts';

export const personSentences: Sentences<PersonEvent> = {
  PersonRegistered: ({ label }) => ({ id: `Terdaftar sebagai ${label}.`, en: `Registered as ${label}.` }),
  RoleGranted: ({ person, role, jurisdiction, organization }) => {
    const place = [jurisdiction, organization].filter((part) => part !== null).join('/');
    return {
      id: `Peran ${role} diberikan kepada ${person} untuk ${place || 'seluruh Indonesia'}.`,
      en: `The role ${role} was granted to ${person} for ${place || 'all of Indonesia'}.`,
    };
  },
  RoleRevoked: ({ person, role, reason }) => ({
    id: `Peran ${role} dicabut dari ${person}: ${reason}`,
    en: `The role ${role} was revoked from ${person}: ${reason}`,
  }),
};
