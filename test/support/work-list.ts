import type { Answer } from '../../src/domain/instrument/index.ts';
import type { DocumentFacts, ReviewItem } from '../../src/domain/report/index.ts';
import { digestOf } from '../../src/kernel/digest.ts';
import { readHead } from '../../src/ledger/read.ts';
import type { JejakCommand } from '../../src/usecase/command.ts';
import { responsesByReport } from '../../src/view/reports.ts';
import type { TaskKind } from '../../src/view/tasks/task.ts';
import { pick } from './graphql-client.ts';
import type { Ask } from './graphql-client.ts';
import type { ToldWorld } from './told-world.ts';

export type ListedTask = Readonly<{
  kind: TaskKind;
  unit: Readonly<{ code: string }> | null;
  cycle: Readonly<{ code: string }>;
  indicators: readonly string[];
  dueAt: string | null;
  overdue: boolean;
  since: string | null;
  sentence: string;
  clarification: Readonly<{ number: number }> | null;
  objection: Readonly<{ number: number }> | null;
}>;

const TASKS = `query ($filter: TaskFilter) { viewer { tasks(first: 100, filter: $filter) { nodes {
  kind unit { code } cycle { code } indicators dueAt overdue since sentence clarification { number } objection { number }
} } } }`;

/** What waits for a person at the told moment. */
export async function tasksFor(
  ask: Ask,
  { reader, clock }: Pick<ToldWorld, 'reader' | 'clock'>,
  { person, filter = {} }: Readonly<{ person: string; filter?: object }>,
): Promise<readonly ListedTask[]> {
  const now = { position: await readHead(reader.database), time: clock.now() };
  const { data, errors } = await ask(TASKS, { person, variables: { filter }, now });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return pick(data, 'viewer.tasks.nodes') as readonly ListedTask[];
}

const ANSWERS: Readonly<Record<string, Answer>> = {
  A: { kind: 'PERCENT', value: '90' },
  B: { kind: 'CHOICE', option: 'TIDAK' },
  C: { kind: 'POINTS', value: '40' },
};

/** The step that a task is about, as it would be taken. */
export async function commandOf({ reader }: Pick<ToldWorld, 'reader'>, task: ListedTask): Promise<JejakCommand> {
  const seen = await readHead(reader.database);
  const key = { unit: task.unit?.code ?? '', cycle: task.cycle.code };
  const [responses = []] = await responsesByReport(reader, { position: seen, time: '' }, [`${key.unit}/${key.cycle}`]);
  const [indicator = ''] = task.indicators;
  const revision = responses.find((one) => one.indicator === indicator)?.revision ?? 0;
  return STEPS[task.kind]({ task, key, indicator, seen, revision });
}

type Key = Readonly<{ unit: string; cycle: string }>;
type Taking = Readonly<{ task: ListedTask; key: Key; indicator: string; seen: number; revision: number }>;

function answering({ key, indicator, revision: expectedRevision }: Taking): JejakCommand {
  const stated = { expectedRevision, answer: ANSWERS[indicator]!, narrative: null };
  return { type: 'SubmitResponse', ...key, indicator, ...stated };
}

function whole(kind: WholeStep): (taking: Taking) => JejakCommand {
  return ({ key, seen }) => wholeStep(kind, key, seen);
}

const STEPS: Readonly<Record<TaskKind, (taking: Taking) => JejakCommand>> = {
  OPEN_REPORT: whole('OPEN_REPORT'),
  ASSIGN: ({ key, task: { indicators } }) => ({
    type: 'AssignIndicators',
    ...key,
    organization: 'dinas-uji',
    indicators,
  }),
  ANSWER: answering,
  CORRECT: answering,
  ATTACH_EVIDENCE: ({ key, indicator }) => ({
    type: 'AttachDocument',
    ...key,
    indicator,
    document: paper(`${indicator}-E1`, 'Another'),
  }),
  ANSWER_CLARIFICATION: ({ key, task: { clarification } }) => ({
    type: 'AnswerClarification',
    ...key,
    clarification: clarification?.number ?? 0,
    answer: 'as it is',
    documents: [],
  }),
  SUBMIT_REPORT: ({ key }) => ({ type: 'SubmitReport', ...key, acknowledgeIncomplete: true }),
  RESUBMIT_REPORT: whole('RESUBMIT_REPORT'),
  DECIDE: ({ key, seen, task: { indicators } }) => ({
    type: 'ReviewResponses',
    ...key,
    seen,
    atomic: true,
    items: indicators.map(accepted),
  }),
  RETURN: whole('RETURN'),
  FORWARD: whole('FORWARD'),
  SCORE: ({ key, seen, task: { indicators } }) => ({
    type: 'ScoreResponses',
    ...key,
    seen,
    atomic: true,
    items: indicators.map((indicator) => ({ indicator, checks: [], override: null })),
  }),
  CONCLUDE: whole('CONCLUDE'),
  DECIDE_OBJECTION: ({ key, seen, task: { objection } }) => ({
    type: 'DecideObjection',
    ...key,
    seen,
    objection: objection?.number ?? 0,
    ruling: 'REJECTED',
    points: null,
    reason: 'no',
  }),
  PROPOSE_FINAL: whole('PROPOSE_FINAL'),
  FINALIZE: whole('FINALIZE'),
  PUBLISH_RESULTS: whole('PUBLISH_RESULTS'),
};

/** Steps that need nothing but to be taken. */
export const WHOLE_STEPS = [
  'OPEN_REPORT',
  'RESUBMIT_REPORT',
  'RETURN',
  'FORWARD',
  'CONCLUDE',
  'PROPOSE_FINAL',
  'FINALIZE',
  'PUBLISH_RESULTS',
] as const;

type WholeStep = (typeof WHOLE_STEPS)[number];

export function wholeStep(kind: WholeStep, key: Key, seen: number): JejakCommand {
  switch (kind) {
    case 'OPEN_REPORT':
      return { type: 'OpenReport', ...key };
    case 'RESUBMIT_REPORT':
      return { type: 'ResubmitReport', ...key };
    case 'RETURN':
      return { type: 'ReturnReport', ...key, seen, dueAt: null, note: null };
    case 'FORWARD':
      return { type: 'ForwardReport', ...key, seen, justification: null };
    case 'CONCLUDE':
      return { type: 'ConcludeAssessment', ...key, seen };
    case 'PROPOSE_FINAL':
      return { type: 'ProposeFinal', ...key, seen };
    case 'FINALIZE':
      return { type: 'FinalizeReport', ...key, seen };
    case 'PUBLISH_RESULTS':
      return { type: 'PublishResults', cycle: key.cycle };
  }
}

export function accepted(indicator: string): ReviewItem {
  return { indicator, ruling: 'ACCEPTED', reason: null, note: null, checks: [] };
}

export function paper(evidence: string, title: string): DocumentFacts {
  const file = { mediaType: 'application/pdf', bytes: 1000, issuedOn: null, validUntil: null };
  return { evidence, title, digest: digestOf(title), ...file };
}
