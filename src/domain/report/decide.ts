import { err, ok } from '../../kernel/result.ts';
import { authorize, coversUnit, isLive, reports, wasLive } from '../access.ts';
import type { Asking, Authority, Need, Role } from '../access.ts';
import type { Outcome } from '../decider.ts';
import { concludeAssessment, scoreResponses } from './assessment.ts';
import { answerClarification, askClarification, threadOf } from './clarifying.ts';
import type { ReportCommand } from './commands.ts';
import {
  closeCorrectionRound,
  closeObjectionWindow,
  extendReportDeadline,
  lapseClarification,
} from './deadlines.ts';
import { assignIndicators, openReport, submitReport, submitResponse, withdrawResponse } from './drafting.ts';
import type { ReportEvent } from './events.ts';
import { attachDocument, replaceDocument, withdrawDocument } from './evidence.ts';
import type { KnownFacts, ReportFacts, ReportRefusal, ReportRefusalCode, Ruled } from './facts.ts';
import { finalizeReport, proposeFinal, reopenReport } from './finalizing.ts';
import { decideObjection, fileObjection } from './objection.ts';
import { forwardReport, resubmitReport, returnReport, reviewResponses } from './review.ts';
import type { OpenedReport, ReportState } from './state.ts';
import type { ReportStage } from './values.ts';

type ReportOutcome = Outcome<ReportEvent, ReportRefusalCode>;

/** Every rule of a report: authorisation first, then what must be known, then the rule of the command. */
export function decide(command: ReportCommand, state: ReportState, facts: ReportFacts): ReportOutcome {
  const under = authorize(needOf(command, state), facts);
  if (!under) return err({ code: 'NOT_ALLOWED' });
  const refusal = fourEyesRefusal(command, under, facts);
  if (refusal) return err(refusal);
  const { cycle, paper, unit } = facts;
  if (!cycle || !paper) return err({ code: 'CYCLE_UNKNOWN', path: ['cycle'] });
  if (!unit) return err({ code: 'JURISDICTION_UNKNOWN', path: ['unit'] });
  if (cycle.publishedAt !== null && stands(command, state)) return err({ code: 'RESULTS_PUBLISHED', path: ['cycle'] });
  return ruleFor(command, state, { ...facts, cycle, paper, unit, under });
}

/** Once results are published, only what was reopened changes. */
function stands({ type }: ReportCommand, state: ReportState): boolean {
  if (type === 'ReopenReport') return false;
  return state.phase === 'absent' || state.header.stage === 'FINAL' || state.header.reopenings.length === 0;
}

function ruleFor(command: ReportCommand, state: ReportState, facts: KnownFacts): ReportOutcome {
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

function rule(command: SingleCommand, state: OpenedReport, facts: KnownFacts): Ruled {
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

/** Which role the command takes. An answer belongs to the organization that the indicator is assigned to. */
function needOf(command: ReportCommand, state: ReportState): Need {
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

const DECIDING: readonly ReportCommand['type'][] = [
  'ReviewResponses',
  'ReturnReport',
  'ForwardReport',
  'ScoreResponses',
  'ConcludeAssessment',
  'DecideObjection',
  'ProposeFinal',
  'FinalizeReport',
  'AskClarification',
  'ReopenReport',
];

function decides({ type }: ReportCommand): boolean {
  return DECIDING.includes(type);
}

/**
 * Four eyes: whoever reports for a place, or ever did, does not decide on it; a right that has ended does not undo the
 * answers given under it. Nor does anybody who hands out roles decide. More time is a decision as well, but for the
 * administrator, who gives it to all alike.
 */
function fourEyesRefusal(command: ReportCommand, { role }: Authority, { grants, now }: Asking): ReportRefusal | null {
  const givesTime = command.type === 'ExtendReportDeadline' && role !== 'ADMINISTRATOR';
  if (!decides(command) && !givesTime) return null;
  if (grants.some((grant) => reports(grant.role) && wasLive(grant, now) && coversUnit(grant, command.unit))) {
    return { code: 'OWN_UNIT' };
  }
  const administers = grants.some((grant) => grant.role === 'ADMINISTRATOR' && isLive(grant, now));
  return administers ? { code: 'ADMINISTRATOR_NEVER_SCORES' } : null;
}
