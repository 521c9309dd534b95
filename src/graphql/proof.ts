import type { Bilingual } from '../kernel/locale.ts';
import { inclusionProblem } from '../view/proofs.ts';
import type { ConsistencyProof, InclusionProof, ProofProblem, Receipt } from '../view/proofs.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import { badInput } from './errors.ts';

export const InclusionProofRef = builder.objectRef<InclusionProof>('InclusionProof').implement({
  description: 'That an entry is in the Merkle tree of the ledger when it had so many entries (RFC 6962 §2.1.1).',
  fields: (t) => ({
    position: t.expose('position', { type: 'Position', description: 'Of the entry; its leaf index is one less.' }),
    leafHash: t.expose('leafHash', { type: 'Digest' }),
    treeSize: t.expose('treeSize', { type: 'Position', description: 'How many entries the tree holds.' }),
    root: t.expose('root', { type: 'Digest', description: 'Of the tree: what a checkpoint of this size states.' }),
    hashes: t.expose('hashes', {
      type: ['Digest'],
      description: "The path, from the leaf's sibling up to the root's child.",
    }),
  }),
});

export const ConsistencyProofRef = builder.objectRef<ConsistencyProof>('ConsistencyProof').implement({
  description:
    'That nothing before was rewritten: the later tree is the earlier one, with more appended (RFC 6962 §2.1.2).',
  fields: (t) => ({
    from: t.expose('from', { type: 'Position', description: 'Size of the earlier tree.' }),
    to: t.expose('to', { type: 'Position', description: 'Size of the later tree.' }),
    fromRoot: t.expose('fromRoot', { type: 'Digest' }),
    toRoot: t.expose('toRoot', { type: 'Digest' }),
    hashes: t.expose('hashes', { type: ['Digest'] }),
  }),
});

export const ReceiptRef = builder.objectRef<Receipt>('Receipt').implement({
  description:
    'What the operator states about an entry and cannot take back: that it stands at this position, recorded at this time. It is proof towards third parties of the time only once a witness has signed along.',
  fields: (t) => ({
    position: t.expose('position', { type: 'Position' }),
    leafHash: t.expose('leafHash', { type: 'Digest', description: 'Leaf hash of the entry (RFC 6962).' }),
    treeSize: t.expose('treeSize', { type: 'Position', description: 'Of the checkpoint the proof leads to.' }),
    proof: t.exposeString('proof', {
      description: 'Inclusion of the entry, with the checkpoint (c2sp.org/tlog-proof@v1).',
    }),
    checkpoint: t.exposeString('checkpoint', { description: 'The signed tree head (c2sp.org/tlog-checkpoint).' }),
  }),
});

type Asked = Readonly<{ position: number; treeSize: number | null | undefined }>;

/** Up to the size `head`, which is there. Throws BAD_USER_INPUT where there is no such proof. */
export async function proveEntry(
  context: GraphqlContext,
  head: number,
  { position, treeSize }: Asked,
): Promise<InclusionProof> {
  const leaf = { position, treeSize: treeSize ?? head };
  const problem = inclusionProblem(head, leaf);
  if (problem) throw badInput(proofSentence(problem), context.locale);
  return context.loaders.inclusion.load(leaf);
}

export function proofSentence(problem: ProofProblem): Bilingual {
  switch (problem) {
    case 'SIZE_ABOVE_HEAD':
      return { id: 'Buku besar belum sebesar itu.', en: 'The ledger is not that large yet.' };
    case 'POSITION_NOT_IN_TREE':
      return { id: 'Posisi itu tidak ada di pohon sebesar itu.', en: 'That position is not in a tree of that size.' };
    case 'SIZES_REVERSED':
      return { id: '`from` harus tidak lebih besar dari `to`.', en: '`from` must not be larger than `to`.' };
  }
}
