import type { Recorded } from '../domain/event.ts';
import { instrumentEvents } from '../domain/instrument/index.ts';
import type { InstrumentEvent } from '../domain/instrument/index.ts';
import type { Digest } from '../kernel/digest.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Bilingual } from '../kernel/locale.ts';
import { ownEvents } from './own-events.ts';
import type { Projection } from './projection.ts';

export type InstrumentEditionRow = Readonly<{
  instrument: string;
  edition: string;
  digest: Digest;
  title: Bilingual;
  engine: string;
  indicators: number;
  illustrative: number;
  publishedAt: Instant;
}>;

type Published = Recorded<Extract<InstrumentEvent, { type: 'InstrumentPublished' }>>;

const isOfInstrument = ownEvents(instrumentEvents);

/** Published editions by `<instrument>/<edition>`; what they say is stored by digest. */
export const instrumentEditionProjection: Projection<InstrumentEditionRow> = {
  name: 'instrument_edition',
  version: 1,
  keys: (event) => (isOfInstrument(event) ? [`${event.data.instrument}/${event.data.edition}`] : []),
  evolve: (row, event) => (isOfInstrument(event) ? published(event) : row),
};

/** It takes the one event of its stream and no other: a second one does not compile until it is answered, too. */
function published({ data, recordedAt }: Published): InstrumentEditionRow {
  return { ...data, publishedAt: recordedAt };
}
