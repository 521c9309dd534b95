import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Answer } from '../../../../src/domain/instrument/index.ts';
import { emptyResponse, report, tasksIn } from '../../../../src/domain/report/index.ts';
import type {
  ReportCommand,
  ReportFacts,
  ReportState,
  ReportTask,
  ResponseState,
} from '../../../../src/domain/report/index.ts';
import { digestOf } from '../../../../src/kernel/digest.ts';
import { plays } from '../../../support/report-play.ts';
import type { Play, Tried } from '../../../support/report-play.ts';
import { cast, city, cycleOfReport, HEALTH, OF, paper } from '../../../support/report-samples.ts';

const PEOPLE = Object.values(cast);

type Whole = readonly [ReportTask['kind'], (seen: number) => ReportCommand];

/** Steps that need nothing but to be taken. */
const WHOLE: readonly Whole[] = [
  ['OPEN_REPORT', () => ({ type: 'OpenReport', ...OF })],
  ['SUBMIT_REPORT', () => ({ type: 'SubmitReport', ...OF, acknowledgeIncomplete: true })],
  ['RESUBMIT_REPORT', () => ({ type: 'ResubmitReport', ...OF })],
  ['RETURN', (seen) => ({ type: 'ReturnReport', ...OF, seen, dueAt: null, note: null })],
  ['FORWARD', (seen) => ({ type: 'ForwardReport', ...OF, seen, justification: null })],
  ['CONCLUDE', (seen) => ({ type: 'ConcludeAssessment', ...OF, seen })],
  ['PROPOSE_FINAL', (seen) => ({ type: 'ProposeFinal', ...OF, seen })],
  ['FINALIZE', (seen) => ({ type: 'FinalizeReport', ...OF, seen })],
];

type Standing = Readonly<{ state: ReportState; facts: ReportFacts; tasks: readonly ReportTask[] }>;

/** Everybody at every turn, with what waits for them then. */
function everybody(tries: readonly Tried[]): readonly Standing[] {
  return tries.flatMap(({ before, facts: of }) =>
    PEOPLE.map(({ person, grants }) => {
      const facts = { ...of, person, grants };
      return { state: before, facts, tasks: tasksIn(OF, before, known(facts)) };
    }),
  );
}

function known(facts: ReportFacts): Parameters<typeof tasksIn>[2] {
  return { ...facts, cycle: facts.cycle ?? cycleOfReport, paper: facts.paper!, unit: facts.unit ?? city };
}

const ANSWERS: Readonly<Record<string, Answer>> = {
  C1: { kind: 'CHOICE', option: 'ADA' },
  N1: { kind: 'NUMBER', value: '7' },
  P1: { kind: 'PERCENT', value: '7' },
};

type Taking = Readonly<{ task: ReportTask; indicator: string; response: ResponseState; seen: number }>;

/** A task with one of its indicators. */
function takingsOf(tasks: readonly ReportTask[], state: ReportState, seen: number): readonly Taking[] {
  const responses = state.phase === 'open' ? state.responses : {};
  return tasks.flatMap((task) =>
    task.indicators.map((indicator) => {
      return { task, indicator, response: responses[indicator] ?? emptyResponse(indicator), seen };
    }),
  );
}

function answering({ indicator, response, seen }: Taking): ReportCommand {
  const stated = { expectedRevision: response.revision, answer: ANSWERS[indicator]!, narrative: `after ${seen}` };
  return { type: 'SubmitResponse', ...OF, indicator, ...stated };
}

/** Puts forward what is missing; where all is there, something has expired and is replaced. */
function attaching({ indicator, response, seen }: Taking): ReportCommand {
  const present = response.documents.filter(({ status }) => status === 'ATTACHED');
  const asked = indicator === 'P1' ? ['P1-E1', 'P1-E2'] : [`${indicator}-E1`];
  const missing = asked.find((code) => present.every(({ evidence }) => evidence !== code));
  const digest = digestOf(`new after ${seen}`);
  if (missing) return { type: 'AttachDocument', ...OF, indicator, document: paper(missing, { digest }) };
  const { attachment, evidence } = present[0]!;
  const replacement = { attachment, document: paper(evidence, { digest }), reason: 'expired' };
  return { type: 'ReplaceDocument', ...OF, indicator, ...replacement };
}

