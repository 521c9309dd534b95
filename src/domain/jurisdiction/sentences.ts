import type { Sentences } from '../event.ts';
import type { JurisdictionEvent } from './events.ts';

export const jurisdictionSentences: Sentences<JurisdictionEvent> = {
  JurisdictionRegistered: ({ jurisdiction, name }) => ({
    id: `${name} (${jurisdiction}) terdaftar.`,
    en: `${name} (${jurisdiction}) was registered.`,
  }),
  OrganizationRegistered: ({ name }) => ({ id: `${name} terdaftar.`, en: `${name} was registered.` }),
  MandateAssigned: ({ name, mandates }) => ({
    id: `${name} mengampu ${mandates.join(', ')}.`,
    en: `${name} was given the mandates ${mandates.join(', ')}.`,
  }),
};
