import type { CycleRow } from '../view/cycles.ts';
import { builder } from './builder.ts';
import { loadCycleEvent, loadEdition, present } from './load.ts';
import { CycleRef, EditionRef, EventRef } from './refs.ts';
import type { CycleNode } from './refs.ts';

type ReplacementNode = Readonly<{ cycle: CycleNode; replacement: CycleRow['editions'][number] }>;

const EditionReplacementRef = builder.objectRef<ReplacementNode>('EditionReplacement').implement({
  description: 'That a whole cycle was bound to another edition, before any of its reports was assessed, and why.',
  fields: (t) => ({
    from: t.field({
      type: EditionRef,
      resolve: ({ cycle: { row, at }, replacement }, _args, context) =>
        present(loadEdition(context, at, `${row.instrument}/${replacement.from}`)),
    }),
    to: t.field({
      type: EditionRef,
      resolve: ({ cycle: { row, at }, replacement }, _args, context) =>
        present(loadEdition(context, at, `${row.instrument}/${replacement.edition}`)),
    }),
    reason: t.string({ resolve: ({ replacement }) => replacement.reason }),
    at: t.field({ type: 'DateTime', resolve: ({ replacement }) => replacement.at }),
    event: t.field({
      type: EventRef,
      nullable: true,
      description: 'The entry that holds it; for those who see the whole nation.',
      resolve: ({ replacement, cycle }, _args, context) => loadCycleEvent(context, cycle, replacement.position),
    }),
  }),
});

builder.objectField(CycleRef, 'editionReplacements', (t) =>
  t.field({
    type: [EditionReplacementRef],
    description: 'In order; `edition` is the one in force.',
    complexity: { field: 1, multiplier: 3 },
    resolve: (cycle) => cycle.row.editions.map((replacement) => ({ cycle, replacement })),
  }),
);
