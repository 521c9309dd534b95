import { NATIONAL_CALENDAR } from '../domain/calendar/index.ts';
import { mismatchOf } from '../view/award-mismatch.ts';
import type { AwardMismatch, HeldNow } from '../view/award-mismatch.ts';
import { awardIn, awardsHeld, placesIn } from '../view/awards.ts';
import { publicationOf } from '../view/cycles.ts';
import type { CycleRow } from '../view/cycles.ts';
import { memoized } from '../view/memoized.ts';
import { offsetsOf } from '../view/ranking/ranking.ts';
import { maySee } from '../view/visibility.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import { loadEvent } from './load.ts';
import type { Moment } from './moment.ts';
import { AwardRef } from './refs.ts';
import type { CycleNode } from './refs.ts';
import { inWords, localeArg } from './words.ts';

const AwardMismatchRef = builder.objectRef<AwardMismatch>('AwardMismatch').implement({
  description: 'What was frozen with an award is not what holds now. The award stays as it was granted.',
  fields: (t) => ({
    frozen: t.exposeString('frozen', {
      nullable: true,
      description:
        'The figure of the recipient then: exact, with the predicate it was given for; of a province its places holding the predicate, "7/10"; or NEVER_RETURNED.',
    }),
    now: t.exposeString('now', { nullable: true, description: 'The same now; null where there is none any more.' }),
    stillHolds: t.exposeBoolean('stillHolds', { description: 'Would it be granted to the same place now?' }),
    explanation: t.string({
      args: localeArg,
      description: 'Whose figures changed, also of those it was compared with.',
      resolve: ({ explanation }, args, context) => inWords(explanation, args, context),
    }),
  }),
});

/** The reports of a whole year are read and compared again, but once for all awards of it, which come by the hundreds. */
const MISMATCH = 20;

builder.objectField(AwardRef, 'mismatch', (t) =>
  t.field({
    type: AwardMismatchRef,
    nullable: true,
    description:
      'Null where the frozen figures still hold: recomputed from the rows of the moment by the code that granted the award. Without grants over all places in question: from what is published.',
    complexity: MISMATCH,
    resolve: async ({ award, cycle }, _args, context) => {
      const entry = await loadEvent(context, cycle.at, award.position);
      const granted = awardIn(entry, award);
      const viewer = await context.viewer();
      const full = placesIn(granted).every((unit) => maySee(viewer, unit));
      return mismatchOf(granted, await held(cycle.row, String(full), () => loadHeld(context, cycle, full)));
    },
  }),
);

/** Rows are read anew for each operation, so that nothing is remembered beyond it. */
const held = memoized<Promise<HeldNow>>();

async function loadHeld(context: GraphqlContext, { row, at }: CycleNode, full: boolean): Promise<HeldNow> {
  const { loaders, reader } = context;
  const cycles = await loaders.cyclesOf.load({ at, key: row.instrument });
  const year = cycles.filter(({ cycleYear }) => cycleYear === row.cycleYear);
  const [edition, calendar, offsets, periods] = await Promise.all([
    reader.papers.edition(row.instrumentDigest),
    loaders.calendar.load({ at, key: NATIONAL_CALENDAR }),
    loadOffsets(context, at, year),
    Promise.all(year.map((one) => loadPeriod(context, { row: one, at }, full))),
  ]);
  return awardsHeld(edition, { cycle: row, periods, offsets, calendar });
}

async function loadPeriod({ loaders }: GraphqlContext, { row, at }: CycleNode, full: boolean) {
  const rowsAt = full ? at : publicationOf(row);
  return { row, reports: rowsAt ? await loaders.reportsOf.load({ at: rowsAt, key: row.cycle }) : [] };
}

async function loadOffsets(
  { loaders }: GraphqlContext,
  at: Moment,
  year: readonly CycleRow[],
): Promise<ReadonlyMap<string, number>> {
  const units = [...new Set(year.flatMap(({ participants }) => participants))];
  const places = await Promise.all(units.map((key) => loaders.jurisdiction.load({ at, key })));
  return offsetsOf(places);
}
