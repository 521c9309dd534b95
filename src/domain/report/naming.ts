import type { DocumentFacts } from './commands.ts';
import type { ReportEvent } from './events.ts';

/** What every event that names a document says of it. */
export type DocumentNamed = Pick<DocumentFacts, 'digest' | 'evidence' | 'mediaType' | 'bytes'>;

/** The documents that an event names: as evidence, for an objection, or in an answer to a question. */
export function documentsNamedBy(event: ReportEvent): readonly DocumentNamed[] {
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
