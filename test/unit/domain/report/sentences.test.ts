import { describe, expect, it } from 'vitest';

import { reportSentences } from '../../../../src/domain/report/index.ts';
import { OBJECTIONS_CLOSE, QUESTION_DUE, ROUND_DUE, ROUND_DUE_LATER } from '../../../support/report-histories.ts';

const STAGE = 'PROVINCIAL_REVIEW';

describe('what time did is told in both languages', () => {
  it.each([
    [
      reportSentences.CorrectionRoundClosed({ round: 2, stage: STAGE, dueAt: ROUND_DUE, unchanged: ['C1'] }),
      'Putaran perbaikan 2 berakhir karena jatuh tempo; 1 indikator tidak diperbaiki.',
      'Correction round 2 ended by its due date; 1 indicators were left as they were.',
    ],
    [
      reportSentences.ObjectionWindowClosed({ closesAt: OBJECTIONS_CLOSE, pending: [1] }),
      `Masa sanggah berakhir pada ${OBJECTIONS_CLOSE}; 1 sanggahan belum diputus.`,
      `The objection window closed at ${OBJECTIONS_CLOSE}; 1 objections are to be decided.`,
    ],
    [
      reportSentences.DeadlineLapsed({ deadline: 'CLARIFICATION', number: 3, dueAt: QUESTION_DUE }),
      `Klarifikasi 3 belum dijawab sampai batas waktunya, ${QUESTION_DUE}.`,
      `Clarification 3 was not answered by ${QUESTION_DUE}.`,
    ],
    [
      reportSentences.ReportDeadlineExtended({
        deadline: 'CORRECTION_ROUND',
        number: 1,
        previous: ROUND_DUE,
        dueAt: ROUND_DUE_LATER,
        reason: 'Banjir',
      }),
      `Batas waktu putaran perbaikan 1 diperpanjang sampai ${ROUND_DUE_LATER}: Banjir`,
      `The deadline of correction round 1 was extended until ${ROUND_DUE_LATER}: Banjir`,
    ],
    [
      reportSentences.ReportDeadlineExtended({
        deadline: 'OBJECTION_WINDOW',
        number: null,
        previous: ROUND_DUE,
        dueAt: ROUND_DUE_LATER,
        reason: 'Banjir',
      }),
      `Batas waktu masa sanggah diperpanjang sampai ${ROUND_DUE_LATER}: Banjir`,
      `The deadline of the objection window was extended until ${ROUND_DUE_LATER}: Banjir`,
    ],
  ])('%o', (sentence, id, en) => {
    expect(sentence).toEqual({ id, en });
  });
});
