import { randomUUID } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import type { Digest } from '../../../src/kernel/digest.ts';
import { toDigest } from '../../../src/merkle/hash.ts';
import { parseTlogProof } from '../../../src/merkle/tlog-proof.ts';
import { readKeptCheckpoint } from '../../../src/signer/kept-checkpoint.ts';
import type { Data } from '../../support/http-server.ts';
import { useHttpWorld } from '../../support/http-server.ts';
import { readRows, useSql } from '../../support/ledger-rows.ts';
import { provedBy as provedByKey } from '../../support/receipt.ts';
import type { Receipt } from '../../support/receipt.ts';
import { COORDINATOR, CYCLE, REPORTER, UNIT } from '../../support/reporting-world.ts';
import { signedBy } from '../signer/small-log.ts';

const world = useHttpWorld();
const sql = useSql(() => world().database.superuserUrl);

const RECEIPT = 'receipt { position leafHash treeSize proof checkpoint }';
const SUBMIT = `mutation ($input: SubmitResponseInput!) { submitResponse(input: $input) {
  ... on SubmitResponseSuccess { replayed events { position leafHash inclusionProof { treeSize root } } ${RECEIPT} }
  ... on Refusal { code }
} }`;
const REVIEW = `mutation ($input: ReviewResponsesInput!) { reviewResponses(input: $input) {
  ... on ReviewResponsesSuccess { events { position leafHash } ${RECEIPT} }
  ... on Refusal { code }
} }`;

async function submit(input: Data): Promise<Data> {
  const answer = { unit: UNIT, cycle: CYCLE, expectedRevision: 0, answer: { choice: 'ADA' }, ...input };
  const reply = await world().send({ query: SUBMIT, variables: { input: answer }, person: REPORTER });
  expect(reply.errors).toEqual([]);
  return reply.data!['submitResponse'] as Data;
}

function provedBy(receipt: Receipt): ReturnType<typeof provedByKey> {
  return provedByKey(receipt, world().key);
}

describe('The receipt of a mutation', () => {
  it('proves that its entry is in the tree that is signed', async () => {
    const { receipt, events } = await submit({ indicator: 'KKP-SP1-S1' });

    // The query asks for just these.
    const given = receipt as Receipt;
    const [row] = await readRows(sql(), Number(given.position));
    const { position, leafHash } = given;
    expect(provedBy(given)).toEqual({ position: Number(position), size: Number(given.treeSize) });
    expect(parseTlogProof(given.proof)!.checkpoint).toBe(given.checkpoint);
    expect(leafHash).toBe(row!.leaf_hash);
    expect(events).toMatchObject([{ position, leafHash, inclusionProof: { treeSize: position } }]);
  });

  it('proves no other entry', async () => {
    const { receipt } = await submit({ indicator: 'KKP-SP1-S2' });

    const given = receipt as Receipt;
    const [other] = await readRows(sql(), Number(given.position) - 1);
    // Leaf hashes are written by the ledger as digests.
    expect(provedBy({ ...given, leafHash: other!.leaf_hash as Digest })).toBeNull();
    expect(provedBy({ ...given, proof: given.proof.replace(/index \d+/, 'index 1') })).toBeNull();
  });

  it('is given for what was done before as well', async () => {
    const input = { indicator: 'KKP-SP1-S3', commandId: randomUUID() };
    const first = await submit(input);
    await submit({ indicator: 'KKP-SP1-P1' });

    const again = await submit(input);

    const [before, after] = [first['receipt'] as Receipt, again['receipt'] as Receipt];
    expect(again['replayed']).toBe(true);
    expect(provedBy(after)!.position).toBe(provedBy(before)!.position);
    expect(provedBy(after)!.size).toBeGreaterThan(provedBy(before)!.size);
  });

  it('is not given for what was only checked', async () => {
    expect(await submit({ indicator: 'KKP-SP1-P2', validateOnly: true })).toMatchObject({ events: [], receipt: null });
  });

  it('is given to everybody of many at once, and never before what it says is kept', async () => {
    const indicators = world().indicators.slice(20, 60);

    const receipts = await Promise.all(
      indicators.map(async (indicator) => {
        const done = await submit({ indicator });
        const kept = await readKeptCheckpoint(world().home, 'test.jejak');
        return [done['receipt'] as Receipt | undefined, kept!.size] as const;
      }),
    );

    const given = receipts.filter(([receipt]) => receipt !== undefined);
    expect(given.length).toBeGreaterThan(10);
    for (const [receipt, kept] of given) {
      expect(provedBy(receipt!)!.position).toBe(Number(receipt!.position));
      expect(kept).toBeGreaterThanOrEqual(Number(receipt!.treeSize));
    }
  });

  it('of many items is that of the last event', async () => {
    const { position } = await world().ask(COORDINATOR, {
      type: 'SubmitReport',
      unit: UNIT,
      cycle: CYCLE,
      acknowledgeIncomplete: true,
    });
    const item = { ruling: 'RETURNED', reason: 'NO_DOCUMENT' };
    const items = ['KKP-SP1-S1', 'KKP-SP1-S2', 'KKP-SP1-S3'].map((indicator) => ({ indicator, ...item }));
    const input = { unit: UNIT, cycle: CYCLE, seen: String(position), items };

    const reply = await world().send({ query: REVIEW, variables: { input }, person: 'regional-reviewer' });

    const { events, receipt } = reply.data!['reviewResponses'] as Readonly<{
      events: readonly Data[];
      receipt: Receipt;
    }>;
    expect(events).toHaveLength(3);
    expect(receipt).toMatchObject(events[2]!);
    expect(provedBy(receipt)!.position).toBe(position + 3);
  });
});

describe('The checkpoint of the ledger', () => {
  it('is told to anybody with the size and root that it signs', async () => {
    const { data, errors } = await world().send({ query: '{ ledger { size root checkpoint status { state } } }' });

    const { size, root, checkpoint, status } = data!['ledger'] as Readonly<Record<string, string>>;
    const signed = signedBy(checkpoint!, [world().key])!;
    expect(errors).toEqual([]);
    expect(status).toEqual({ state: 'SIGNING' });
    expect([signed.size, toDigest(signed.root)]).toEqual([Number(size), root]);
  });
});

describe('Where nobody signs', () => {
  it('a mutation is done without a receipt', async () => {
    const { checkpoints } = world().reader;
    const unsigned = { ...checkpoints, covering: () => Promise.resolve(null) };
    const { send } = await world().serve({ reader: { ...world().reader, checkpoints: unsigned } });
    const query = `mutation { registerPerson(input: { person: "someone", label: "Someone" }) {
      ... on RegisterPersonSuccess { events { type } receipt { position } }
    } }`;

    const { data, errors } = await send({ query, person: 'administrator' });

    expect(errors).toEqual([]);
    expect(data!['registerPerson']).toEqual({ events: [{ type: 'PersonRegistered' }], receipt: null });
  });
});
