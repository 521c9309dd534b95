import { beforeEach, describe, expect, it } from 'vitest';

import { openComponents } from '../../../src/cli/components.ts';
import { reportProjection } from '../../../src/projection/report.ts';
import { useSql } from '../../support/ledger-rows.ts';
import { rebuildAll } from '../../support/rebuilding.ts';
import { RESPONSE, useRebuiltWorld } from '../../support/rebuilt-world.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const database = useTestDatabase();
const superuser = useSql(() => database().superuserUrl);
const { answer, expectTablesToAgree } = useRebuiltWorld(database);

describe('a row that somebody altered', () => {
  beforeEach(async () => {
    await answer();
    await answer();
  });

  it('is found, named and mended, and the writer does not write on from what it remembers of it', async () => {
    await superuser()`
      update response set body = body || '{"tampered": true}'
      where key = ${RESPONSE} and to_position = 9223372036854775807`;
    const deceived = await openComponents(database().applicationUrl, {
      log: { info: () => undefined, warn: () => undefined },
    });
    const spread = await answer(deceived.handle);
    const [row] = await superuser()`
      select body ->> 'tampered' as tampered from response where key = ${RESPONSE} and from_position = ${spread}`;
    expect(row).toEqual({ tampered: 'true' });

    const { models } = await rebuildAll(database());

    const [response] = models.filter(({ outcome }) => outcome !== 'AS_BEFORE');
    expect(models.filter(({ outcome }) => outcome !== 'AS_BEFORE')).toHaveLength(1);
    expect(response).toMatchObject({
      name: 'response',
      outcome: {
        count: 2,
        first: [
          { key: RESPONSE, fault: 'OTHER_BODY' },
          { key: RESPONSE, from: spread, fault: 'OTHER_BODY' },
        ],
      },
    });
    await answer(deceived.handle);
    await deceived.close();
    await expectTablesToAgree();
  });

  it.each([
    ['removed', 'delete from response where from_position = $1', 'MISSING'],
    ['cut short', 'update response set to_position = to_position - 1 where from_position = $1', 'OTHER_INTERVAL'],
    [
      'added',
      `insert into response (key, from_position, to_position, body) select key || '-X', from_position, to_position, body
       from response where from_position = $1`,
      'EXTRA',
    ],
  ])('is found and mended where it was %s', async (_how, statement, fault) => {
    const [first] = await superuser()<{ from: string }[]>`
      select from_position as from from response
      where key = ${RESPONSE} and to_position < 9223372036854775807 order by from_position desc limit 1`;
    await superuser().unsafe(statement, [first!.from]);

    const { models } = await rebuildAll(database());

    expect(models.find(({ name }) => name === 'response')?.outcome).toMatchObject({
      count: 1,
      first: [{ from: Number(first!.from), fault }],
    });
    await expectTablesToAgree();
  });
});

describe('a writer', () => {
  it('records nothing more when tables of another version took the places of those it knows', async () => {
    await answer();
    const raise = (version: number) =>
      superuser().begin(async (sql) => {
        await sql`select from ledger_head for update`;
        await sql`update projection_version set version = ${version} where name = 'report'`;
        await sql`update ledger_head set projections = projections + 1`;
      });

    const { version } = reportProjection;
    const sentence = `Read model report is at version ${version + 1} and this program needs ${version}`;

    await raise(version + 1);
    await expect(answer()).rejects.toThrow(sentence);
    await expect(answer()).rejects.toThrow(sentence);

    await raise(version);
    await expect(answer()).resolves.toBeGreaterThan(0);
    await expectTablesToAgree();
  });
});
