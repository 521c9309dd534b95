import { setTimeout } from 'node:timers/promises';

import { describe, expect, it } from 'vitest';

import { useSmallLog } from './small-log.ts';

const log = useSmallLog();

async function terminate(): Promise<void> {
  await log().sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name in ('jejak reader', 'jejak writer', 'jejak signer')`;
}

describe('A signer whose connections are lost again and again', () => {
  it('signs again as soon as the database answers', async () => {
    const components = await log().open();
    const ask = (turn: number): Promise<unknown> =>
      log()
        .register(components, `person-${turn}`)
        .catch(() => null);
    const signing = (): Promise<unknown> => components.reader.checkpoints.covering(1_000_000).catch(() => null);

    for (let turn = 0; turn < 25; turn += 1) {
      const under = [ask(turn), signing(), ask(turn + 1000)];
      await setTimeout(turn % 5);
      await terminate();
      await Promise.all(under);
    }
    const position = await log().register(components, 'at-last');
    let signed = await components.reader.checkpoints.covering(position);
    while (!signed) signed = await components.reader.checkpoints.covering(position);

    expect(signed.size).toBeGreaterThanOrEqual(position);
    expect(components.reader.checkpoints.status()).toEqual({ state: 'SIGNING' });
  });
});
