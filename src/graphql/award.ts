import { z } from 'zod';

import { unitParts } from '../domain/codes.ts';
import type { GrantedAward } from '../domain/cycle/index.ts';
import { InstrumentCode } from '../domain/instrument/index.ts';
import { awardReasons } from '../view/awards.ts';
import { asOfArg } from './as-of.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import { DerivationRef } from './derivation.ts';
import { AwardKindEnum } from './enums.ts';
import { loadJurisdiction, present } from './load.ts';
import type { Moment } from './moment.ts';
import { parseArgs } from './parse-args.ts';
import { PredicateRef } from './predicate.ts';
import { CycleRef, JurisdictionRef } from './refs.ts';
import type { CycleNode } from './refs.ts';

type AwardNode = Readonly<{ award: GrantedAward; cycle: CycleNode }>;

const AwardRef = builder.objectRef<AwardNode>('Award').implement({
  description: 'An award, decided when the results were published and frozen with the figures it rests on.',
  fields: (t) => ({
    kind: t.field({ type: AwardKindEnum, resolve: ({ award }) => award.kind }),
    recipient: t.field({
      type: JurisdictionRef,
      resolve: ({ award, cycle }, _args, context) =>
        present(loadJurisdiction(context, cycle.at, unitParts(award.recipient).jurisdiction)),
    }),
    cycle: t.expose('cycle', { type: CycleRef, nullable: true }),
    predicate: t.field({
      type: PredicateRef,
      nullable: true,
      description: 'The predicate it is given for.',
      resolve: async ({ award, cycle }, _args, { reader }) => {
        const { predicates } = await reader.papers.edition(cycle.row.instrumentDigest);
        return predicates.find(({ code }) => code === award.predicate) ?? null;
      },
    }),
    reason: t.field({
      type: [DerivationRef],
      description: 'Why, from the frozen figures.',
      complexity: { field: 1, multiplier: 10 },
      resolve: async ({ award, cycle }, _args, context) => {
        const edition = await context.reader.papers.edition(cycle.row.instrumentDigest);
        const names = await namesOf(context, cycle.at, award.members);
        return awardReasons(edition, award, names).map((node) => ({ node, cited: null }));
      },
    }),
  }),
});

async function namesOf(
  context: GraphqlContext,
  at: Moment,
  members: GrantedAward['members'],
): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(members.map(({ unit }) => loadJurisdiction(context, at, unit)));
  return new Map(found.flatMap((one) => (one ? [[one.row.jurisdiction, one.row.name]] : [])));
}

const AwardsArgs = z.object({ instrument: InstrumentCode, cycleYear: z.int() });

builder.queryField('awards', (t) =>
  t.field({
    type: [AwardRef],
    description: 'The awards of a year; none before the results were published.',
    complexity: { field: 1, multiplier: 20 },
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
