import type { Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { connect } from '../../../src/database/connect.ts';
import { BALIKPAPAN, openEditionsWorld, REFORM, SAMARINDA } from '../../support/editions-world.ts';
import type { EditionsWorld } from '../../support/editions-world.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const AT = '2025-06-01T00:00:00.000Z';
const SAID = { predicate: null, source: 'the decree', publishedOn: null };

const database = useTestDatabase();

let world: EditionsWorld;
let sql: Sql;

beforeAll(async () => {
  world = await openEditionsWorld(database().applicationUrl);
  sql = connect(database().applicationUrl, { max: 1 });
});
afterAll(async () => {
  await sql.end();
  await world.close();
});

function record(unit: string, total: string): Promise<number> {
  return world.tell(AT, 'administrator', { type: 'RecordOfficialScore', cycle: REFORM, unit, total, ...SAID });
}

describe('Official scores', () => {
  it('are kept by unit, and leave the row of the cycle as it is', async () => {
    const cycles = () => sql`select * from cycle order by key, from_position`;
    const before = await cycles();

    const first = await record(SAMARINDA, '90');
    const second = await record(BALIKPAPAN, '91.5');
    const third = await record(SAMARINDA, '89.5');

    expect(await cycles()).toEqual(before);
    const rows = await sql`
      select key, from_position as from, to_position as to, body -> 'scores' as scores, cycle from official_score
      order by from_position`;
    const [ninety, other, corrected] = [
      { total: '90', ...SAID, at: AT, position: first },
      { total: '91.5', ...SAID, at: AT, position: second },
      { total: '89.5', ...SAID, at: AT, position: third },
    ];
    const open = '9223372036854775807';
    expect([...rows]).toEqual([
      { key: `${SAMARINDA}/${REFORM}`, from: String(first), to: String(third), scores: [ninety], cycle: REFORM },
      { key: `${BALIKPAPAN}/${REFORM}`, from: String(second), to: open, scores: [other], cycle: REFORM },
      { key: `${SAMARINDA}/${REFORM}`, from: String(third), to: open, scores: [ninety, corrected], cycle: REFORM },
    ]);
  });
});
