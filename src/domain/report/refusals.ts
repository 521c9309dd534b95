import type { Bilingual } from '../../kernel/locale.ts';

export const reportRefusals = {
  REPORT_OPEN: { id: 'Laporan ini sudah dibuka.', en: 'This report has been opened already.' },
  REPORT_UNKNOWN: { id: 'Laporan ini belum dibuka.', en: 'This report has not been opened.' },
  NOT_A_PARTICIPANT: {
    id: 'Unit ini bukan peserta siklus tersebut.',
    en: 'This unit does not take part in that cycle.',
  },
  WINDOW_NOT_OPEN: { id: 'Masa pelaporan belum dibuka.', en: 'The submission window has not opened yet.' },
  DEADLINE_PASSED: { id: 'Batas waktu pelaporan sudah lewat.', en: 'The deadline for submission has passed.' },
  WRONG_STAGE: {
    id: 'Langkah ini tidak dapat dilakukan pada tahap laporan saat ini.',
    en: 'This step is not possible at the stage the report is in.',
  },
  INDICATOR_UNKNOWN: {
    id: 'Indikator ini tidak ditanyakan dalam siklus tersebut.',
    en: 'This indicator is not asked in that cycle.',
  },
  NOT_ASSIGNED: {
    id: 'Indikator ini belum ditugaskan kepada organisasi mana pun.',
    en: 'This indicator has not been assigned to an organization.',
  },
  AGENCY_OFF_MANDATE: {
    id: 'Indikator ini di luar tupoksi organisasi tersebut.',
    en: 'This indicator is outside the mandate of that organization.',
  },
  NOT_ANSWERED: { id: 'Indikator ini belum dijawab.', en: 'This indicator has not been answered.' },
  ANSWER_DOES_NOT_FIT: {
    id: 'Jawaban tidak sesuai dengan jenis atau rentang yang diminta indikator.',
    en: 'The answer does not fit the kind or range the indicator asks for.',
  },
  ANSWER_COMPUTED: {
    id: 'Nilai indikator ini dihitung dari register kasus, bukan diisi.',
    en: 'This indicator is computed from the case register, not typed in.',
  },
  NOT_APPLICABLE_NOT_ALLOWED: {
    id: 'Indikator ini tidak boleh dinyatakan tidak berlaku.',
    en: 'This indicator may not be stated as not applicable.',
  },
  NOT_RETURNED: {
    id: 'Dalam putaran perbaikan hanya indikator yang dikembalikan yang dapat diubah.',
    en: 'In a correction round only returned indicators can be changed.',
  },
  EVIDENCE_UNKNOWN: {
    id: 'Indikator ini tidak meminta data dukung dengan kode tersebut.',
    en: 'The indicator asks for no evidence of that code.',
  },
  SINGLE_FILE: {
    id: 'Data dukung ini harus berupa satu berkas gabungan. Ganti dokumen yang ada.',
    en: 'This evidence must be one merged file. Replace the document that is there.',
  },
  ALREADY_ATTACHED: {
    id: 'Dokumen yang sama sudah dilampirkan untuk data dukung ini.',
    en: 'The same document is attached for this evidence already.',
  },
  TOO_MANY_DOCUMENTS: {
    id: 'Terlalu banyak dokumen pada indikator ini. Gabungkan atau tarik sebagian.',
    en: 'There are too many documents on this indicator. Merge or withdraw some.',
  },
  ATTACHMENT_UNKNOWN: {
    id: 'Lampiran itu tidak ada atau sudah tidak berlaku.',
    en: 'There is no such attachment, or it is no longer in force.',
  },
  DOCUMENT_NOT_UPLOADED: {
    id: 'Organisasi Anda belum mengunggah dokumen dengan digest tersebut. Unggah dahulu ke /documents.',
    en: 'Your organization has not uploaded a document of that digest. Upload it to /documents first.',
  },
  DOCUMENT_QUARANTINED: {
    id: 'Dokumen ini belum selesai dipindai. Coba lagi sebentar lagi.',
    en: 'The document has not been scanned yet. Try again in a moment.',
  },
  DOCUMENT_INFECTED: {
    id: 'Pemindai menemukan perangkat perusak dalam dokumen ini.',
    en: 'The scanner found malware in this document.',
  },
  DOCUMENT_DIFFERS: {
    id: 'Ukuran atau jenis yang disebut berbeda dari yang diunggah.',
    en: 'The size or the media type that is stated differs from what was uploaded.',
  },
  DOCUMENT_TOO_LARGE: {
    id: 'Dokumen ini lebih besar daripada yang diterima instrumen tersebut.',
    en: 'The document is larger than that instrument takes.',
  },
  DOCUMENT_TYPE_NOT_TAKEN: {
    id: 'Instrumen tersebut tidak menerima dokumen jenis ini.',
    en: 'That instrument does not take documents of this type.',
  },
  DATES_REVERSED: {
    id: 'Masa berlaku berakhir sebelum tanggal terbit.',
    en: 'Validity ends before the date of issue.',
  },
  REPORT_EMPTY: { id: 'Belum ada satu pun indikator yang dijawab.', en: 'No indicator has been answered yet.' },
  REPORT_INCOMPLETE: {
    id: 'Laporan belum lengkap. Lengkapi, atau ajukan dengan pengakuan bahwa laporan belum lengkap.',
    en: 'The report is incomplete. Complete it, or submit it with an explicit acknowledgement.',
  },
  ANSWER_MISSING: { id: 'Jawaban belum ada.', en: 'The answer is missing.' },
  EVIDENCE_MISSING: { id: 'Data dukung wajib belum ada.', en: 'Required evidence is missing.' },
  EVIDENCE_EXPIRED: { id: 'Data dukung sudah tidak berlaku.', en: 'The evidence has expired.' },
  OWN_UNIT: {
    id: 'Anda tidak dapat memutuskan laporan unit yang Anda laporkan, atau pernah Anda laporkan.',
    en: 'You cannot decide on the report of a unit that you report for, or ever reported for.',
  },
  ADMINISTRATOR_NEVER_SCORES: {
    id: 'Administrator tidak memverifikasi, menilai, atau memutus laporan apa pun.',
    en: 'An administrator neither reviews, scores nor decides on any report.',
  },
  ITEM_TWICE: { id: 'Indikator yang sama tercantum dua kali.', en: 'The same indicator is listed twice.' },
  REASON_NEEDED: { id: 'Alasan harus disebutkan.', en: 'A reason has to be given.' },
  NOTE_NEEDED: { id: 'Catatan harus diisi untuk alasan ini.', en: 'This reason needs a note.' },
  CHECK_UNKNOWN: { id: 'Indikator ini tidak memiliki butir periksa tersebut.', en: 'The indicator has no such check.' },
  REJECTED_ALREADY: {
    id: 'Indikator ini sudah ditolak pada tahap ini; penolakan bersifat final untuk tahap tersebut.',
    en: 'The indicator was rejected at this stage already, and a rejection is final for the stage.',
  },
  ASSESSORS_SCORE: {
    id: 'Pada penilaian nasional jawaban dinilai atau dikembalikan, bukan diterima atau ditolak.',
    en: 'In national assessment responses are scored or returned, not accepted or rejected.',
  },
  NOTHING_RETURNED: { id: 'Tidak ada indikator yang dikembalikan.', en: 'No indicator has been returned.' },
  ROUND_OPEN: { id: 'Putaran perbaikan masih berjalan.', en: 'A correction round is still open.' },
  ROUND_NOT_OPEN: { id: 'Tidak ada putaran perbaikan yang berjalan.', en: 'No correction round is open.' },
  DUE_IN_THE_PAST: { id: 'Batas waktu harus di masa depan.', en: 'The due date must be in the future.' },
  UNDECIDED: {
    id: 'Masih ada indikator tanpa keputusan yang berlaku pada tahap ini.',
    en: 'Some indicators lack a live decision of this stage.',
  },
  NOT_SCORED: { id: 'Masih ada indikator yang belum dinilai.', en: 'Some indicators have not been scored.' },
  POINTS_OUT_OF_RANGE: {
    id: 'Nilai harus antara 0 dan nilai maksimum indikator.',
    en: 'Points must be between 0 and the maximum of the indicator.',
  },
  OBJECTION_WINDOW_CLOSED: { id: 'Masa sanggah sudah berakhir.', en: 'The objection window has closed.' },
  OBJECTION_WINDOW_OPEN: { id: 'Masa sanggah masih berjalan.', en: 'The objection window is still open.' },
  OBJECTION_PENDING: {
    id: 'Masih ada sanggahan yang belum diputus.',
    en: 'An objection has not been decided yet.',
  },
  OBJECTION_UNKNOWN: { id: 'Sanggahan itu tidak ada.', en: 'There is no such objection.' },
  OBJECTION_DECIDED: { id: 'Sanggahan itu sudah diputus.', en: 'The objection has been decided already.' },
  POINTS_NEEDED: {
    id: 'Sanggahan yang dikabulkan memerlukan nilai baru.',
    en: 'An upheld objection needs the points it sets.',
  },
  POINTS_NOT_RAISED: {
    id: 'Sanggahan yang dikabulkan harus menaikkan nilai.',
    en: 'An upheld objection has to raise the points.',
  },
  SAME_ASSESSOR: {
    id: 'Harus diputus oleh penilai lain: bukan yang memberi nilai, dan bukan yang mewakili atau diwakilinya.',
    en: 'It has to be decided by another assessor: not the one who scored, nor one who stands in for the other.',
  },
  NOT_PROPOSED: { id: 'Hasil final belum diusulkan.', en: 'No final has been proposed.' },
  SAME_PERSON: {
    id: 'Usulan tidak dapat disahkan oleh pengusulnya, maupun oleh yang mewakili atau diwakilinya.',
    en: 'Neither the proposer nor anybody who stands in for the other can confirm the proposal.',
  },
  CLARIFICATION_UNKNOWN: {
    id: 'Klarifikasi itu tidak ada untuk indikator ini.',
    en: 'There is no such clarification for this indicator.',
  },
  CLARIFICATION_PENDING: {
    id: 'Pertanyaan terakhir belum dijawab.',
    en: 'The last question has not been answered yet.',
  },
  CLARIFICATION_ANSWERED: {
    id: 'Pertanyaan terakhir sudah dijawab.',
    en: 'The last question has been answered already.',
  },
  CLARIFICATION_LAPSED: {
    id: 'Batas waktu pertanyaan ini sudah lewat dan tidak dapat diperpanjang; jawaban terlambat tetap diterima.',
    en: 'The question was due already and gets no more time; a late answer is still taken.',
  },
  TOO_MANY_CLARIFICATIONS: {
    id: 'Terlalu banyak klarifikasi pada laporan ini.',
    en: 'There are too many clarifications on this report.',
  },
} as const satisfies Record<string, Bilingual>;
