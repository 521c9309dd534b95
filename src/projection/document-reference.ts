import type { RecordedJejakEvent } from '../domain/catalogue.ts';
import { isReportEvent } from '../domain/report/index.ts';
import type { DocumentFacts } from '../domain/report/index.ts';
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

type Named = Pick<DocumentFacts, 'digest' | 'evidence' | 'mediaType' | 'bytes'>;

function namedIn(event: RecordedJejakEvent): readonly Named[] {
  if (!isReportEvent(event)) return [];
  switch (event.type) {
    case 'DocumentAttached':
    case 'DocumentReplaced':
      return [event.data];
    case 'ObjectionFiled':
    case 'ClarificationAnswered':
      return event.data.documents;
    case 'ReportOpened':
    case 'IndicatorsAssigned':
    case 'ResponseSubmitted':
    case 'ResponseRevised':
    case 'ResponseWithdrawn':
    case 'DocumentWithdrawn':
    case 'ReportSubmitted':
    case 'ResponseDecided':
    case 'CorrectionRoundOpened':
    case 'ReportResubmitted':
    case 'ReportForwarded':
    case 'ResponseScored':
    case 'AssessmentConcluded':
    case 'ObjectionDecided':
    case 'FinalProposed':
    case 'ReportFinalized':
    case 'ClarificationAsked':
    case 'CorrectionRoundClosed':
    case 'ObjectionWindowClosed':
    case 'DeadlineLapsed':
    case 'ReportDeadlineExtended':
    case 'ReportReopened':
      return [];
  }
}

function reportOf({ stream }: RecordedJejakEvent): string {
  return stream.slice('report/'.length);
}
