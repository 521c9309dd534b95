import { DecidingStageEnum } from './enums.ts';
import { loadEvent } from './load.ts';
import { EventRef, RoundRef } from './refs.ts';

RoundRef.implement({
  description: 'A correction round: the report went back, and until it is due only these indicators can be revised.',
  fields: (t) => ({
    number: t.int({ description: 'Within its report, from 1.', resolve: ({ round }) => round.round }),
    stage: t.field({ type: DecidingStageEnum, resolve: ({ round }) => round.stage }),
    indicators: t.stringList({
      description: 'Codes of the indicators that were returned.',
      resolve: ({ round }) => round.indicators,
    }),
    openedAt: t.field({ type: 'DateTime', resolve: ({ round }) => round.openedAt }),
    dueAt: t.field({ type: 'DateTime', resolve: ({ round }) => round.dueAt }),
    note: t.string({ nullable: true, resolve: ({ round }) => round.note }),
    resubmittedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Null while it is open, and where the due date ended it.',
      resolve: ({ round }) => round.resubmittedAt,
    }),
    closedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'When it was recorded that the due date had ended it; null while nobody has, and where it was resubmitted.',
      resolve: ({ round }) => round.closedAt,
    }),
    event: t.field({
      type: EventRef,
      description: 'The entry that opened it.',
      resolve: ({ round, report }, _args, context) => loadEvent(context, report.at, round.position),
    }),
    open: t.boolean({
      description: 'At the moment this answer is of.',
      resolve: ({ round, report }) =>
        round.resubmittedAt === null && round.closedAt === null && report.at.time < round.dueAt,
    }),
  }),
});
