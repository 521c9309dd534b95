import type { PaperIndicator } from '../domain/instrument/index.ts';
import type { OrganizationKind } from '../domain/jurisdiction/index.ts';
import type { Bilingual } from '../kernel/locale.ts';

/** An agency as every place of the stories has it. */
export type Agency = Readonly<{ code: string; kind: OrganizationKind; name: Bilingual; mandate: string }>;

/** The division that leads the reporting of a place, and answers for legal affairs itself. */
export const LEGAL_DIVISION: Agency = {
  code: 'bagian-hukum',
  kind: 'LEGAL_DIVISION',
  name: { id: 'Bagian Hukum', en: 'Legal Division' },
  mandate: 'LEGAL_AFFAIRS',
};

export const AGENCIES: readonly Agency[] = [
  LEGAL_DIVISION,
  agency('dinas-kesehatan', 'HEALTH', { id: 'Dinas Kesehatan', en: 'Health Office' }),
  agency('dinas-pendidikan', 'EDUCATION', { id: 'Dinas Pendidikan', en: 'Education Office' }),
  agency('dinas-tenaga-kerja', 'MANPOWER', { id: 'Dinas Tenaga Kerja', en: 'Manpower Office' }),
  agency('dinas-lingkungan-hidup', 'ENVIRONMENT', { id: 'Dinas Lingkungan Hidup', en: 'Environment Office' }),
  agency('dinas-perumahan', 'HOUSING', { id: 'Dinas Perumahan dan Permukiman', en: 'Housing and Settlements Office' }),
  agency('dinas-kependudukan-pencatatan-sipil', 'CIVIL_REGISTRATION', {
    id: 'Dinas Kependudukan dan Pencatatan Sipil',
    en: 'Population and Civil Registration Office',
  }),
  agency('dinas-p3a', 'WOMEN_AND_CHILDREN', {
    id: 'Dinas Pemberdayaan Perempuan dan Perlindungan Anak',
    en: 'Women Empowerment and Child Protection Office',
  }),
  agency('dinas-sosial', 'SOCIAL_AFFAIRS', { id: 'Dinas Sosial', en: 'Social Affairs Office' }),
  agency('dinas-kominfo', 'COMMUNICATION', { id: 'Dinas Komunikasi dan Informatika', en: 'Communication Office' }),
  agency('badan-kesbangpol', 'POLITICS_AND_UNITY', {
    id: 'Badan Kesatuan Bangsa dan Politik',
    en: 'National Unity and Politics Agency',
  }),
  agency('dinas-pekerjaan-umum', 'PUBLIC_WORKS', { id: 'Dinas Pekerjaan Umum', en: 'Public Works Office' }),
  agency('dinas-pemberdayaan-masyarakat', 'VILLAGE_AFFAIRS', {
    id: 'Dinas Pemberdayaan Masyarakat',
    en: 'Community Empowerment Office',
  }),
];

/** The two that answer for bills of the local council and for the training of legal drafters. */
export const COUNCIL_SECRETARIAT = agency('sekretariat-dprd', 'COUNCIL_SECRETARIAT', {
  id: 'Sekretariat DPRD',
  en: 'Secretariat of the Local Council',
});

export const PERSONNEL_AGENCY = agency('badan-kepegawaian', 'PERSONNEL', {
  id: 'Badan Kepegawaian dan Pengembangan Sumber Daya Manusia',
  en: 'Personnel and Training Agency',
});

/** Who joins the others where legal reform is measured. */
export const REFORM_AGENCIES: readonly Agency[] = [COUNCIL_SECRETARIAT, PERSONNEL_AGENCY];

/** Who answers an indicator: the agency of the first mandate that the edition names for it. */
export function agencyFor({ code, mandates }: PaperIndicator): Agency {
  const found = AGENCIES.find(({ mandate }) => mandate === mandates[0]);
  if (!found) throw new Error(`no agency of the stories may answer ${code}`);
  return found;
}

function agency(code: string, mandate: string, name: Bilingual): Agency {
  return { code, kind: 'AGENCY', name, mandate };
}
