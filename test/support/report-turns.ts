import fc from 'fast-check';

import { openRound } from '../../src/domain/report/index.ts';
import type { ReportCommand, ReportHeader } from '../../src/domain/report/index.ts';
import { at, MAKERS } from './report-makers.ts';
import type { Draw, Make, Standing, Turn } from './report-makers.ts';
import { cast } from './report-samples.ts';
import type { Person } from './report-samples.ts';

const PEOPLE: readonly Person[] = Object.values(cast);
const TYPICAL = ['C1', 'N1', 'P1'] as const;

/** Tries: most of them fit where the report stands, some are wild, some screens are old, time never goes back. */
export function draws(): fc.Arbitrary<readonly Draw[]> {
  const draw = fc.record({
    wild: fc.nat(9).map((number) => number === 0),
    turn: fc.nat(1000),
    pick: fc.nat(1000),
    indicator: fc.constantFrom(...TYPICAL, ...TYPICAL, ...TYPICAL, 'C9'),
    lag: fc.constantFrom(0, 0, 0, 0, 0, 1, 5, -1),
    minutes: fc.constantFrom(0, 0, 1, 60, 60, 1440, 5760),
  });
  return fc.array(draw, { minLength: 60, maxLength: 120 });
}

export function turnOf(draw: Draw, standing: Standing): Turn {
  const makers = draw.wild ? Object.values(MAKERS) : fitting(standing);
  const turn = at(makers, draw.turn)(draw, standing);
  return draw.wild ? { ...turn, who: at(PEOPLE, draw.pick + draw.minutes) } : turn;
}

const REPORTING = [
  'SubmitResponse',
  'SubmitResponse',
  'AttachDocument',
  'ReplaceDocument',
  'WithdrawDocument',
] as const;
const ASSIGNING = ['AssignIndicators', 'AssignIndicators'] as const;
const ASIDE = ['AskClarification', 'AnswerClarification', 'ExtendReportDeadline', 'LapseClarification'] as const;
const REVIEWING = ['ReviewResponses', 'ReviewResponses', 'ReviewResponses', 'ReturnReport', 'ForwardReport'] as const;
const SCORING = ['ScoreResponses', 'ScoreResponses', 'ReviewResponses', 'ReturnReport', 'ConcludeAssessment'] as const;
const CLOSING = ['FileObjection', 'DecideObjection', 'CloseObjectionWindow', 'ProposeFinal', 'FinalizeReport'] as const;

/** The commands that fit the stage the report is in. */
function fitting({ state, now }: Standing): readonly Make[] {
  if (state.phase === 'absent') return [MAKERS.OpenReport];
  const types = openRound(state.header, now)
    ? ([...REPORTING, 'WithdrawResponse', 'ResubmitReport', ...ASIDE] as const)
    : fittingStage(state.header);
  return types.map((type) => MAKERS[type]);
}

function fittingStage({ stage }: ReportHeader): readonly ReportCommand['type'][] {
  switch (stage) {
    case 'DRAFTING':
      return [...ASSIGNING, ...REPORTING, ...REPORTING, 'WithdrawResponse', 'SubmitReport'];
    case 'PROVINCIAL_REVIEW':
    case 'REGIONAL_REVIEW':
      return [...REVIEWING, ...REVIEWING, 'CloseCorrectionRound', 'CloseCorrectionRound', ...ASIDE];
    case 'NATIONAL_ASSESSMENT':
      return [...SCORING, ...SCORING, 'CloseCorrectionRound', ...ASIDE];
    case 'OBJECTION_WINDOW':
      return [...CLOSING, ...CLOSING, 'ExtendReportDeadline'];
    case 'FINAL':
      return ['ReopenReport'];
  }
}
