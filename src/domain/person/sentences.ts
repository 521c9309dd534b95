import type { Sentences } from '../event.ts';
import type { PersonEvent } from './events.ts';

export const personSentences: Sentences<PersonEvent> = {
  PersonRegistered: ({ label }) => ({ id: `Terdaftar sebagai ${label}.`, en: `Registered as ${label}.` }),
  PersonalDataUpdated: ({ person }) => ({
    id: `Data pribadi ${person} diperbarui.`,
    en: `The personal data of ${person} were updated.`,
  }),
  PersonErased: ({ person, ground, authority }) => ({
    id: `Data pribadi ${person} dihapus dan semua haknya berakhir, atas perintah ${authority}: ${ground}`,
    en: `The personal data of ${person} were erased and all their rights ended, as ordered by ${authority}: ${ground}`,
  }),
  RoleGranted: ({ person, role, jurisdiction, organization }) => {
    const place = [jurisdiction, organization].filter((part) => part !== null).join('/');
    return {
      id: `Peran ${role} diberikan kepada ${person} untuk ${place || 'seluruh Indonesia'}.`,
      en: `The role ${role} was granted to ${person} for ${place || 'all of Indonesia'}.`,
    };
  },
  RoleDelegated: ({ person, role, delegatedBy, validUntil, reason }) => ({
    id: `Peran ${role} didelegasikan oleh ${delegatedBy} kepada ${person} sampai ${validUntil}: ${reason}`,
    en: `The role ${role} was delegated by ${delegatedBy} to ${person} until ${validUntil}: ${reason}`,
  }),
  GlassBroken: ({ person, jurisdiction, organization, validUntil, reason }) => {
    const unit = [jurisdiction, organization].filter((part) => part !== null).join('/');
    return {
      id: `${person} membuka akses darurat atas ${unit} sampai ${validUntil}: ${reason}`,
      en: `${person} broke the glass over ${unit} until ${validUntil}: ${reason}`,
    };
  },
  DelegationWithdrawn: ({ person, role, reason }) => ({
    id: `Pendelegasian peran ${role} kepada ${person} ditarik: ${reason}`,
    en: `The delegation of the role ${role} to ${person} was withdrawn: ${reason}`,
  }),
  RoleRevoked: ({ person, role, reason }) => ({
    id: `Peran ${role} dicabut dari ${person}: ${reason}`,
    en: `The role ${role} was revoked from ${person}: ${reason}`,
  }),
  ApiTokenIssued: ({ person, label, scopes, validUntil }) => ({
    id: `Token mesin "${label}" (${scopes.join(', ')}) diterbitkan untuk ${person} sampai ${validUntil}.`,
    en: `The token "${label}" (${scopes.join(', ')}) was issued to a machine of ${person} until ${validUntil}.`,
  }),
  ApiTokenRevoked: ({ person, token, reason }) => ({
    id: `Token mesin ${token} milik ${person} dicabut: ${reason}`,
    en: `The token ${token} of a machine of ${person} was revoked: ${reason}`,
  }),
};
