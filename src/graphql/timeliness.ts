import { NATIONAL_CALENDAR } from '../domain/calendar/index.ts';
import { unitParts } from '../domain/codes.ts';
import { TIME_ZONES } from '../domain/jurisdiction/index.ts';
import { timelinessOfReport } from '../view/timeliness.ts';
import type { ReportTimeliness } from '../view/timeliness.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import { FigureRef } from './figure.ts';
import { loadCycle, loadJurisdiction, present } from './load.ts';
import { ReportRef } from './refs.ts';
import type { ReportNode } from './refs.ts';

const TimelyRoundRef = builder.objectRef<ReportTimeliness['rounds'][number]>('TimelinessRound').implement({
  description: 'A correction round as the time it took the unit; what reviewers took is no part of it.',
  fields: (t) => ({
    round: t.exposeInt('round', { description: 'Within its report, from 1.' }),
    returnedAt: t.expose('returnedAt', { type: 'DateTime' }),
    resubmittedAt: t.expose('resubmittedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Null while it is open, and where its due date ended it.',
    }),
    endedByDueDate: t.exposeBoolean('endedByDueDate', {
      description: 'Nobody resubmitted, and the due date ended it.',
    }),
    workingHours: t.field({
      type: FigureRef,
      nullable: true,
      description:
        'From the return to its end, on working days of the unit, each of 24 hours. Null while it is open, and where a year of it has no calendar.',
      resolve: ({ workingHours }) => workingHours,
    }),
  }),
});

const TimelinessRef = builder.objectRef<ReportTimeliness>('Timeliness').implement({
  description: 'Whether a report came in time, and how long its corrections took: what awards for time are made of.',
  fields: (t) => ({
    deadline: t.expose('deadline', {
      type: 'DateTime',
      description:
        'The one that was in force for this unit at its first complete submission; extensions from after that do not count. While there is none: with every extension.',
    }),
    firstSubmission: t.expose('firstSubmission', { type: 'DateTime', nullable: true }),
    firstCompleteSubmission: t.expose('firstCompleteSubmission', {
      type: 'DateTime',
      nullable: true,
      description: 'The first one that nothing was missing in.',
    }),
    lead: t.field({
      type: FigureRef,
      nullable: true,
      description: 'Hours from the first complete submission to `deadline`; negative where it came after it.',
      resolve: ({ lead }) => lead,
    }),
    late: t.exposeBoolean('late', {
      description:
        'As the first submission recorded it, by the deadline of that moment; while there is none: the deadline has passed.',
    }),
    rounds: t.field({
      type: [TimelyRoundRef],
      description: 'In their order.',
      complexity: { field: 1, multiplier: 5 },
      resolve: ({ rounds }) => rounds,
    }),
    workingHours: t.field({
      type: FigureRef,
      nullable: true,
      description:
        'The mean of its returns, each with all rounds it took until it was accepted. Null where nothing was returned, a correction is not accepted yet, or a calendar is not known.',
      resolve: ({ workingHours }) => workingHours,
    }),
    neverReturned: t.exposeBoolean('neverReturned', { description: 'It was submitted, and nothing was returned.' }),
    unknownYears: t.intList({
      description: 'Years of its rounds of which no working calendar is published: nothing is counted in them.',
      resolve: ({ unknownYears }) => unknownYears,
    }),
  }),
});

builder.objectField(ReportRef, 'timeliness', (t) =>
  t.field({
    type: TimelinessRef,
    description:
      'Against the deadline that was in force for its unit, in the unit’s own time and by the calendar of the moment.',
    complexity: 5,
    resolve: loadTimeliness,
  }),
);

async function loadTimeliness(
  { row, at }: ReportNode,
  _args: object,
  context: GraphqlContext,
): Promise<ReportTimeliness> {
  const [cycle, calendar, place] = await Promise.all([
    present(loadCycle(context, at, row.cycle)),
    context.loaders.calendar.load({ at, key: NATIONAL_CALENDAR }),
    present(loadJurisdiction(context, at, unitParts(row.unit).jurisdiction)),
  ]);
  const local = { offset: TIME_ZONES[place.row.timeZone], calendar };
  return timelinessOfReport(row, { cycle: cycle.row, local, now: at.time });
}
