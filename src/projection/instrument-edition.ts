import type { Digest } from '../kernel/digest.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Bilingual } from '../kernel/locale.ts';
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

/** Published editions by `<instrument>/<edition>`; what they say is stored by digest. */
export const instrumentEditionProjection: Projection<InstrumentEditionRow> = {
  name: 'instrument_edition',
  version: 1,
  keys: (event) => (event.type === 'InstrumentPublished' ? [`${event.data.instrument}/${event.data.edition}`] : []),
  evolve: (row, event) =>
    event.type === 'InstrumentPublished' ? { ...event.data, publishedAt: event.recordedAt } : row,
};
