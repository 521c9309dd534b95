import type { Sentences } from '../event.ts';
import type { InstrumentEvent } from './events.ts';

export const instrumentSentences: Sentences<InstrumentEvent> = {
  InstrumentPublished: ({ title, edition, indicators }) => ({
    id: `${title.id}, edisi ${edition}, diterbitkan dengan ${indicators} indikator.`,
    en: `${title.en}, edition ${edition}, was published with ${indicators} indicators.`,
  }),
};
