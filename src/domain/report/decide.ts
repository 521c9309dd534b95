import { err, ok } from '../../kernel/result.ts';
import type { Authority } from '../access.ts';
import type { Outcome } from '../decider.ts';
import { admit } from './admission.ts';
import { concludeAssessment, scoreResponses } from './assessment.ts';
import { answerClarification, askClarification } from './clarifying.ts';
import type { ReportCommand } from './commands.ts';
import { closeCorrectionRound, closeObjectionWindow, extendReportDeadline, lapseClarification } from './deadlines.ts';
import { assignIndicators, openReport, submitReport, submitResponse, withdrawResponse } from './drafting.ts';
import type { ReportEvent } from './events.ts';
import { attachDocument, replaceDocument, withdrawDocument } from './evidence.ts';
import type { Admitted, ReportFacts, ReportRefusalCode, Ruled } from './facts.ts';
import { finalizeReport, proposeFinal, reopenReport } from './finalizing.ts';
import { decideObjection, fileObjection } from './objection.ts';
import { forwardReport, resubmitReport, returnReport, reviewResponses } from './review.ts';
import type { OpenedReport, ReportState } from './state.ts';

type ReportOutcome = Outcome<ReportEvent, ReportRefusalCode>;

/** Every rule of a report: authorisation first, then what must be known, then the rule of the command. */
export function decide(command: ReportCommand, state: ReportState, facts: ReportFacts): ReportOutcome {
  const admitted = admit(command, state, facts);
  return admitted.ok ? ruleFor(command, state, admitted.value) : admitted;
}

function ruleFor(command: ReportCommand, state: ReportState, facts: Admitted<ReportFacts>): ReportOutcome {
  const { under } = facts;
  if (command.type === 'OpenReport') {
    if (state.phase === 'open') return err({ code: 'REPORT_OPEN' });
    return withAuthority(under, openReport(command, facts));
  }
  if (state.phase === 'absent') return err({ code: 'REPORT_UNKNOWN' });
  if (command.type === 'ReviewResponses' || command.type === 'ScoreResponses') {
    const bulk =
      command.type === 'ReviewResponses'
        ? reviewResponses(command, state, facts)
        : scoreResponses(command, state, facts);
    return bulk.ok ? ok({ under, ...bulk.value }) : bulk;
  }
  return withAuthority(under, rule(command, state, facts));
}

type SingleCommand = Exclude<ReportCommand, { type: 'OpenReport' | 'ReviewResponses' | 'ScoreResponses' }>;

function rule(command: SingleCommand, state: OpenedReport, facts: Admitted<ReportFacts>): Ruled {
  switch (command.type) {
    case 'AssignIndicators':
      return assignIndicators(command, state, facts);
    case 'SubmitResponse':
      return submitResponse(command, state, facts);
    case 'WithdrawResponse':
      return withdrawResponse(command, state, facts);
    case 'AttachDocument':
      return attachDocument(command, state, facts);
    case 'ReplaceDocument':
      return replaceDocument(command, state, facts);
    case 'WithdrawDocument':
      return withdrawDocument(command, state, facts);
    case 'SubmitReport':
      return submitReport(command, state, facts);
    case 'ReturnReport':
      return returnReport(command, state, facts);
    case 'ResubmitReport':
      return resubmitReport(command, state, facts);
    case 'ForwardReport':
      return forwardReport(command, state, facts);
    case 'ConcludeAssessment':
      return concludeAssessment(command, state, facts);
    case 'FileObjection':
      return fileObjection(command, state, facts);
    case 'DecideObjection':
      return decideObjection(command, state, facts);
    case 'ProposeFinal':
      return proposeFinal(command, state, facts);
    case 'FinalizeReport':
      return finalizeReport(command, state, facts);
    case 'ReopenReport':
      return reopenReport(command, state, facts);
    case 'AskClarification':
      return askClarification(command, state, facts);
    case 'AnswerClarification':
      return answerClarification(command, state, facts);
    case 'ExtendReportDeadline':
      return extendReportDeadline(command, state, facts);
    case 'CloseCorrectionRound':
      return closeCorrectionRound(command, state, facts);
    case 'CloseObjectionWindow':
      return closeObjectionWindow(state, facts);
    case 'LapseClarification':
      return lapseClarification(command, state, facts);
  }
}

function withAuthority(under: Authority, ruled: Ruled): ReportOutcome {
  return ruled.ok ? ok({ under, events: ruled.value }) : ruled;
}
