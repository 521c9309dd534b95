import { z } from 'zod';

import { UnitCode } from '../domain/codes.ts';
import { closesAtFor } from '../domain/cycle/index.ts';
import type { CycleRow } from '../view/cycles.ts';
import { maySee } from '../view/visibility.ts';
import { builder } from './builder.ts';
import { loadCycleEvent, requireParticipation } from './load.ts';
import { parseArgs } from './parse-args.ts';
import { CycleRef, EventRef } from './refs.ts';
import type { CycleNode } from './refs.ts';

type ExtensionNode = Readonly<{ cycle: CycleNode; extension: CycleRow['extensions'][number] }>;
type ClosureNode = Readonly<{ cycle: CycleNode; closure: CycleRow['closed'][number] }>;

/** All participants can be among them: hundreds of codes, which are at hand. */
const MANY_CODES = 20;

const ExtensionRef = builder.objectRef<ExtensionNode>('DeadlineExtension').implement({
  description: 'More time to submit, for all or for named units, and why.',
  fields: (t) => ({
    units: t.stringList({
      nullable: true,
      description: 'Codes of the units it was given to; null: to all.',
      complexity: MANY_CODES,
      resolve: ({ extension }) => extension.units,
    }),
    closesAt: t.field({ type: 'DateTime', resolve: ({ extension }) => extension.closesAt }),
    previous: t.field({
      type: 'DateTime',
      description: 'The deadline it took the place of.',
      resolve: ({ extension }) => extension.previous,
    }),
    reason: t.string({ resolve: ({ extension }) => extension.reason }),
    at: t.field({ type: 'DateTime', resolve: ({ extension }) => extension.at }),
    event: t.field({
      type: EventRef,
      nullable: true,
      description: 'The entry that holds it; for those who see the whole nation.',
      resolve: ({ extension, cycle }, _args, context) => loadCycleEvent(context, cycle, extension.position),
    }),
  }),
});

const ClosureRef = builder.objectRef<ClosureNode>('WindowClosure').implement({
  description: 'That a deadline passed, as the system recorded it.',
  fields: (t) => ({
    units: t.stringList({
      nullable: true,
      description: 'Codes of the units whose deadline it was; null: of all that had no other.',
      complexity: MANY_CODES,
      resolve: ({ closure }) => closure.units,
    }),
    closesAt: t.field({ type: 'DateTime', resolve: ({ closure }) => closure.closesAt }),
    notSubmitted: t.stringList({
      description:
        'Codes of the units that had handed in nothing. Before publication, of those that your grants reach.',
      complexity: MANY_CODES,
      resolve: async ({ closure, cycle }, _args, context) => {
        await requireParticipation(context, cycle.row);
        const viewer = await context.viewer();
        return closure.notSubmitted.filter((unit) => cycle.row.published !== null || maySee(viewer, unit));
      },
    }),
    at: t.field({ type: 'DateTime', description: 'When it was recorded.', resolve: ({ closure }) => closure.at }),
    event: t.field({
      type: EventRef,
      nullable: true,
      description: 'The entry that holds it; for those who see the whole nation.',
      resolve: ({ closure, cycle }, _args, context) => loadCycleEvent(context, cycle, closure.position),
    }),
  }),
});

const DeadlineArgs = z.object({ unit: UnitCode });

builder.objectFields(CycleRef, (t) => ({
  deadline: t.field({
    type: 'DateTime',
    description: 'Until when a unit can submit, with every extension.',
    args: { unit: t.arg.string({ required: true }) },
    resolve: ({ row }, asked, context) => closesAtFor(row, parseArgs(DeadlineArgs, asked, context).unit),
  }),
  extensions: t.field({
    type: [ExtensionRef],
    description: 'In the order in which they were given.',
    complexity: { field: 1, multiplier: 10 },
    resolve: (cycle) => cycle.row.extensions.map((extension) => ({ cycle, extension })),
  }),
  closures: t.field({
    type: [ClosureRef],
    description: 'The deadlines whose passing is recorded, in order.',
    complexity: { field: 1, multiplier: 10 },
    resolve: (cycle) => cycle.row.closed.map((closure) => ({ cycle, closure })),
  }),
}));
