import type { RecordedJejakEvent } from '../domain/catalogue.ts';
import { documentsNamedBy, isReportEvent } from '../domain/report/index.ts';
import type { DocumentNamed } from '../domain/report/index.ts';
import type { Digest } from '../kernel/digest.ts';
import type { Projection } from './projection.ts';

/**
 * That a report refers to the bytes of a digest: as evidence, also where it was replaced or withdrawn since, for an objection, or
 * in an answer to a question. `evidence` and `position` are those of the first time.
 */
export type DocumentReferenceRow = Readonly<{
  digest: Digest;
  report: string;
  evidence: string;
  mediaType: string;
  bytes: number;
  position: number;
}>;

/** References by `<digest> <unit>/<cycle>`: what may be read, may not be collected, and has to be there. */
export const documentReferenceProjection: Projection<DocumentReferenceRow> = {
  name: 'document_reference',
  version: 1,
  keys: (event) => [...new Set(namedIn(event).map(({ digest }) => referenceKey(digest, reportOf(event))))],
  evolve: (row, event, key) => {
    if (row) return row;
    const named = namedIn(event).find(({ digest }) => key.startsWith(digest));
    if (!named) return null;
    const { digest, evidence, mediaType, bytes } = named;
    return { digest, report: reportOf(event), evidence, mediaType, bytes, position: event.position };
  },
};

export function referenceKey(digest: Digest, report: string): string {
  return `${digest} ${report}`;
}

function namedIn(event: RecordedJejakEvent): readonly DocumentNamed[] {
  return isReportEvent(event) ? documentsNamedBy(event) : [];
}

function reportOf({ stream }: RecordedJejakEvent): string {
  return stream.slice('report/'.length);
}
