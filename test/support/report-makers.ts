import { REPORT_DEADLINES } from '../../src/domain/report/index.ts';
import type { ReportCommand, ReportState } from '../../src/domain/report/index.ts';
import type { Answer } from '../../src/domain/instrument/index.ts';
import { digestOf } from '../../src/kernel/digest.ts';
import { plusDays } from '../../src/kernel/instant.ts';
import { cast, HEALTH, OF, paper, PLANNING } from './report-samples.ts';
import type { Person } from './report-samples.ts';

/** One try of a play: what is drawn by chance, before it is known where the report stands. */
export type Draw = Readonly<{
  /** Tries that make no sense where the report stands are made, too. */
  wild: boolean;
  /** Which of the commands that fit. */
  turn: number;
  /** What else is chosen about it. */
  pick: number;
  indicator: string;
  /** How many positions behind the head the screen was read. */
  lag: number;
  minutes: number;
}>;

export type Turn = Readonly<{ who: Person; command: ReportCommand }>;

/** Where the report stands when the turn comes. */
export type Standing = Readonly<{ state: ReportState; head: number; now: string }>;

export type Make = (draw: Draw, standing: Standing) => Turn;

const TYPICAL = ['C1', 'N1', 'P1'] as const;

/** One maker for every command there is. */
export const MAKERS: Readonly<Record<ReportCommand['type'], Make>> = {
  OpenReport: () => ({ who: cast.coordinator, command: { type: 'OpenReport', ...OF } }),
  AssignIndicators: ({ indicator }) => {
    const organization = indicator === 'P1' ? PLANNING : HEALTH;
    return {
      who: cast.coordinator,
      command: { type: 'AssignIndicators', ...OF, organization, indicators: [indicator] },
    };
  },
  SubmitResponse: (draw, { state }) => {
    const { indicator, pick } = draw;
    const answer = at(ANSWERS[indicator] ?? [], pick);
    const command = { type: 'SubmitResponse', ...OF, indicator, answer, narrative: null } as const;
    return { who: reporter(draw), command: { ...command, expectedRevision: revision(draw, state) } };
  },
  WithdrawResponse: (draw, { state }) => {
    const command = { type: 'WithdrawResponse', ...OF, indicator: draw.indicator, reason: 'A mistake.' } as const;
    return { who: reporter(draw), command: { ...command, expectedRevision: revision(draw, state) } };
  },
  AttachDocument: (draw) => {
    const command = { type: 'AttachDocument', ...OF, indicator: draw.indicator, document: document(draw) } as const;
    return { who: reporter(draw), command };
  },
  ReplaceDocument: (draw) => {
    const command = { type: 'ReplaceDocument', ...OF, indicator: draw.indicator, document: document(draw) } as const;
    return { who: reporter(draw), command: { ...command, attachment: attachment(draw), reason: 'Unreadable.' } };
  },
  WithdrawDocument: (draw) => {
    const command = { type: 'WithdrawDocument', ...OF, indicator: draw.indicator, reason: 'Not ours.' } as const;
    return { who: reporter(draw), command: { ...command, attachment: attachment(draw) } };
  },
  SubmitReport: ({ pick }) => {
    const command = { type: 'SubmitReport', ...OF, acknowledgeIncomplete: pick % 4 !== 0 } as const;
    return { who: cast.coordinator, command };
  },
  ReviewResponses: (draw, standing) => ({ who: reviewer(standing), command: review(draw, standing) }),
  ReturnReport: (draw, standing) => {
    const command = { type: 'ReturnReport', ...OF, seen: seen(draw, standing), dueAt: null, note: null } as const;
    return { who: reviewer(standing), command };
  },
  ResubmitReport: () => ({ who: cast.coordinator, command: { type: 'ResubmitReport', ...OF } }),
  ForwardReport: (draw, standing) => {
    const justification = draw.pick % 3 === 0 ? 'The office was flooded.' : null;
    const command = { type: 'ForwardReport', ...OF, seen: seen(draw, standing), justification } as const;
    return { who: reviewer(standing), command };
  },
  ScoreResponses: (draw, standing) => {
    const override = draw.pick % 5 === 0 ? { points: '12.5', justification: 'Half of it was there.' } : null;
    const items = [...TYPICAL, draw.indicator].map((indicator) => ({ indicator, checks: [], override }));
    const command = { type: 'ScoreResponses', ...OF, seen: seen(draw, standing), items, atomic: false } as const;
    return { who: assessor(draw.pick), command };
  },
  ConcludeAssessment: (draw, standing) => {
    const command = { type: 'ConcludeAssessment', ...OF, seen: seen(draw, standing) } as const;
    return { who: assessor(draw.pick), command };
  },
  FileObjection: ({ indicator }) => {
    const command = { type: 'FileObjection', ...OF, indicator, grounds: 'It was there.', documents: [] } as const;
    return { who: cast.coordinator, command };
  },
  DecideObjection: (draw, standing) => {
    const { state } = standing;
    const objection = state.phase === 'open' ? state.header.objections.length : 1;
    const ruling =
      draw.pick % 2 === 0 ? { ruling: 'UPHELD' as const, points: '90' } : { ruling: 'REJECTED' as const, points: null };
    const command = { type: 'DecideObjection', ...OF, seen: seen(draw, standing), objection, reason: 'Seen.' } as const;
    return { who: assessor(Math.trunc(draw.pick / 2)), command: { ...command, ...ruling } };
  },
  ProposeFinal: (draw, standing) => {
    const command = { type: 'ProposeFinal', ...OF, seen: seen(draw, standing) } as const;
    return { who: assessor(draw.pick), command };
  },
  FinalizeReport: (draw, standing) => {
    const command = { type: 'FinalizeReport', ...OF, seen: seen(draw, standing) } as const;
    return { who: assessor(Math.trunc(draw.pick / 2)), command };
  },
  ReopenReport: (draw, standing) => {
    const command = { type: 'ReopenReport', ...OF, seen: seen(draw, standing), reason: 'A letter turned up.' } as const;
    return { who: assessor(draw.pick), command };
  },
  AskClarification: (draw, standing) => {
    const clarification = draw.pick % 3 === 0 ? 1 : null;
    const asked = { indicator: draw.indicator, clarification, question: 'Which year?', dueAt: null };
    const command = { type: 'AskClarification', ...OF, seen: seen(draw, standing), ...asked } as const;
    return { who: reviewer(standing), command };
  },
  AnswerClarification: (draw, { state }) => {
    const said = { clarification: lastQuestion(state), answer: 'Last year.', documents: [] };
    return { who: reporter(draw), command: { type: 'AnswerClarification', ...OF, ...said } };
  },
  ExtendReportDeadline: (draw, standing) => {
    const deadline = at(REPORT_DEADLINES, draw.pick);
    const number = deadline === 'CLARIFICATION' ? lastQuestion(standing.state) : null;
    const dueAt = plusDays(standing.now, draw.pick % 30);
    const command = { type: 'ExtendReportDeadline', ...OF, deadline, number, dueAt, reason: 'A flood.' } as const;
    return { who: draw.pick % 2 === 0 ? cast.administrator : reviewer(standing), command };
  },
  CloseCorrectionRound: (_draw, { state }) => {
    const round = state.phase === 'open' ? Math.max(1, state.header.rounds.length) : 1;
    return { who: SYSTEM, command: { type: 'CloseCorrectionRound', ...OF, round } };
  },
  CloseObjectionWindow: () => ({ who: SYSTEM, command: { type: 'CloseObjectionWindow', ...OF } }),
  LapseClarification: (_draw, { state }) => {
    return { who: SYSTEM, command: { type: 'LapseClarification', ...OF, clarification: lastQuestion(state) } };
  },
};

