import type { LogStatus } from '../view/ledger.ts';
import { ledgerOpening } from '../view/ledger.ts';
import { consistencyProof, treeRoot } from '../view/proofs.ts';
import { builder } from './builder.ts';
import { badInput } from './errors.ts';
import type { Moment } from './moment.ts';
import { ConsistencyProofRef, InclusionProofRef, proofSentence, proveEntry } from './proof.ts';

const LogStateEnum = builder.enumType('LogState', {
  description:
    'SIGNING: checkpoints are signed. LEDGER_BEHIND_CHECKPOINT: the database no longer holds what was signed, so nothing is recorded until it does. UNKNOWN_LOG: nothing is kept of the log it holds, so nothing is recorded either. UNSIGNED: nobody signs now.',
  values: {
    SIGNING: {},
    LEDGER_BEHIND_CHECKPOINT: { value: 'BEHIND' },
    UNKNOWN_LOG: { value: 'UNKNOWN' },
    UNSIGNED: {},
  } as const,
});

const LogStatusRef = builder.objectRef<LogStatus>('LogStatus').implement({
  description: 'Whether the log stands by what it signed.',
  fields: (t) => ({
    state: t.field({ type: LogStateEnum, resolve: ({ state }) => state }),
    ledgerSize: t.field({
      type: 'Position',
      nullable: true,
      description: 'How many entries the database held when it was found to be behind.',
      resolve: (status) => (status.state === 'BEHIND' ? status.ledgerSize : null),
    }),
    checkpointSize: t.field({
      type: 'Position',
      nullable: true,
      description: 'How many entries the checkpoint states that the database is behind of.',
      resolve: (status) => (status.state === 'BEHIND' ? status.checkpointSize : null),
    }),
  }),
});

const LedgerRef = builder.objectRef<Moment>('Ledger').implement({
  description: 'The ordered, sealed log from which everything else follows.',
  fields: (t) => ({
    origin: t.string({
      nullable: true,
      description: 'The name its checkpoints are signed under; null before its first entry.',
      resolve: async (_at, _args, { reader }) => (await ledgerOpening(reader))?.origin ?? null,
    }),
    demo: t.boolean({
      description: 'It tells stories with a told clock; nothing in it happened.',
      resolve: async (_at, _args, { reader }) => (await ledgerOpening(reader))?.demo ?? false,
    }),
    keys: t.stringList({
      description:
        'The verifier keys that sign now (C2SP signed-note). Whoever verifies MUST have them from elsewhere: here they only say which to ask for.',
      resolve: async (_at, _args, { reader }) => (await ledgerOpening(reader))?.keys ?? [],
    }),
    status: t.field({ type: LogStatusRef, resolve: (_at, _args, { reader }) => reader.checkpoints.status() }),
    size: t.field({ type: 'Position', description: 'How many entries it holds.', resolve: ({ position }) => position }),
    root: t.field({
      type: 'Digest',
      description: 'The root of the Merkle tree over them (RFC 6962).',
      complexity: 10,
      resolve: ({ position }, _args, { reader }) => treeRoot(reader, position),
    }),
    checkpoint: t.string({
      nullable: true,
      description:
        'The tree head, signed (c2sp.org/tlog-checkpoint); of this size or a larger one. Null where the log cannot sign.',
      complexity: 20,
      resolve: async ({ position }, _args, { reader }) => (await reader.checkpoints.covering(position))?.text ?? null,
    }),
    inclusionProof: t.field({
      type: InclusionProofRef,
      description: 'That the entry at a position is in the tree of a size. Default: of the size it has now.',
      args: { position: t.arg({ type: 'Position', required: true }), treeSize: t.arg({ type: 'Position' }) },
      complexity: 20,
      resolve: (at, asked, context) => proveEntry(context, at.position, { treeSize: null, ...asked }),
    }),
    consistencyProof: t.field({
      type: ConsistencyProofRef,
      description: 'That the tree of size `to` only appended to the one of size `from`.',
      args: { from: t.arg({ type: 'Position', required: true }), to: t.arg({ type: 'Position' }) },
      complexity: 20,
      resolve: async (at, { from, to }, { reader, locale }) => {
        const proof = await consistencyProof(reader, at, { from, to: to ?? at.position });
        if (!proof.ok) throw badInput(proofSentence(proof.error), locale);
        return proof.value;
      },
    }),
  }),
});

builder.queryField('ledger', (t) => t.field({ type: LedgerRef, resolve: (_root, _args, context) => context.head() }));
