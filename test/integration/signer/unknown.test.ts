import { describe, expect, it } from 'vitest';

import type { Components } from '../../../src/cli/components.ts';
import { rewriteStream } from '../audit-whole/tampering.ts';
import { useSmallLog } from './small-log.ts';

const log = useSmallLog();

/** Whoever owns the database can compute the verifier key of the same public key under any name. */
async function rename(origin: string): Promise<void> {
  await log().sql.begin((transaction) =>
    rewriteStream(transaction, 1, (entry) => ({ ...entry, data: { ...entry.data, origin } })),
  );
}

async function register({ handle }: Components, person: string): Promise<unknown> {
  const command = { type: 'RegisterPerson', subject: person, label: person } as const;
  return handle({ person: 'system', commandId: `register-${person}`, command });
}

describe('A ledger that was given another name behind the back of its signer', () => {
  it('is not signed under that name, and nothing is recorded into it', async () => {
    const components = await log().open();
    await log().register(components, 'before');
    const signed = await components.reader.checkpoints.covering(2);
    const kept = await log().kept();
    await rename('forged.jejak');

    const covering = await components.reader.checkpoints.covering(99);
    const status = components.reader.checkpoints.status();
    const refused = await register(components, 'after');
    const restarted = await log().open();

    expect(signed!.size).toBe(2);
    expect(covering).toBeNull();
    expect(status).toEqual({ state: 'UNKNOWN' });
    expect(refused).toEqual({ ok: false, error: { code: 'LEDGER_BEHIND_CHECKPOINT' } });
    expect(restarted.reader.checkpoints.status()).toEqual({ state: 'UNKNOWN' });
    expect((await log().kept()).text).toBe(kept.text);
  });
});
