import { ledgerOpening } from '../view/ledger.ts';
import { builder } from './builder.ts';
import type { Moment } from './moment.ts';

const LedgerRef = builder.objectRef<Moment>('Ledger').implement({
  description: 'The ordered, sealed log from which everything else follows.',
  fields: (t) => ({
    origin: t.string({
      nullable: true,
      description: 'Its name for ever; null before its first entry.',
      resolve: async (_at, _args, { reader }) => (await ledgerOpening(reader))?.origin ?? null,
    }),
    demo: t.boolean({
      description: 'It tells stories with a told clock; nothing in it happened.',
      resolve: async (_at, _args, { reader }) => (await ledgerOpening(reader))?.demo ?? false,
    }),
    size: t.field({ type: 'Position', description: 'How many entries it holds.', resolve: ({ position }) => position }),
  }),
});

builder.queryField('ledger', (t) => t.field({ type: LedgerRef, resolve: (_root, _args, context) => context.head() }));
