import type { Bilingual } from '../../kernel/locale.ts';

export const personRefusals = {
  PERSON_REGISTERED: { id: 'Orang ini sudah terdaftar.', en: 'This person is registered already.' },
  PERSON_UNKNOWN: { id: 'Orang ini belum terdaftar.', en: 'This person is not registered.' },
  PERSON_RESERVED: { id: 'Pengenal ini dicadangkan untuk sistem.', en: 'This id is reserved for the system.' },
  SELF_GRANT: {
    id: 'Tidak seorang pun memberikan peran kepada dirinya sendiri.',
    en: 'Nobody gives a role to themselves.',
  },
  SELF_REVOKE: {
    id: 'Hak administrator hanya dicabut oleh administrator lain.',
    en: 'The right to administer is revoked by another administrator.',
  },
  SELF_ERASE: {
    id: 'Data pribadi seseorang hanya dihapus oleh administrator lain.',
    en: 'Nobody erases themselves; another administrator does.',
  },
  GRANT_EXISTS: { id: 'Peran yang sama sudah berlaku.', en: 'The same role is in force already.' },
  GRANT_UNKNOWN: { id: 'Peran itu tidak ada atau sudah dicabut.', en: 'There is no such grant, or it was revoked.' },
  ORGANIZATION_NEEDED: {
    id: 'Peran ini terikat pada satu organisasi di satu kabupaten/kota.',
    en: 'This role is bound to one organization of one place.',
  },
  JURISDICTION_NEEDED: {
    id: 'Peran ini terikat pada satu wilayah.',
    en: 'This role is bound to one place.',
  },
  VALIDITY_REVERSED: {
    id: 'Akhir masa berlaku harus setelah awalnya.',
    en: 'The end of validity must be after its beginning.',
  },
  NOT_DELEGABLE: {
    id: 'Peran ini tidak dapat didelegasikan.',
    en: 'This role cannot be delegated.',
  },
  DELEGATE_DECIDES: {
    id: 'Peran pelapor tidak dapat didelegasikan kepada orang yang memverifikasi atau menilai laporan.',
    en: 'A role of those who report cannot be delegated to somebody who reviews or assesses reports.',
  },
  DELEGATION_TOO_LONG: {
    id: 'Pendelegasian paling lama 90 hari dan tidak melebihi masa berlaku peran itu sendiri.',
    en: 'A delegation lasts 90 days at most, and never longer than the role itself.',
  },
  API_TOKEN_TOO_LONG: {
    id: 'Token mesin berlaku paling lama 366 hari.',
    en: 'A token of a machine holds for 366 days at most.',
  },
  API_TOKENS_TOO_MANY: {
    id: 'Paling banyak 20 token mesin berlaku sekaligus. Cabut salah satu terlebih dahulu.',
    en: 'At most 20 tokens of machines hold at once. Revoke one of them first.',
  },
  API_TOKEN_UNKNOWN: {
    id: 'Token itu tidak ada atau sudah dicabut.',
    en: 'There is no such token, or it was revoked.',
  },
} as const satisfies Record<string, Bilingual>;
