import type { Instant } from '../kernel/instant.ts';
import type { Bilingual } from '../kernel/locale.ts';
import type { AsOfProblem } from '../view/moment.ts';
import type { At } from '../view/reader.ts';

/** The moment an answer is of. `pinned`: it was asked for by `asOf`, so the ids of its objects carry the position. */
export type Moment = At & Readonly<{ pinned: boolean }>;

/** The input `AsOf`, of which exactly one member is given. */
export type AsOfInput = Readonly<{ position?: number | null; time?: Instant | null }>;

export function problemSentence(problem: AsOfProblem): Bilingual {
  switch (problem.code) {
    case 'POSITION_INVALID':
      return { id: 'Posisi itu tidak sah.', en: 'That is not a position.' };
    case 'POSITION_ABOVE_HEAD':
      return {
        id: `Buku besar baru sampai posisi ${problem.head}.`,
        en: `The ledger reaches position ${problem.head} only.`,
      };
    case 'TIME_INVALID':
      return { id: 'Waktu itu tidak sah.', en: 'That is not a time.' };
    case 'TIME_IN_FUTURE':
      return {
        id: `Waktu itu belum tiba; sekarang ${problem.now}.`,
        en: `That time has not come yet; it is ${problem.now} now.`,
      };
  }
}