const SYSTEM: Person = { person: 'system', grants: [] };

const ANSWERS: Readonly<Record<string, readonly Answer[]>> = {
  C1: [
    { kind: 'CHOICE', option: 'ADA' },
    { kind: 'CHOICE', option: 'TIDAK' },
    { kind: 'NOT_APPLICABLE', reason: 'None.' },
  ],
  N1: [
    { kind: 'NUMBER', value: '80' },
    { kind: 'NUMBER', value: '33' },
    { kind: 'NUMBER', value: '0.5' },
  ],
  P1: [
    { kind: 'PERCENT', value: '50' },
    { kind: 'PERCENT', value: '33.3' },
    { kind: 'POINTS', value: '1' },
  ],
  C9: [{ kind: 'CHOICE', option: 'ADA' }],
};

function review(draw: Draw, standing: Standing): ReportCommand {
  const national = standing.state.phase === 'open' && standing.state.header.stage === 'NATIONAL_ASSESSMENT';
  const ruling = national
    ? 'RETURNED'
    : at(['ACCEPTED', 'ACCEPTED', 'ACCEPTED', 'RETURNED', 'REJECTED'] as const, draw.pick);
  const reason = ruling === 'ACCEPTED' ? null : 'UNREADABLE';
  const named = national ? [draw.indicator] : [...TYPICAL];
  const items = named.map((indicator) => ({ indicator, ruling, reason, note: null, checks: [] }) as const);
  return { type: 'ReviewResponses', ...OF, seen: seen(draw, standing), items, atomic: draw.pick % 7 === 0 };
}

function lastQuestion(state: ReportState): number {
  return state.phase === 'open' ? Math.max(1, state.header.clarifications.length) : 1;
}

function seen({ lag }: Draw, { head }: Standing): number {
  return head - lag;
}

function revision({ indicator, pick }: Draw, state: ReportState): number {
  const known = state.phase === 'open' ? (state.responses[indicator]?.revision ?? 0) : 0;
  return pick % 10 === 0 ? known + 1 : known;
}

function document({ indicator, pick }: Draw): ReturnType<typeof paper> {
  return paper(`${indicator}-E${1 + (pick % 2)}`, { digest: digestOf(String(pick % 4)) });
}

function attachment({ indicator, pick }: Draw): string {
  return `${indicator}.D${1 + (pick % 3)}`;
}

function reporter({ indicator }: Draw): Person {
  return indicator === 'P1' ? cast.planning : cast.health;
}

function reviewer({ state }: Standing): Person {
  const stage = state.phase === 'open' ? state.header.stage : 'DRAFTING';
  if (stage === 'REGIONAL_REVIEW') return cast.region;
  return stage === 'PROVINCIAL_REVIEW' ? cast.province : cast.assessor1;
}

function assessor(pick: number): Person {
  return pick % 2 === 0 ? cast.assessor1 : cast.assessor2;
}

export function at<Item>(items: readonly Item[], number: number): Item {
  return items[number % items.length]!;
}
