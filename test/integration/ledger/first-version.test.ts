import { drizzle } from 'drizzle-orm/postgres-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { verifyLedger } from '../../../src/audit/whole/verify-ledger.ts';
import { openComponents } from '../../../src/cli/components.ts';
import type { Components } from '../../../src/cli/components.ts';
import { connect } from '../../../src/database/connect.ts';
import { canonicalJson } from '../../../src/kernel/canonical-json.ts';
import { digestOf } from '../../../src/kernel/digest.ts';
import { backfillTree } from '../../../src/ledger/backfill.ts';
import { readEvents } from '../../../src/ledger/read.ts';
import { leafHash } from '../../../src/merkle/hash.ts';
import { parseVerifierKey } from '../../../src/merkle/key.ts';
import { projections } from '../../../src/projection/registry.ts';
import { jejakCatalogue } from '../../../src/usecase/catalogue.ts';
import { asSystem } from '../../../src/usecase/open-ledger.ts';
import { openTestSigning } from '../../support/signing.ts';
import type { TestSigning } from '../../support/signing.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const database = useTestDatabase();

/** As it was written by the first version of Jejak. */
const FIRST = canonicalJson({
  position: 1,
  stream: 'ledger',
  streamPosition: 1,
  type: 'LedgerOpened',
  version: 1,
  recordedAt: '2026-01-01T00:00:00.000Z',
  actor: { person: 'system', role: 'SYSTEM', organization: null, grant: null },
  command: 'open-ledger',
  previous: null,
  data: { origin: 'test.jejak', demo: false },
});

describe('A ledger from before logs had keys', () => {
  let signing: TestSigning;
  let components: Components;

  beforeAll(async () => {
    signing = await openTestSigning('test.jejak');
    const sql = connect(database().applicationUrl, { max: 1 });
    await sql`insert into ledger_entry (position, entry, leaf_hash) values (1, ${FIRST}, ${leafHash(FIRST)})`;
    await sql`
      insert into ledger_command (actor, command_id, input_digest, first_position, last_position)
      values ('system', 'open-ledger', ${digestOf('')}, 1, 1)`;
    await sql`update ledger_head set position = 1, recorded_at = '2026-01-01T00:00:00.000Z'`;
    expect(await backfillTree(drizzle(sql))).toBe(1);
    await sql.end();
    const { home, origin } = signing;
    const log = { info: () => undefined, warn: () => undefined };
    components = await openComponents(database().applicationUrl, { log, signing: { home, origin } });
  });
  afterAll(async () => {
    await components.close();
    await signing.remove();
  });

  it('reads its first entry in the version of today, and keeps the text it was written as', async () => {
    const [opened] = await readEvents(components.reader, [1]);

    expect(opened).toMatchObject({ version: 1, data: { origin: 'test.jejak', demo: false, key: null }, entry: FIRST });
  });

  it('is not signed until a key is named, and then verifies as a whole', async () => {
    expect(components.reader.checkpoints.status()).toEqual({ state: 'UNSIGNED' });
    const command = { type: 'RotateSigningKey', key: signing.key, retiresAt: '2026-01-01T00:00:00.000Z' } as const;
    const position = await asSystem(components.handle, { commandId: 'first-signing-key', command });
    const signed = await components.reader.checkpoints.covering(position);
    const key = parseVerifierKey(signing.key)!;
    const sql = connect(database().ownerUrl, { max: 1 });

    const { fault, entries } = await verifyLedger(sql, {
      checkpoints: [signed!.text],
      keys: [key],
      vkey: key,
      catalogue: jejakCatalogue,
      projections,
      progress: () => undefined,
    });
    await sql.end();

    expect(signed).toMatchObject({ size: 2, keys: [signing.key] });
    expect({ fault, entries }).toEqual({ fault: null, entries: 2 });
  });
});
