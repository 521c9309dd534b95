import { z } from 'zod';

import { unitParts } from '../domain/codes.ts';
import { InstrumentCode } from '../domain/instrument/index.ts';
import { awardIn, awardReasons, placesIn } from '../view/awards.ts';
import { asOfArg } from './as-of.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import { DerivationRef } from './derivation.ts';
import { AwardKindEnum } from './enums.ts';
import { loadEvent, loadJurisdiction, present } from './load.ts';
import type { Moment } from './moment.ts';
import { parseArgs } from './parse-args.ts';
import { PredicateRef } from './predicate.ts';
import { AwardRef, CycleRef, JurisdictionRef } from './refs.ts';

const AwardUnit = builder.enumType('AwardUnit', {
  description: 'What the value of an award counts. WORKING_HOURS: on working days, each of 24 hours.',
  values: ['POINTS', 'HOURS', 'WORKING_HOURS'] as const,
});

/** All 514 regencies and cities can be caring ones, and the provinces are awarded beside them. */
const MOST_AWARDS = 550;

/** A caring place has one reason; a comparison has one or more for each place of its province, but there are few of those. */
const REASONS = 8;

AwardRef.implement({
  description: 'An award, decided when the results were published and frozen with the figures it rests on.',
  fields: (t) => ({
    kind: t.field({ type: AwardKindEnum, resolve: ({ award }) => award.kind }),
    recipient: t.field({
      type: JurisdictionRef,
      resolve: ({ award, cycle }, _args, context) =>
        present(loadJurisdiction(context, cycle.at, unitParts(award.recipient).jurisdiction)),
    }),
    within: t.field({
      type: JurisdictionRef,
      nullable: true,
      description: 'The province among whose places the recipient leads; null where nothing was compared.',
      resolve: ({ award, cycle }, _args, context) =>
        award.within === null ? null : present(loadJurisdiction(context, cycle.at, award.within)),
    }),
    cycle: t.expose('cycle', {
      type: CycleRef,
      nullable: true,
      description: 'The cycle whose publication granted it; of a year the last one that was published.',
    }),
    predicate: t.field({
      type: PredicateRef,
      nullable: true,
      description: 'The predicate it is given for.',
      resolve: async ({ award, cycle }, _args, { reader }) => {
        const { predicates } = await reader.papers.edition(cycle.row.instrumentDigest);
        return predicates.find(({ code }) => code === award.predicate) ?? null;
      },
    }),
    value: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'The figure it is given for, rounded; null for a province, and for who was never returned anything.',
      resolve: ({ award }) => award.measure?.rounded ?? award.total,
    }),
    exact: t.string({
      nullable: true,
      description: 'The figure by which the recipient leads, as an exact fraction.',
      resolve: ({ award }) => award.measure?.exact ?? null,
    }),
    unit: t.field({
      type: AwardUnit,
      nullable: true,
      description: 'Of the value; null where nothing was compared.',
      resolve: ({ award }) => award.measure?.unit ?? null,
    }),
    reason: t.field({
      type: [DerivationRef],
      description: 'Why, from the frozen figures.',
      complexity: { field: 1, multiplier: REASONS },
      resolve: async ({ award, cycle }, _args, context) => {
        const edition = await context.reader.papers.edition(cycle.row.instrumentDigest);
        const granted = awardIn(await loadEvent(context, cycle.at, award.position), award);
        const names = await namesOf(context, cycle.at, placesIn(granted));
        return awardReasons(edition, granted, names).map((node) => ({ node, cited: null }));
      },
    }),
  }),
});

async function namesOf(
  context: GraphqlContext,
  at: Moment,
  places: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(places.map((unit) => loadJurisdiction(context, at, unit)));
  return new Map(found.flatMap((one) => (one ? [[one.row.jurisdiction, one.row.name]] : [])));
}

const AwardsArgs = z.object({ instrument: InstrumentCode, cycleYear: z.int() });

builder.queryField('awards', (t) =>
  t.field({
    type: [AwardRef],
    description: 'The awards of a year; none before the results were published.',
    complexity: { field: 1, multiplier: MOST_AWARDS },
    args: {
      instrument: t.arg.string({ required: true }),
      cycleYear: t.arg.int({ required: true, description: 'The year of reporting, not of the award.' }),
      ...asOfArg,
    },
    resolve: async (_root, { asOf, ...asked }, context) => {
      const { instrument, cycleYear } = parseArgs(AwardsArgs, asked, context);
      const at = await context.at(asOf);
      const cycles = await context.loaders.cyclesOf.load({ at, key: instrument });
      return cycles
        .filter((row) => row.cycleYear === cycleYear)
        .flatMap((row) => row.awards.map((award) => ({ award, cycle: { row, at } })));
    },
  }),
);
