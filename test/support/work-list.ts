import type { Answer } from '../../src/domain/instrument/index.ts';
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
  const { kind, indicators } = task;
  const [indicator = ''] = indicators;
  const key = { unit: task.unit?.code ?? '', cycle: task.cycle.code };
  switch (kind) {
    case 'ASSIGN':
      return { type: 'AssignIndicators', ...key, organization: 'dinas-uji', indicators };
    case 'ANSWER':
    case 'CORRECT': {
      const at = { position: seen, time: '' };
      const [responses] = await responsesByReport(reader, at, [`${key.unit}/${key.cycle}`]);
      const expectedRevision = responses?.find((one) => one.indicator === indicator)?.revision ?? 0;
      return {
        type: 'SubmitResponse',
        ...key,
        indicator,
        expectedRevision,
        answer: ANSWERS[indicator]!,
        narrative: null,
      };
    }
    case 'ATTACH_EVIDENCE':
      return { type: 'AttachDocument', ...key, indicator, document: paper(`${indicator}-E1`, 'Another') };
    case 'ANSWER_CLARIFICATION': {
      const clarification = task.clarification?.number ?? 0;
      return { type: 'AnswerClarification', ...key, clarification, answer: 'as it is', documents: [] };
    }
    case 'SUBMIT_REPORT':
      return { type: 'SubmitReport', ...key, acknowledgeIncomplete: true };
    case 'DECIDE': {
      const items = indicators.map((code) => accepted(code));
      return { type: 'ReviewResponses', ...key, seen, atomic: true, items };
    }
    case 'SCORE': {
      const items = indicators.map((code) => ({ indicator: code, checks: [], override: null }));
      return { type: 'ScoreResponses', ...key, seen, atomic: true, items };
    }
    case 'DECIDE_OBJECTION': {
      const objection = task.objection?.number ?? 0;
      return { type: 'DecideObjection', ...key, seen, objection, ruling: 'REJECTED', points: null, reason: 'no' };
    }
    case 'OPEN_REPORT':
    case 'RESUBMIT_REPORT':
    case 'RETURN':
    case 'FORWARD':
    case 'CONCLUDE':
    case 'PROPOSE_FINAL':
    case 'FINALIZE':
    case 'PUBLISH_RESULTS':
      return wholeStep(kind, key, seen);
  }
}

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

export function wholeStep(
  kind: (typeof WHOLE_STEPS)[number],
  key: Readonly<{ unit: string; cycle: string }>,
  seen: number,
): JejakCommand {
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

export function accepted(indicator: string) {
  return { indicator, ruling: 'ACCEPTED', reason: null, note: null, checks: [] } as const;
}

export function paper(evidence: string, title: string) {
  const file = { mediaType: 'application/pdf', bytes: 1000, issuedOn: null, validUntil: null };
  return { evidence, title, digest: digestOf(title), ...file };
}
