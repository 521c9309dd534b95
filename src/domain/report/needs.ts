import type { Need, Role } from '../access.ts';
import { threadOf } from './clarifying.ts';
import type { Step } from './commands.ts';
import type { ReportState } from './state.ts';
import type { ReportStage } from './values.ts';

/** Which role the command takes. An answer belongs to the organization that the indicator is assigned to. */
export function needOf(command: Step, state: ReportState): Need {
  const { unit } = command;
  switch (command.type) {
    case 'OpenReport':
    case 'AssignIndicators':
    case 'SubmitReport':
    case 'ResubmitReport':
    case 'FileObjection':
      return { roles: ['COORDINATOR'], unit };
    case 'SubmitResponse':
    case 'WithdrawResponse':
    case 'AttachDocument':
    case 'ReplaceDocument':
    case 'WithdrawDocument':
      return { roles: ['REPORTER'], unit, ...assignedTo(command.indicator, state) };
    case 'AnswerClarification':
      return { roles: ['REPORTER', 'COORDINATOR'], unit, ...askedOf(command.clarification, state) };
    case 'ReviewResponses':
    case 'ReturnReport':
    case 'ForwardReport':
    case 'AskClarification':
      return { roles: [reviewerAt(state)], unit };
    case 'ExtendReportDeadline':
      return { roles: [reviewerAt(state), 'ADMINISTRATOR'], unit };
    case 'ScoreResponses':
    case 'ConcludeAssessment':
    case 'DecideObjection':
    case 'ProposeFinal':
    case 'FinalizeReport':
    case 'ReopenReport':
      return { roles: ['ASSESSOR'], unit };
    case 'CloseCorrectionRound':
    case 'CloseObjectionWindow':
    case 'LapseClarification':
      return { roles: ['SYSTEM'], unit };
  }
}

function assignedTo(indicator: string, state: ReportState): Pick<Need, 'organization'> {
  const organization = state.phase === 'open' ? state.responses[indicator]?.organization : null;
  return organization ? { organization } : {};
}

/** A question is answered by the organization that answers for its indicator, or by whoever coordinates the report. */
function askedOf(clarification: number, state: ReportState): Pick<Need, 'organization'> {
  const thread = state.phase === 'open' ? threadOf(clarification, state) : null;
  return thread ? assignedTo(thread.indicator, state) : {};
}

const REVIEWERS: Readonly<Record<ReportStage, Role>> = {
  DRAFTING: 'PROVINCIAL_REVIEWER',
  PROVINCIAL_REVIEW: 'PROVINCIAL_REVIEWER',
  REGIONAL_REVIEW: 'REGIONAL_REVIEWER',
  NATIONAL_ASSESSMENT: 'ASSESSOR',
  OBJECTION_WINDOW: 'ASSESSOR',
  FINAL: 'ASSESSOR',
};

function reviewerAt(state: ReportState): Role {
  return REVIEWERS[state.phase === 'open' ? state.header.stage : 'DRAFTING'];
}
