import type { TransactionSql } from 'postgres';
import { describe, expect, it } from 'vitest';

import { restoreEntries } from '../../../src/ledger/restore.ts';
import { createInlineProjector } from '../../../src/projection/inline.ts';
import { jejakCatalogue } from '../../../src/usecase/catalogue.ts';
import type { Components } from '../../../src/cli/components.ts';
import { logEntries, logTile } from '../../../src/view/log-tiles.ts';
import { readRows } from '../../support/ledger-rows.ts';
import { withoutTriggers } from '../audit-whole/tampering.ts';
import { useSmallLog } from './small-log.ts';

const log = useSmallLog();

const LOST = { ok: false, error: { code: 'LEDGER_BEHIND_CHECKPOINT' } };

/** What comes of a command, and of its check alone. */
async function tryBoth({ handle }: Components, person: string): Promise<readonly unknown[]> {
  const command = { type: 'RegisterPerson', subject: person, label: person } as const;
  const request = { person: 'system', commandId: `try-${person}`, command } as const;
  return [await handle(request), await handle({ ...request, validateOnly: true })];
}

async function restore(lines: readonly string[]): Promise<unknown> {
  const signed = await log().kept();
  const copy = async function* (): AsyncGenerator<string> {
    yield* await Promise.resolve(lines);
  };
  const parts = { url: log().url, catalogue: jejakCatalogue, project: createInlineProjector() };
  return restoreEntries({ ...parts, signed, lines: copy, progress: () => undefined });
}

async function register(components: Components, count: number): Promise<readonly string[]> {
  const from = (await readRows(log().sql)).length;
  const names = Array.from({ length: count }, (_, index) => `person-${from + index}`);
  const positions = await Promise.all(names.map((name) => log().register(components, name)));
  await components.reader.checkpoints.covering(Math.max(...positions));
  return (await readRows(log().sql)).map(({ entry }) => entry);
}

function tileOf({ reader }: Components): Promise<Uint8Array | null> {
  return logTile(reader, { level: 0, index: 0 }, 2);
}

function entriesOf({ reader }: Components): Promise<Uint8Array | null> {
  return logEntries(reader, { index: 0, width: 2 });
}

describe('A ledger that was set back under a running signer', () => {
  it('is only read from the next command on, until what was signed is there again', async () => {
    const components = await log().open();
    const copy = await register(components, 5);
    await log().setBack(3);

    const refused = await tryBoth(components, 'new');
    const status = components.reader.checkpoints.status();
    const covering = await components.reader.checkpoints.covering(3);
    const first = { tile: await tileOf(components), entries: await entriesOf(components) };
    const restored = await restore(copy);
    while (components.reader.checkpoints.status().state !== 'SIGNING') await components.reader.checkpoints.covering(99);

    expect(refused).toEqual([LOST, LOST]);
    expect(status).toEqual({ state: 'BEHIND', ledgerSize: 3, checkpointSize: 6 });
    expect(covering).toBeNull();
    expect(first).toEqual({ tile: null, entries: null });
    expect(restored).toEqual({ ok: true, value: 3 });
    expect(await log().register(components, 'after')).toBe(7);
    expect([(await tileOf(components))!.length, (await entriesOf(components))!.length > 100]).toEqual([64, true]);
    expect(log().warned.filter((sentence) => sentence.startsWith('LEDGER_BEHIND_CHECKPOINT: '))).toHaveLength(1);
  });

  it('is never signed, though it grew beyond what was signed with other entries', async () => {
    const components = await log().open();
    const copy = await register(components, 4);
    const signed = await log().kept();
    await log().setBack(signed.size - 2);
    const unwatched = await log().openUnsigned();
    for (const name of ['x', 'y', 'z']) await log().register(unwatched, name);

    const later = await log().open();

    expect(later.reader.checkpoints.status()).toEqual({
      state: 'BEHIND',
      ledgerSize: signed.size + 1,
      checkpointSize: signed.size,
    });
    expect(later.reader.checkpoints.latest()).toBeNull();
    expect(await later.reader.checkpoints.covering(1)).toBeNull();
    expect(await tryBoth(later, 'new')).toEqual([LOST, LOST]);
    expect(await log().kept()).toEqual(signed);
    expect(await restore(copy)).toEqual({ ok: false, error: { code: 'NOTHING_MISSING', size: signed.size + 1 } });
    await log().setBack(signed.size - 2);
    expect(await restore(copy)).toEqual({ ok: true, value: 2 });
  });
});

describe('A tree that was altered', () => {
  it('is never signed where the head says otherwise than what was signed', async () => {
    const components = await log().open();
    await register(components, 2);
    const signed = await log().kept();
    const [head] = await log().sql<{ frontier: Buffer }[]>`select frontier from ledger_head`;
    await log().sql`update ledger_head set frontier = set_byte(frontier, 3, get_byte(frontier, 3) # 1)`;

    const started = await log().open();
    const status = started.reader.checkpoints.status();
    const refused = await tryBoth(started, 'new');
    await log().sql`update ledger_head set frontier = ${head!.frontier}`;

    expect(status).toEqual({ state: 'BEHIND', ledgerSize: signed.size, checkpointSize: signed.size });
    expect(refused).toEqual([LOST, LOST]);
    expect(await log().kept()).toEqual(signed);
  });

  it.each([
    ['other hashes', (sql: TransactionSql) => sql`update ledger_tile set root = sha256(root)`],
    ['no tiles any more', (sql: TransactionSql) => sql`delete from ledger_tile`],
  ])('is never signed with %s below what grew, until they are back', async (_what, alter) => {
    const components = await log().open();
    const { length } = await register(components, 260);
    const signed = await log().kept();
    await log().sql`create table aside as select * from ledger_tile`;
    await log().sql.begin((sql) => withoutTriggers(sql, 'ledger_tile', () => alter(sql)));

    const position = await log().register(components, `over-${length}`);
    const covering = await components.reader.checkpoints.covering(position);
    const refused = await tryBoth(components, 'new');
    const kept = await log().kept();
    await log().sql.begin((sql) => withoutTriggers(sql, 'ledger_tile', () => sql`delete from ledger_tile`));
    await log().sql`insert into ledger_tile select * from aside`;
    await log().sql`drop table aside`;
    const again = await components.reader.checkpoints.covering(position);

    expect([covering, refused, kept]).toEqual([null, [LOST, LOST], signed]);
    expect(again!.size).toBe(position);
    expect(components.reader.checkpoints.status()).toEqual({ state: 'SIGNING' });
  });
});
