import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { toInstant } from '../../../src/kernel/instant.ts';
import { createKey, vkeyOf } from '../../../src/signer/key-ring.ts';
import { asSystem } from '../../../src/usecase/open-ledger.ts';
import { CYCLE, openReportingWorld, UNIT } from '../../support/reporting-world.ts';
import type { ReportingWorld } from '../../support/reporting-world.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { takeHome, verified } from '../audit/signed-log.ts';

const database = useTestDatabase();

let world: ReportingWorld;

beforeAll(async () => {
  world = await openReportingWorld(database().applicationUrl);
});
afterAll(() => world.close());

async function rotate(milliseconds: number): Promise<string> {
  const key = vkeyOf('test.jejak', await createKey(world.home));
  const retiresAt = toInstant(Date.now() + milliseconds);
  await asSystem(world.handle, { commandId: key, command: { type: 'RotateSigningKey', key, retiresAt } });
  return key;
}

describe('A bundle', () => {
  it('verifies with either key while both sign, and then with the new one alone', async () => {
    const second = await rotate(60_000);
    const between = await takeHome(world, `${UNIT}/${CYCLE}`);
    const third = await rotate(0);
    const after = await takeHome(world, `${UNIT}/${CYCLE}`);

    const keys = [world.key, second, third];
    const [then, now] = await Promise.all(
      [between, after].map(({ bytes }) => Promise.all(keys.map(async (key) => (await verified(bytes, key)) === 'OK'))),
    );
    expect(then).toEqual([true, true, false]);
    expect(now).toEqual([false, false, true]);
  });
});