/** Steps that say something about one indicator. */
const SAYING: Readonly<Partial<Record<ReportTask['kind'], (taking: Taking) => ReportCommand>>> = {
  ASSIGN: ({ indicator }) => ({ type: 'AssignIndicators', ...OF, organization: HEALTH, indicators: [indicator] }),
  ANSWER: answering,
  CORRECT: answering,
  ATTACH_EVIDENCE: attaching,
  ANSWER_CLARIFICATION: ({ task: { number } }) => {
    return { type: 'AnswerClarification', ...OF, clarification: number ?? 0, answer: 'so', documents: [] };
  },
  DECIDE: ({ indicator, seen }) => {
    const item = { indicator, ruling: 'ACCEPTED', reason: null, note: null, checks: [] } as const;
    return { type: 'ReviewResponses', ...OF, seen, atomic: true, items: [item] };
  },
  SCORE: ({ indicator, seen }) => {
    return { type: 'ScoreResponses', ...OF, seen, atomic: true, items: [{ indicator, checks: [], override: null }] };
  },
  DECIDE_OBJECTION: ({ task: { number }, seen }) => {
    const rejected = { ruling: 'REJECTED', points: null, reason: 'no' } as const;
    return { type: 'DecideObjection', ...OF, seen, objection: number ?? 0, ...rejected };
  },
};

/** Checks the law on 16 lives, and on as many again while some kind of task came up in none: 16 lives alone may miss one. */
function untilSeen(count: number, kinds: ReadonlySet<string>, law: () => fc.IProperty<[Play]>): void {
  for (let round = 0; round === 0 || (round < 10 && kinds.size < count); round += 1) {
    fc.assert(law(), { numRuns: 16 });
  }
}

describe('What waits for somebody', () => {
  it('is there exactly as long as the step would be taken from them', () => {
    const kinds = new Set<string>();

    untilSeen(WHOLE.length, kinds, () =>
      fc.property(plays(), ({ tries }) => {
        for (const { state, facts, tasks } of everybody(tries)) {
          const accepted = WHOLE.filter(([, command]) => report.decide(command(facts.head), state, facts).ok);
          const listed = WHOLE.filter(([kind]) => tasks.some((task) => task.kind === kind));

          expect(listed.map(([kind]) => kind)).toEqual(accepted.map(([kind]) => kind));
          for (const [kind] of listed) kinds.add(kind);
        }
      }),
    );

    expect([...kinds].sort()).toEqual(WHOLE.map(([kind]) => kind).sort());
  });

  it('is accepted for every indicator that it names', () => {
    const kinds = new Set<string>();

    untilSeen(Object.keys(SAYING).length, kinds, () =>
      fc.property(plays(), ({ tries }) => {
        for (const { state, facts, tasks } of everybody(tries)) {
          for (const taking of takingsOf(tasks, state, facts.head)) {
            const command = SAYING[taking.task.kind]?.(taking);
            if (!command) continue;
            kinds.add(taking.task.kind);
            expect([command, report.decide(command, state, facts)]).toMatchObject([command, { ok: true }]);
          }
        }
      }),
    );

    expect([...kinds].sort()).toEqual(Object.keys(SAYING).sort());
  });

  it('is deciding an objection for none who scored last: lists leave those reports out before they read them', () => {
    fc.assert(
      fc.property(plays(), ({ tries }) => {
        for (const { state, facts, tasks } of everybody(tries)) {
          for (const { kind, indicators } of tasks) {
            if (kind !== 'DECIDE_OBJECTION' || state.phase === 'absent') continue;
            expect(state.responses[indicators[0]!]?.assessments.at(-1)?.person).not.toBe(facts.person);
          }
        }
      }),
      { numRuns: 16 },
    );
  });
});
