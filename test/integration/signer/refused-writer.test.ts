import { describe, expect, it } from 'vitest';

import { openComponents } from '../../../src/cli/components.ts';
import { useSmallLog } from './small-log.ts';

const log = useSmallLog();

async function signersAtWork(): Promise<number> {
  const [row] = await log().sql<{ signers: number }[]>`
    select count(*)::integer as signers from pg_stat_activity
    where datname = current_database() and application_name = 'jejak signer'`;
  return row!.signers;
}

describe('A signer whose writer could not be opened', () => {
  it('lets go of the database, so that the process can end', async () => {
    const clock = { kind: 'TOLD', now: () => '2026-01-01T00:00:00.000Z' } as const;
    const silent = { info: () => undefined, warn: () => undefined };

    const opening = openComponents(log().url, { log: silent, signing: log().signing, clock });

    await expect(opening).rejects.toThrow('a told clock is only accepted by an empty ledger');
    expect(await signersAtWork()).toBe(0);
  });
});
