import { awaitsAnswer } from '../domain/report/index.ts';
import type { Clarification, Message } from '../domain/report/index.ts';
import { builder } from './builder.ts';
import { DecidingStageEnum, RoleEnum } from './enums.ts';
import { loadEvent, requireFull } from './load.ts';
import { namedDocuments, NamedDocumentRef } from './named-document.ts';
import { EventRef, ReportRef, ResponseRef } from './refs.ts';
import type { ReportNode } from './refs.ts';
import { opened } from './sealed.ts';

type ClarificationNode = Readonly<{ report: ReportNode; clarification: Clarification }>;
type MessageNode = Readonly<{ report: ReportNode; message: Message }>;

const MessageKind = builder.enumType('ClarificationMessageKind', {
  description: 'What was said: by whoever decides, or by whoever answers for the indicator.',
  values: ['QUESTION', 'ANSWER'] as const,
});

const ClarificationStatus = builder.enumType('ClarificationStatus', {
  description: 'AWAITING_ANSWER: the last word is a question. ANSWERED: it is an answer.',
  values: ['AWAITING_ANSWER', 'ANSWERED'] as const,
});

const MessageRef = builder.objectRef<MessageNode>('ClarificationMessage').implement({
  description: 'One question or answer of a thread.',
  fields: (t) => ({
    kind: t.field({ type: MessageKind, resolve: ({ message }) => message.kind }),
    text: t.string({
      nullable: true,
      description: 'What was said; null where it is gone because whoever said it was erased.',
      resolve: ({ message: { said } }, _args, context) =>
        said.kind === 'PLAIN' ? said.text : opened(context, said.commitment),
    }),
    erased: t.boolean({
      description: 'Whoever said it was erased, and what they said with them. That it was said stays.',
      resolve: async ({ message: { said } }, _args, { loaders }) =>
        said.kind === 'SEALED' && (await loaders.sealed.load(said.commitment)).state === 'ERASED',
    }),
    documents: t.field({
      type: [NamedDocumentRef],
      description: 'What an answer points to.',
      complexity: { field: 1, multiplier: 20 },
      resolve: ({ message, report }) => namedDocuments(report, message.documents),
    }),
    role: t.field({ type: RoleEnum, resolve: ({ message }) => message.role }),
    at: t.field({ type: 'DateTime', resolve: ({ message }) => message.at }),
    event: t.field({
      type: EventRef,
      description: 'The entry that holds it.',
      resolve: ({ message, report }, _args, context) => loadEvent(context, report.at, message.position),
    }),
  }),
});

export const ClarificationRef = builder.objectRef<ClarificationNode>('Clarification').implement({
  description: 'A thread of questions about one indicator and their answers (klarifikasi).',
  fields: (t) => ({
    number: t.int({
      description: 'Within its report, from 1.',
      resolve: ({ clarification }) => clarification.clarification,
    }),
    indicator: t.string({
      description: 'The code of the indicator.',
      resolve: ({ clarification }) => clarification.indicator,
    }),
    stage: t.field({
      type: DecidingStageEnum,
      description: 'The stage that asked last.',
      resolve: ({ clarification }) => clarification.stage,
    }),
    status: t.field({
      type: ClarificationStatus,
      resolve: ({ clarification }) => (awaitsAnswer(clarification) ? 'AWAITING_ANSWER' : 'ANSWERED'),
    }),
    dueAt: t.field({
      type: 'DateTime',
      description: 'When the last question is to be answered.',
      resolve: ({ clarification }) => clarification.dueAt,
    }),
    overdue: t.boolean({
      description: 'Due and not answered, at the moment this answer is of.',
      resolve: ({ clarification, report }) => awaitsAnswer(clarification) && report.at.time >= clarification.dueAt,
    }),
    lapsedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was recorded that the last question had not been answered in time.',
      resolve: ({ clarification }) => clarification.lapsedAt,
    }),
    messages: t.field({
      type: [MessageRef],
      description: 'In the order in which they were said.',
      complexity: { field: 1, multiplier: 10 },
      resolve: ({ clarification, report }) => clarification.messages.map((message) => ({ message, report })),
    }),
  }),
});

builder.objectFields(ResponseRef, (t) => ({
  clarifications: t.field({
    type: [ClarificationRef],
    description: 'Threads of questions about this indicator, in the order in which they were begun.',
    complexity: { field: 1, multiplier: 5 },
    resolve: ({ report, state }) => threadsOf(report, state.indicator),
  }),
}));

builder.objectFields(ReportRef, (t) => ({
  clarifications: t.field({
    type: [ClarificationRef],
    description: 'Every thread of questions about the report, in the order in which they were begun.',
    complexity: { field: 1, multiplier: 40 },
    resolve: (report, _args, context) => {
      requireFull(report, context);
      return threadsOf(report, null);
    },
  }),
}));

function threadsOf(report: ReportNode, indicator: string | null): ClarificationNode[] {
  return report.row.clarifications
    .filter((one) => indicator === null || one.indicator === indicator)
    .map((clarification) => ({ report, clarification }));
}
