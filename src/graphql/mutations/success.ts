import type { FieldMap } from '@pothos/core';

import type { Handled } from '../../usecase/handle.ts';
import type { RecordedEntry } from '../../view/events.ts';
import { builder } from '../builder.ts';
import { eventNode } from '../load.ts';
import type { Moment } from '../moment.ts';
import { EventRef } from '../refs.ts';
import type { Types } from './field.ts';

/** A command that was accepted, with what it asked for and the moment after it. */
export type Success<Input> = Readonly<{ input: Input; handled: Handled; at: Moment }>;

export type SuccessFields<Input> = PothosSchemaTypes.ObjectFieldBuilder<Types, Success<Input>>;

const Receipt = builder.objectRef<RecordedEntry>('Receipt').implement({
  description: 'What the ledger states about the last entry a command wrote: where it stands, and its hash there.',
  fields: (t) => ({
    position: t.expose('position', { type: 'Position' }),
    leafHash: t.expose('leafHash', { type: 'Digest', description: 'Leaf hash of the entry (RFC 6962).' }),
  }),
});

/** What every success says besides the changed object. */
export function commonFields<Input>(t: SuccessFields<Input>): FieldMap {
  return {
    events: t.field({
      type: [EventRef],
      description: 'What was recorded, in order. Empty with `validateOnly`.',
      resolve: ({ handled, at }) => handled.entries.map((entry) => eventNode(entry, at)),
    }),
    receipt: t.field({
      type: Receipt,
      nullable: true,
      description: 'Of the last event; null when nothing was written.',
      resolve: ({ handled }) => handled.entries.at(-1) ?? null,
    }),
    replayed: t.boolean({
      description: 'The same command was accepted before; this is its outcome, and nothing was done again.',
      resolve: ({ handled }) => handled.replayed,
    }),
  };
}
