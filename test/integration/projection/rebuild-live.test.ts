import { describe, expect, it } from 'vitest';

import { connect } from '../../../src/database/connect.ts';
import { readHead } from '../../../src/ledger/read.ts';
import { contentsAt } from '../../../src/projection/rebuild/compare.ts';
import { projections } from '../../../src/projection/registry.ts';
import { resolveMoment } from '../../../src/view/moment.ts';
import { reportsByKey } from '../../../src/view/reports.ts';
import { rebuildAll } from '../../support/rebuilding.ts';
import { useRebuiltWorld } from '../../support/rebuilt-world.ts';
import { CYCLE, UNIT } from '../../support/reporting-world.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const database = useTestDatabase();
const { world, answer, expectTablesToAgree } = useRebuiltWorld(database);

/** Runs a piece of work again and again until it is told to stop, and answers how often it did. */
function again(work: () => Promise<unknown>): () => Promise<number> {
  const stop = new AbortController();
  const running = (async () => {
    let turns = 0;
    for (; !stop.signal.aborted; turns += 1) await work();
    return turns;
  })();
  running.catch(() => undefined);
  return () => {
    stop.abort();
    return running;
  };
}

describe('a rebuild beside a running product', () => {
  it('loses nothing that is written or read meanwhile', async () => {
    const past = await readHead(world().reader.database);
    const one = connect(database().applicationUrl, { max: 1 });
    const seen = new Set<string>();
    const read = async (): Promise<void> => {
      for (const { name } of projections) seen.add(`${name} ${(await contentsAt(one, name, past)).digest}`);
    };
    await read();
    const at = await resolveMoment(world().reader, { position: past });
    if (!at.ok) throw new Error(at.error.code);
    const views = again(() => reportsByKey(world().reader, at.value, [`${UNIT}/${CYCLE}`]));
    const reading = again(read);
    let next = 0;
    const writing = again(async () => {
      await answer();
      next += 1;
    });
    const moved = async (): Promise<void> => {
      const from = next;
      while (next < from + 40) await new Promise((resolve) => setImmediate(resolve));
    };

    const { comparedAt, switchedAt } = await rebuildAll(database(), {
      reached: (step) => (step === 'LOCKED' || step === 'SWITCHED' ? undefined : moved()),
    });
    await moved();
    const turns = [await writing(), await reading(), await views()];
    await one.end();

    expect(Math.min(...turns)).toBeGreaterThan(1);
    expect(switchedAt).toBeGreaterThan(comparedAt);
    expect(seen.size).toBe(projections.length);
    await expectTablesToAgree();
  });

  it('catches up with what was recorded while it copied, also where that is much', async () => {
    const before = await readHead(world().reader.database);

    const { comparedAt, switchedAt } = await rebuildAll(database(), {
      reached: async (step) => {
        if (step !== 'COMPARED') return;
        for (let turn = 0; turn < 600; turn += 1) await answer();
      },
    });

    expect([comparedAt, switchedAt]).toEqual([before, before + 600]);
    await expectTablesToAgree();
  });

  it('gives way to whoever reads for long, and goes on when they are done', async () => {
    const long = connect(database().applicationUrl, { max: 1 });
    const waits: Promise<number>[] = [];
    let locked = 0;

    await long`begin`;
    await long`select count(*) from report`;
    await rebuildAll(database(), {
      reached: async (step) => {
        if (step !== 'LOCKED') return;
        locked += 1;
        if (locked === 1) waits.push(answer());
        if (locked === 2) await long`rollback`;
      },
    });
    await long.end();

    expect(locked).toBe(2);
    await expect(Promise.all(waits)).resolves.toHaveLength(1);
    await expectTablesToAgree();
  });

  it('lets prepared statements go on working, on the connection that asked before', async () => {
    const one = connect(database().applicationUrl, { max: 1 });
    const ask = (): Promise<readonly unknown[]> =>
      one`select body from report where key = ${`${UNIT}/${CYCLE}`} and to_position = 9223372036854775807`.execute();
    const before = await ask();

    await rebuildAll(database());
    const after = await ask();

    const [prepared] =
      await one`select count(*)::integer as many from pg_prepared_statements where statement like 'select body from report%'`;
    await one.end();
    expect(after).toEqual(before);
    expect(prepared).toEqual({ many: 1 });
  });
});
