import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Digest } from '../../../src/kernel/digest.ts';
import { verifyConsistency } from '../../../src/merkle/consistency.ts';
import { fromDigest, toDigest } from '../../../src/merkle/hash.ts';
import { verifyInclusion } from '../../../src/merkle/inclusion.ts';
import { treeRoot } from '../../../src/merkle/tree.ts';
import { pick, pickEach, useGraphql } from '../../support/graphql-client.ts';
import { useSql } from '../../support/ledger-rows.ts';
import { openReportingWorld } from '../../support/reporting-world.ts';
import type { ReportingWorld } from '../../support/reporting-world.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { readTree } from '../ledger/expected-tree.ts';

const database = useTestDatabase();
const ask = useGraphql(() => database().applicationUrl);
const sql = useSql(() => database().superuserUrl);

let world: ReportingWorld;

beforeAll(async () => {
  world = await openReportingWorld(database().applicationUrl);
});
afterAll(() => world.close());

const INCLUSION = 'inclusionProof(position: $position, treeSize: $treeSize) { position leafHash treeSize root hashes }';
const PROVE = `query ($position: Position!, $treeSize: Position) { ledger { size root ${INCLUSION} } }`;
const CONSISTENT = `query ($from: Position!, $to: Position) { ledger {
  size root consistencyProof(from: $from, to: $to) { from to fromRoot toRoot hashes }
} }`;

type Inclusion = Readonly<{ position: string; leafHash: Digest; treeSize: string; root: Digest; hashes: Digest[] }>;
type Consistency = Readonly<{ from: string; to: string; fromRoot: Digest; toRoot: Digest; hashes: Digest[] }>;

function isIncluded({ position, leafHash, treeSize, root, hashes }: Inclusion): boolean {
  const place = { index: Number(position) - 1, size: Number(treeSize) };
  return verifyInclusion({
    ...place,
    leaf: fromDigest(leafHash),
    root: fromDigest(root),
    path: hashes.map(fromDigest),
  });
}

function isConsistent({ from, to, fromRoot, toRoot, hashes }: Consistency): boolean {
  const sizes = { from: Number(from), to: Number(to) };
  const roots = { fromRoot: fromDigest(fromRoot), toRoot: fromDigest(toRoot) };
  return verifyConsistency({ ...sizes, ...roots, path: hashes.map(fromDigest) });
}

describe('The ledger', () => {
  it('tells anybody its size and the root over its entries', async () => {
    const { data } = await ask('{ ledger { size root origin demo keys status { state } checkpoint } }');

    const tree = await readTree(sql());
    expect(pick(data, 'ledger')).toEqual({
      size: String(tree.size),
      root: toDigest(treeRoot(tree)),
      origin: 'test.jejak',
      demo: false,
      keys: [world.key],
      status: { state: 'UNSIGNED' },
      checkpoint: null,
    });
  });

  it.each([
    [{ position: '1' }],
    [{ position: 560 }],
    [{ position: '256', treeSize: '256' }],
    [{ position: '257', treeSize: '257' }],
    [{ position: '3', treeSize: '300' }],
    [{ position: '1', treeSize: '1' }],
  ])('proves to anybody that an entry is in it: %j', async (variables) => {
    const { data, errors } = await ask(PROVE, { variables });

    const proof = pick(data, 'ledger.inclusionProof') as Inclusion;
    expect(errors).toEqual([]);
    expect(isIncluded(proof)).toBe(true);
    expect(proof.position).toBe(String(variables.position));
    expect(proof.treeSize).toBe('treeSize' in variables ? variables.treeSize : pick(data, 'ledger.size'));
  });

  it.each([
    [{ from: '0' }],
    [{ from: '1' }],
    [{ from: '255', to: '257' }],
    [{ from: '256', to: '512' }],
    [{ from: '300', to: '300' }],
    [{ from: '0', to: '0' }],
  ])('proves to anybody that it only grew: %j', async (variables) => {
    const { data, errors } = await ask(CONSISTENT, { variables });

    const proof = pick(data, 'ledger.consistencyProof') as Consistency;
    expect(errors).toEqual([]);
    expect(isConsistent(proof)).toBe(true);
    expect([proof.from, proof.to]).toEqual([
      variables.from,
      'to' in variables ? variables.to : pick(data, 'ledger.size'),
    ]);
  });
});

