import type { FieldMap } from '@pothos/core';

import type { Handled } from '../../usecase/handle.ts';
import { receiptFor } from '../../view/proofs.ts';
import { eventNode } from '../load.ts';
import type { Moment } from '../moment.ts';
import { ReceiptRef } from '../proof.ts';
import { EventRef } from '../refs.ts';
import type { Types } from './field.ts';
import type { Minted } from './mint.ts';

/** A command that was accepted, with what it asked for and the moment after it. */
export type Success<Input> = Readonly<{ input: Input; handled: Handled; at: Moment; minted: Minted | null }>;

export type SuccessFields<Input> = PothosSchemaTypes.ObjectFieldBuilder<Types, Success<Input>>;

/** What every success says besides the changed object. */
export function commonFields<Input>(t: SuccessFields<Input>): FieldMap {
  return {
    events: t.field({
      type: [EventRef],
      description: 'What was recorded, in order. Empty with `validateOnly`.',
      resolve: ({ handled, at }) => handled.entries.map((entry) => eventNode(entry, at)),
    }),
    receipt: t.field({
      type: ReceiptRef,
      nullable: true,
      description: 'Of the last event; null when nothing was written, or where the log cannot sign.',
      complexity: 20,
      resolve: ({ handled }, _args, { reader }) => {
        const last = handled.entries.at(-1);
        return last ? receiptFor(reader, last) : null;
      },
    }),
    replayed: t.boolean({
      description: 'The same command was accepted before; this is its outcome, and nothing was done again.',
      resolve: ({ handled }) => handled.replayed,
    }),
  };
}
