import { setTimeout } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openComponents } from '../../../src/cli/components.ts';
import type { Components } from '../../../src/cli/components.ts';
import { SYSTEM_PERSON } from '../../../src/domain/access.ts';
import { parseEntry } from '../../../src/ledger/entry.ts';
import { readStreamHeads, sealedHeads, StreamsIncomplete } from '../../../src/ledger/stream-heads.ts';
import { toDigest } from '../../../src/merkle/hash.ts';
import { headsRoot } from '../../../src/merkle/heads.ts';
import type { StreamHead } from '../../../src/merkle/heads.ts';
import { asSystem } from '../../../src/usecase/open-ledger.ts';
import { sealStreamHeads } from '../../../src/usecase/seal.ts';
import { startSealing } from '../../../src/usecase/sealing.ts';
import { readRows, useDrizzle, useSql } from '../../support/ledger-rows.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const database = useTestDatabase();
const sql = useSql(() => database().superuserUrl);
const db = useDrizzle(() => database().applicationUrl);
const silent = { info: () => undefined, warn: () => undefined };

let one: Components;
let other: Components;

beforeAll(async () => {
  one = await openComponents(database().applicationUrl, { log: silent });
  other = await openComponents(database().applicationUrl, { log: silent });
});
afterAll(() => Promise.all([one.close(), other.close()]));

function register(person: string): Promise<number> {
  const command = { type: 'RegisterPerson', subject: person, label: person } as const;
  return asSystem(one.handle, { commandId: `register-${person}`, command });
}

/** Where every stream ends as of a position, by going through all entries. */
async function headsOf(upTo: number): Promise<readonly StreamHead[]> {
  const rows = await readRows(sql());
  const heads = new Map<string, StreamHead>();
  for (const { entry, leaf_hash } of rows.slice(0, upTo)) {
    const { stream, streamPosition } = parseEntry(entry);
    // Leaf hashes are written by the ledger as digests.
    heads.set(stream, { stream, streamPosition, leafHash: leaf_hash as StreamHead['leafHash'] });
  }
  return [...heads.values()];
}

describe('An empty ledger', () => {
  it('has nothing to seal', async () => {
    expect(await sealStreamHeads({ ...one })).toBeNull();
    expect(await readRows(sql())).toEqual([]);
  });
});

describe('Sealing the heads of all streams', () => {
  beforeAll(async () => {
    const opening = { type: 'OpenLedger', origin: 'test.jejak', demo: false, key: null } as const;
    await asSystem(one.handle, { commandId: 'open', command: opening });
    for (const person of ['adi', 'Adi', 'a.b', 'a-b', 'a:b']) await register(person);
    const grant = {
      type: 'GrantRole',
      subject: 'adi',
      role: 'AUDITOR',
      jurisdiction: null,
      organization: null,
    } as const;
    await asSystem(one.handle, { commandId: 'grant', command: { ...grant, validFrom: null, validUntil: null } });
  });

  it('commits to where each of them ended', async () => {
    const position = await sealStreamHeads({ ...one });

    const [row] = await readRows(sql(), position!);
    const heads = await headsOf(7);
    expect(position).toBe(8);
    expect(parseEntry(row!.entry)).toMatchObject({
      stream: 'ledger',
      type: 'StreamHeadsSealed',
      actor: { person: SYSTEM_PERSON },
      data: { position: 7, streams: 6, root: toDigest(headsRoot(heads)) },
    });
    expect(heads).toContainEqual(expect.objectContaining({ stream: 'person/adi', streamPosition: 2 }));
  });

  it('is done once where nothing happened in between', async () => {
    expect(await sealStreamHeads({ ...one })).toBe(8);
    expect(await sealStreamHeads({ ...other })).toBe(8);
  });

  it('is done once by all who do it at the same moment', async () => {
    await register('budi');

    const positions = await Promise.all([one, other, one, other, one].map((parts) => sealStreamHeads({ ...parts })));

    expect(positions).toEqual([10, 10, 10, 10, 10]);
    expect((await readRows(sql())).length).toBe(10);
  });

  it('answers a seal that covers what was there, while others write', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `person-${index}`);
    const sealing = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? one : other));

    const [before] = await sql()<{ position: string }[]>`select position from ledger_head`;
    const [seals] = await Promise.all([
      Promise.all(sealing.map((parts) => sealStreamHeads({ ...parts }))),
      Promise.all(names.map(register)),
    ]);

    const rows = (await readRows(sql())).map(({ entry }) => parseEntry(entry));
    const sealed = rows
      .filter(({ type }) => type === 'StreamHeadsSealed')
      .map(({ data }) => data['position'] as number);
    expect(sealed).toEqual([...new Set(sealed)].toSorted((a, b) => a - b));
    for (const position of seals) {
      const { type, data } = rows[position! - 1]!;
      expect(type).toBe('StreamHeadsSealed');
      expect(data['position']).toBeGreaterThanOrEqual(Number(before!.position) - 1);
      expect(data).toEqual(await sealedHeads(db(), data['position'] as number));
    }
  });

  it('knows every stream as of any position', async () => {
    const all = (await readRows(sql())).length;

    for (const upTo of [1, 2, 7, 8, 10, all]) {
      const byName = (await headsOf(upTo)).toSorted((a, b) => (a.stream < b.stream ? -1 : 1));
      const found = (await readStreamHeads(db(), upTo)).toSorted((a, b) => (a.stream < b.stream ? -1 : 1));
      expect(found).toEqual(byName);
    }
  });
});

describe('A ledger of which entries are hidden', () => {
  it('is not sealed as if it were whole', async () => {
    const position = await register('hidden');
    await sql().begin(async (transaction) => {
      await transaction`alter table ledger_entry disable trigger append_only`;
      await transaction`create table aside as select entry, leaf_hash from ledger_entry where position = ${position}`;
      await transaction`delete from ledger_entry where position = ${position}`;
    });
    await register('after');
    const sealing = sealStreamHeads({ ...one });

    await expect(sealing).rejects.toThrow(
      new StreamsIncomplete(`the streams hold ${position} of ${position + 1} entries`),
    );
    await sql().begin(async (transaction) => {
      await transaction`insert into ledger_entry (position, entry, leaf_hash) select ${position}, entry, leaf_hash from aside`;
      await transaction`alter table ledger_entry enable always trigger append_only`;
    });
  });
});

describe('Sealing at intervals', () => {
  it('seals what was recorded since, and nothing where nothing was', async () => {
    const stop = startSealing(one, { log: silent, interval: 10 });
    const before = (await readRows(sql())).length;
    const position = await register('in-between');
    const sealed = async (): Promise<readonly (number | undefined)[]> => {
      const rows = await readRows(sql());
      return rows.slice(position).map(({ entry }) => parseEntry(entry).data['position'] as number | undefined);
    };
    // A seal that was under way when it was recorded covers what was there before.
    while (((await sealed()).at(-1) ?? 0) < position) await setTimeout(5);
    const seals = await sealed();
    await setTimeout(50);
    await stop();

    expect(position).toBeGreaterThan(before);
    expect(await sealed()).toEqual(seals);
  });
});