describe('A proof that there cannot be', () => {
  const ABOVE = ['The ledger is not that large yet.', 'Buku besar belum sebesar itu.'];
  const NOWHERE = ['That position is not in a tree of that size.', 'Posisi itu tidak ada di pohon sebesar itu.'];
  const REVERSED = ['`from` must not be larger than `to`.', '`from` harus tidak lebih besar dari `to`.'];

  it.each([
    ['inclusionProof(position: "0") { root }', NOWHERE],
    ['inclusionProof(position: "100000") { root }', NOWHERE],
    ['inclusionProof(position: "7", treeSize: "6") { root }', NOWHERE],
    ['inclusionProof(position: "1", treeSize: "0") { root }', NOWHERE],
    ['inclusionProof(position: "1", treeSize: "100000") { root }', ABOVE],
    ['consistencyProof(from: "1", to: "100000") { toRoot }', ABOVE],
    ['consistencyProof(from: "100000") { toRoot }', REVERSED],
    ['consistencyProof(from: "7", to: "6") { toRoot }', REVERSED],
  ])('is refused in both languages: %s', async (field, [english, indonesian]) => {
    const [en, id] = await Promise.all(
      (['EN', 'ID'] as const).map((locale) => ask(`{ ledger { ${field} } }`, { locale })),
    );

    expect(en!.errors).toMatchObject([{ code: 'BAD_USER_INPUT', message: english }]);
    expect(id!.errors).toMatchObject([{ code: 'BAD_USER_INPUT', message: indonesian }]);
  });

  it.each(['-1', '1.5', 'x', '99999999999999999'])('is refused for what is no position: %s', async (position) => {
    const { errors } = await ask(PROVE, { variables: { position } });

    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
  });
});

describe('The events of a page', () => {
  const PAGE =
    'events(first: 50) { nodes { position leafHash inclusionProof { position leafHash treeSize root hashes } } }';

  it('are all proved in the tree of the size there is', async () => {
    const { data, errors } = await ask(`{ ledger { size root } ${PAGE} }`, { person: 'auditor' });

    const proofs = pickEach(data, 'events.nodes', 'inclusionProof') as readonly Inclusion[];
    expect(errors).toEqual([]);
    expect(proofs).toHaveLength(50);
    expect(proofs.filter((proof) => !isIncluded(proof))).toEqual([]);
    expect(proofs.map(({ position }) => position)).toEqual(pickEach(data, 'events.nodes', 'position'));
    expect(new Set(proofs.map(({ root }) => root))).toEqual(new Set([pick(data, 'ledger.root')]));
    expect(new Set(proofs.map(({ treeSize }) => treeSize))).toEqual(new Set([pick(data, 'ledger.size')]));
  });

  it('are proved with as few statements as one is', async () => {
    const plain = await ask('{ events(first: 50) { nodes { position } } }', { person: 'auditor' });
    const one = await ask(`{ ${PAGE.replace('50', '1')} }`, { person: 'auditor' });
    const all = await ask(`{ ${PAGE} }`, { person: 'auditor' });

    expect(all.statements).toBe(one.statements);
    expect(all.statements - plain.statements).toBeLessThanOrEqual(7);
  });

  it('are refused a proof in a tree that they are not in', async () => {
    const query = '{ events(first: 3) { nodes { inclusionProof(treeSize: "2") { root } } } }';

    const { errors } = await ask(query, { person: 'auditor' });

    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', path: ['events', 'nodes', 2, 'inclusionProof'] }]);
  });
});
