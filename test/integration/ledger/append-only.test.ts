import { beforeAll, describe, expect, it } from 'vitest';

import { useSql } from '../../support/ledger-rows.ts';
import { submission, useWriters } from '../../support/ledger-writer.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const database = useTestDatabase();
const openWriter = useWriters();
const application = useSql(() => database().applicationUrl);
const owner = useSql(() => database().ownerUrl);
const superuser = useSql(() => database().superuserUrl);

const CHANGES = [
  `update ledger_entry set leaf_hash = 'x'`,
  `delete from ledger_entry`,
  `truncate ledger_entry`,
  `update ledger_command set last_position = 9`,
  `delete from ledger_command`,
  `truncate ledger_command`,
  `update ledger_content set content = 'x'`,
  `delete from ledger_content`,
  `truncate ledger_content`,
  `delete from ledger_head`,
  `truncate ledger_head`,
];

beforeAll(async () => {
  const writer = await openWriter(database().applicationUrl);
  await writer.submit(submission({ content: { digest: `sha256:${'b'.repeat(64)}`, text: 'text' } }));
});

describe('What was recorded', () => {
  it.each(CHANGES)('stays as it is for the owner: %s', async (change) => {
    await expect(owner().unsafe(change)).rejects.toThrow('the ledger is append-only');
  });

  it.each(CHANGES)('stays as it is for a superuser: %s', async (change) => {
    await expect(superuser().unsafe(change)).rejects.toThrow('the ledger is append-only');
  });

  it.each(CHANGES)('stays as it is for a superuser who poses as a replica: %s', async (change) => {
    const posing = superuser().begin(async (transaction) => {
      await transaction`set local session_replication_role = replica`;
      await transaction.unsafe(change);
    });

    await expect(posing).rejects.toThrow('the ledger is append-only');
  });

  it.each(CHANGES)('stays as it is for the application: %s', async (change) => {
    await expect(application().unsafe(change)).rejects.toThrow(/append-only|permission denied/);
  });

  it('cannot be given a position it does not say', async () => {
    const insert = superuser()`
      insert into ledger_entry (position, entry, leaf_hash)
      select position + 1, entry, leaf_hash from ledger_entry where position = 1`;

    await expect(insert).rejects.toThrow(/ledger_entry_says_its_position|ledger_entry_stream/);
  });

  it('cannot be given columns that say something else', async () => {
    const insert = superuser()`insert into ledger_entry (position, entry, leaf_hash, person) values (2, '{}', 'x', 'mallory')`;

    await expect(insert).rejects.toThrow('non-DEFAULT value into column "person"');
  });
});
