import { unitParts } from '../domain/codes.ts';
import { toRational } from '../kernel/rational.ts';
import { changesSinceDecision, revisionsIn } from '../view/response-history.ts';
import type { Revision } from '../view/response-history.ts';
import { basisFor, scoreOn } from '../view/score.ts';
import { responseStatus } from '../view/response-status.ts';
import { AnswerRef } from './answer.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import { ResponseStatusEnum, ScoreBasisEnum } from './enums.ts';
import { eventListPage } from './event-page.ts';
import { EventConnection } from './events.ts';
import { eventNode, loadOrganization, reportKey } from './load.ts';
import { connectionOf, forwardArgs, pageOfList, perPage } from './paging.ts';
import {
  AssessmentRef,
  AttachmentRef,
  DecisionRef,
  EventRef,
  IndicatorRef,
  OrganizationRef,
  ResponseRef,
} from './refs.ts';
import type { ResponseNode } from './refs.ts';
import { decimalText } from './words.ts';

type RevisionNode = Readonly<{ response: ResponseNode; revision: Revision }>;

const RevisionRef = builder.objectRef<RevisionNode>('ResponseRevision').implement({
  description: 'One statement of an answer. Earlier ones stay; a withdrawal counts as one, without an answer.',
  fields: (t) => ({
    revision: t.int({ resolve: ({ revision }) => revision.revision }),
    answer: t.field({ type: AnswerRef, nullable: true, resolve: ({ revision }) => revision.answer }),
    narrative: t.string({ nullable: true, resolve: ({ revision }) => revision.narrative }),
    event: t.field({
      type: EventRef,
      description: 'The entry that made it.',
      resolve: ({ revision, response }) => eventNode(revision.entry, response.report.at),
    }),
  }),
});

const RevisionConnection = connectionOf<RevisionNode>('ResponseRevision', RevisionRef);

ResponseRef.implement({
  description:
    'What a report says about one indicator, with its documents and how it was ruled on. There is one per indicator, answered or not.',
  fields: (t) => ({
    indicator: t.field({
      type: IndicatorRef,
      description: 'As the period of the report asks it.',
      resolve: ({ indicator }) => ({ dimension: indicator.dimension, indicator }),
    }),
    organization: t.field({
      type: OrganizationRef,
      nullable: true,
      description: 'Who is to answer it, or answered it last.',
      resolve: ({ report, state }, _args, context) =>
        state.organization === null
          ? null
          : loadOrganization(context, report.at, `${unitParts(report.row.unit).jurisdiction}/${state.organization}`),
    }),
    status: t.field({ type: ResponseStatusEnum, resolve: ({ state }) => responseStatus(state) }),
    revision: t.int({
      description: '0 before the first answer. Whoever revises names the revision they saw.',
      resolve: ({ state }) => state.revision,
    }),
    answer: t.field({ type: AnswerRef, nullable: true, resolve: ({ state }) => state.answer }),
    narrative: t.string({ nullable: true, resolve: ({ state }) => state.narrative }),
    documents: t.field({
      type: [AttachmentRef],
      args: { includeWithdrawn: t.arg.boolean({ description: 'Also those that were replaced or withdrawn.' }) },
      resolve: ({ report, state }, { includeWithdrawn }) =>
        state.documents
          .filter(({ status }) => includeWithdrawn === true || status === 'ATTACHED')
          .map((attachment) => ({ report, indicator: state.indicator, attachment })),
    }),
    revisions: t.field({
      type: RevisionConnection,
      complexity: perPage,
      args: forwardArgs,
      resolve: async (response, page, context) => {
        const revisions = revisionsIn(await eventsOf(response, context));
        const nodes = revisions.map((revision) => ({ response, revision }));
        return pageOfList(nodes, page, { kind: 'revision', locale: context.locale });
      },
    }),
    decisions: t.field({
      type: [DecisionRef],
      description: 'Rulings in the order in which they were made.',
      resolve: (response) => response.state.decisions.map((decision) => ({ response, decision })),
    }),
    assessments: t.field({
      type: [AssessmentRef],
      description: 'Scorings in the order in which they were made.',
      resolve: (response) => response.state.assessments.map((assessment) => ({ response, assessment })),
    }),
    changesSinceDecision: t.field({
      type: [EventRef],
      description: 'What changed after the last ruling or scoring was looked at; none where there is no ruling.',
      resolve: async (response, _args, context) =>
        changesSinceDecision(response.state, await eventsOf(response, context)).map((entry) =>
          eventNode(entry, response.report.at),
        ),
    }),
    points: t.field({
      type: 'Decimal',
      nullable: true,
      description:
        'On the basis asked for, else on the highest basis reached; null where the report has not reached it.',
      args: { basis: t.arg({ type: ScoreBasisEnum }) },
      resolve: ({ moment, indicator }, { basis }) => {
        const reached = basisFor(moment.report, basis ?? null);
        const points = reached && scoreOn(moment, reached).indicators.get(indicator.code)?.points;
        return points ? decimalText(points) : null;
      },
    }),
    maximum: t.field({ type: 'Decimal', resolve: ({ indicator }) => decimalText(toRational(indicator.maximum)) }),
    history: t.field({
      type: EventConnection,
      description: 'Everything that happened to it.',
      complexity: perPage,
      args: forwardArgs,
      resolve: async (response, page, context) =>
        eventListPage(context, response.report.at, await eventsOf(response, context), page),
    }),
  }),
});

function eventsOf(
  { report, indicator }: ResponseNode,
  { loaders }: GraphqlContext,
): ReturnType<typeof loaders.responseEvents.load> {
  return loaders.responseEvents.load({ at: report.at, key: `${reportKey(report.row)}/${indicator.code}` });
}
