import type { Bilingual } from '../../kernel/locale.ts';
import type { Sentences } from '../event.ts';
import type { Answer } from '../instrument/index.ts';
import type { ReportEvent } from './events.ts';

export const reportSentences: Sentences<ReportEvent> = {
  ReportOpened: ({ unitName, cycle }) => ({
    id: `${unitName} membuka laporan ${cycle}.`,
    en: `${unitName} opened its report for ${cycle}.`,
  }),
  IndicatorsAssigned: ({ name, indicators }) => ({
    id: `${indicators.length} indikator ditugaskan kepada ${name}.`,
    en: `${indicators.length} indicators were assigned to ${name}.`,
  }),
  ResponseSubmitted: ({ indicator, answer }) => ({
    id: `${indicator} dijawab: ${answerText(answer).id}.`,
    en: `${indicator} was answered: ${answerText(answer).en}.`,
  }),
  ResponseRevised: ({ indicator, answer, revision }) => ({
    id: `Jawaban ${indicator} diperbaiki (revisi ${revision}): ${answerText(answer).id}.`,
    en: `The answer to ${indicator} was revised (revision ${revision}): ${answerText(answer).en}.`,
  }),
  ResponseWithdrawn: ({ indicator, reason }) => ({
    id: `Jawaban ${indicator} ditarik: ${reason}`,
    en: `The answer to ${indicator} was withdrawn: ${reason}`,
  }),
  DocumentAttached: ({ indicator, title, evidence }) => ({
    id: `Dokumen "${title}" dilampirkan pada ${indicator} sebagai ${evidence}.`,
    en: `The document "${title}" was attached to ${indicator} as ${evidence}.`,
  }),
  DocumentReplaced: ({ indicator, title, replaces, reason }) => ({
    id: `Dokumen "${title}" menggantikan ${replaces} pada ${indicator}: ${reason}`,
    en: `The document "${title}" replaced ${replaces} of ${indicator}: ${reason}`,
  }),
  DocumentWithdrawn: ({ indicator, attachment, reason }) => ({
    id: `Dokumen ${attachment} ditarik dari ${indicator}: ${reason}`,
    en: `The document ${attachment} was withdrawn from ${indicator}: ${reason}`,
  }),
  ReportSubmitted: ({ complete, missing, late }) => ({
    id: `Laporan diajukan${complete ? '' : ` dengan ${missing.length} indikator belum lengkap`}${late ? ', terlambat' : ''}.`,
    en: `The report was submitted${complete ? '' : ` with ${missing.length} indicators incomplete`}${late ? ', late' : ''}.`,
  }),
  ResponseDecided: ({ indicator, stage, ruling, reason }) => ({
    id: `${indicator} pada ${stage}: ${RULINGS[ruling].id}${reason === null ? '' : ` (${reason})`}.`,
    en: `${indicator} at ${stage}: ${RULINGS[ruling].en}${reason === null ? '' : ` (${reason})`}.`,
  }),
  CorrectionRoundOpened: ({ round, indicators, dueAt }) => ({
    id: `Putaran perbaikan ${round} dibuka untuk ${indicators.length} indikator sampai ${dueAt}.`,
    en: `Correction round ${round} was opened for ${indicators.length} indicators until ${dueAt}.`,
  }),
  ReportResubmitted: ({ round }) => ({
    id: `Laporan diajukan kembali dari putaran perbaikan ${round}.`,
    en: `The report was resubmitted from correction round ${round}.`,
  }),
  CorrectionRoundClosed: ({ round, unchanged }) => ({
    id: `Putaran perbaikan ${round} berakhir karena jatuh tempo; ${unchanged.length} indikator tidak diperbaiki.`,
    en: `Correction round ${round} ended by its due date; ${unchanged.length} indicators were left as they were.`,
  }),
  ClarificationAsked: ({ clarification, indicator, dueAt }) => ({
    id: `Klarifikasi ${clarification} atas ${indicator} diminta, harus dijawab paling lambat ${dueAt}.`,
    en: `Clarification ${clarification} on ${indicator} was asked for, due ${dueAt}.`,
  }),
  ClarificationAnswered: ({ clarification, indicator }) => ({
    id: `Klarifikasi ${clarification} atas ${indicator} dijawab.`,
    en: `Clarification ${clarification} on ${indicator} was answered.`,
  }),
  DeadlineLapsed: ({ number, dueAt }) => ({
    id: `Klarifikasi ${number} belum dijawab sampai batas waktunya, ${dueAt}.`,
    en: `Clarification ${number} was not answered by ${dueAt}.`,
  }),
  ReportDeadlineExtended: ({ deadline, number, dueAt, reason }) => ({
    id: `Batas waktu ${DEADLINES[deadline].id}${number === null ? '' : ` ${number}`} diperpanjang sampai ${dueAt}: ${reason}`,
    en: `The deadline of ${DEADLINES[deadline].en}${number === null ? '' : ` ${number}`} was extended until ${dueAt}: ${reason}`,
  }),
  ObjectionWindowClosed: ({ closesAt, pending }) => ({
    id: `Masa sanggah berakhir pada ${closesAt}; ${pending.length} sanggahan belum diputus.`,
    en: `The objection window closed at ${closesAt}; ${pending.length} objections are to be decided.`,
  }),
  ReportReopened: ({ reopening, reason }) => ({
    id: `Laporan final dibuka kembali (${reopening}): ${reason}`,
    en: `The final report was reopened (${reopening}): ${reason}`,
  }),
  ReportForwarded: ({ from, to, unresolved }) => ({
    id: `Laporan diteruskan dari ${from} ke ${to}${unresolved.length > 0 ? ` dengan ${unresolved.length} indikator belum tuntas` : ''}.`,
    en: `The report was forwarded from ${from} to ${to}${unresolved.length > 0 ? ` with ${unresolved.length} indicators unresolved` : ''}.`,
  }),
  ResponseScored: ({ indicator, points, rulePoints, override }) => ({
    id: `${indicator} dinilai ${points}${override ? ` menggantikan nilai menurut aturan ${rulePoints}` : ''}.`,
    en: `${indicator} was scored ${points}${override ? ` in place of ${rulePoints} by rule` : ''}.`,
  }),
  AssessmentConcluded: ({ total, objectionClosesAt }) => ({
    id: `Penilaian selesai dengan nilai ${total}; masa sanggah sampai ${objectionClosesAt}.`,
    en: `The assessment was concluded at ${total}; objections until ${objectionClosesAt}.`,
  }),
  ObjectionFiled: ({ indicator, grounds }) => ({
    id: `Sanggahan atas ${indicator} diajukan: ${grounds}`,
    en: `An objection to ${indicator} was filed: ${grounds}`,
  }),
  ObjectionDecided: ({ indicator, ruling, points }) => ({
    id: `Sanggahan atas ${indicator} ${ruling === 'UPHELD' ? `dikabulkan dengan nilai ${points ?? ''}` : 'ditolak'}.`,
    en: `The objection to ${indicator} was ${ruling === 'UPHELD' ? `upheld with ${points ?? ''} points` : 'rejected'}.`,
  }),
  FinalProposed: ({ total }) => ({ id: `Nilai final ${total} diusulkan.`, en: `A final of ${total} was proposed.` }),
  ReportFinalized: ({ total, predicate }) => ({
    id: `Nilai final ${total} ditetapkan${predicate === null ? '' : `, predikat ${predicate}`}.`,
    en: `The final was confirmed at ${total}${predicate === null ? '' : `, predicate ${predicate}`}.`,
  }),
};

const DEADLINES = {
  CORRECTION_ROUND: { id: 'putaran perbaikan', en: 'correction round' },
  OBJECTION_WINDOW: { id: 'masa sanggah', en: 'the objection window' },
  CLARIFICATION: { id: 'klarifikasi', en: 'clarification' },
} as const;

const RULINGS: Readonly<Record<'ACCEPTED' | 'RETURNED' | 'REJECTED', Bilingual>> = {
  ACCEPTED: { id: 'diterima', en: 'accepted' },
  RETURNED: { id: 'dikembalikan', en: 'returned' },
  REJECTED: { id: 'ditolak', en: 'rejected' },
};

function answerText(answer: Answer): Bilingual {
  switch (answer.kind) {
    case 'CHOICE':
      return { id: answer.option, en: answer.option };
    case 'RATIO':
      return same(`${answer.numerator} / ${answer.denominator}`);
    case 'PERCENT':
      return same(`${answer.value} %`);
    case 'NUMBER':
    case 'POINTS':
      return same(answer.value);
    case 'NOT_APPLICABLE':
      return { id: `tidak berlaku (${answer.reason})`, en: `not applicable (${answer.reason})` };
  }
}

function same(text: string): Bilingual {
  return { id: text, en: text };
}
