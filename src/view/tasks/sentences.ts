import type { Bilingual } from '../../kernel/locale.ts';
import type { Task, TaskKind } from './task.ts';

/** What is to be done, as a sentence in both languages. */
export function taskSentence(task: Task): Bilingual {
  const { unitName, cycle, indicators } = task;
  return SENTENCES[task.kind]({ place: unitName ?? '', cycle, about: counted(indicators) });
}

type Words = Readonly<{ place: string; cycle: string; about: Bilingual }>;

const SENTENCES: Readonly<Record<TaskKind, (words: Words) => Bilingual>> = {
  OPEN_REPORT: ({ place, cycle }) => ({
    id: `Buka laporan ${place} untuk ${cycle}.`,
    en: `Open the report of ${place} for ${cycle}.`,
  }),
  ASSIGN: ({ place, cycle, about }) => ({
    id: `Tugaskan ${about.id} kepada perangkat daerah: ${place}, ${cycle}.`,
    en: `Assign ${about.en} to agencies: ${place}, ${cycle}.`,
  }),
  ANSWER: ({ place, cycle, about }) => ({
    id: `Jawab ${about.id}: ${place}, ${cycle}.`,
    en: `Answer ${about.en}: ${place}, ${cycle}.`,
  }),
  CORRECT: ({ place, cycle, about }) => ({
    id: `Perbaiki ${about.id} yang dikembalikan: ${place}, ${cycle}.`,
    en: `Correct ${about.en} that came back: ${place}, ${cycle}.`,
  }),
  ATTACH_EVIDENCE: ({ place, cycle, about }) => ({
    id: `Lampirkan data dukung yang belum ada atau sudah tidak berlaku untuk ${about.id}: ${place}, ${cycle}.`,
    en: `Attach evidence that is missing or has expired for ${about.en}: ${place}, ${cycle}.`,
  }),
  ANSWER_CLARIFICATION: ({ place, cycle, about }) => ({
    id: `Jawab klarifikasi tentang ${about.id}: ${place}, ${cycle}.`,
    en: `Answer the question about ${about.en}: ${place}, ${cycle}.`,
  }),
  SUBMIT_REPORT: ({ place, cycle, about }) => ({
    id: `Ajukan laporan ${place} untuk ${cycle}; ${about.id} belum dijawab.`,
    en: `Submit the report of ${place} for ${cycle}; ${about.en} not answered.`,
  }),
  RESUBMIT_REPORT: ({ place, cycle, about }) => ({
    id: `Ajukan kembali laporan ${place} untuk ${cycle}; ${about.id} dikembalikan.`,
    en: `Resubmit the report of ${place} for ${cycle}; ${about.en} returned.`,
  }),
  DECIDE: ({ place, cycle, about }) => ({
    id: `Verifikasi ${about.id}: ${place}, ${cycle}.`,
    en: `Decide on ${about.en}: ${place}, ${cycle}.`,
  }),
  RETURN: ({ place, cycle, about }) => ({
    id: `Kembalikan laporan ${place} untuk ${cycle}: ${about.id} dinyatakan perlu perbaikan.`,
    en: `Return the report of ${place} for ${cycle}: ${about.en} to be corrected.`,
  }),
  FORWARD: ({ place, cycle }) => ({
    id: `Teruskan laporan ${place} untuk ${cycle}: semua sudah diputus.`,
    en: `Forward the report of ${place} for ${cycle}: everything is decided.`,
  }),
  SCORE: ({ place, cycle, about }) => ({
    id: `Nilai ${about.id}: ${place}, ${cycle}.`,
    en: `Score ${about.en}: ${place}, ${cycle}.`,
  }),
  CONCLUDE: ({ place, cycle }) => ({
    id: `Selesaikan penilaian ${place} untuk ${cycle}: semua sudah dinilai.`,
    en: `Conclude the assessment of ${place} for ${cycle}: everything is scored.`,
  }),
  DECIDE_OBJECTION: ({ place, cycle, about }) => ({
    id: `Putuskan sanggahan atas ${about.id}: ${place}, ${cycle}.`,
    en: `Decide the objection to ${about.en}: ${place}, ${cycle}.`,
  }),
  PROPOSE_FINAL: ({ place, cycle }) => ({
    id: `Usulkan hasil final ${place} untuk ${cycle}: masa sanggah sudah berakhir.`,
    en: `Propose the final of ${place} for ${cycle}: the objection window has closed.`,
  }),
  FINALIZE: ({ place, cycle }) => ({
    id: `Sahkan hasil final ${place} untuk ${cycle} yang diusulkan orang lain.`,
    en: `Finalise the report of ${place} for ${cycle}, as somebody else proposed.`,
  }),
  PUBLISH_RESULTS: ({ cycle }) => ({
    id: `Umumkan hasil ${cycle}: semua laporan yang diajukan sudah final.`,
    en: `Publish the results of ${cycle}: every report that was submitted is final.`,
  }),
};

/** One by its code, several by their number. */
function counted(indicators: readonly string[]): Bilingual {
  const [only] = indicators;
  if (only !== undefined && indicators.length === 1) return { id: `indikator ${only}`, en: `indicator ${only}` };
  return { id: `${indicators.length} indikator`, en: `${indicators.length} indicators` };
}
