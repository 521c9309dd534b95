import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { connect } from '../../../src/database/connect.ts';
import { useGraphql } from '../../support/graphql-client.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { tellReport } from '../../support/told-report.ts';
import { CYCLE, openToldWorld, PLACE } from '../../support/told-world.ts';
import type { Tell, ToldWorld } from '../../support/told-world.ts';

const database = useTestDatabase();
const ask = useGraphql(() => database().applicationUrl);

const ANNOUNCED = '2025-02-28T00:00:00.000Z';
const EXTENDED = '2025-03-28T00:00:00.000Z';

let world: ToldWorld;

beforeAll(async () => {
  world = await openToldWorld(database().applicationUrl);
  const extension = { cycle: CYCLE, units: [PLACE], closesAt: EXTENDED, reason: 'asked for' };
  const tell: Tell = async (at, person, command) => {
    const position = await world.tell(at, person, command);
    if (command.type === 'SubmitReport') {
      await world.tell(at, 'administrator', { type: 'ExtendDeadline', ...extension });
    }
    return position;
  };
  await tellReport(tell);
});
afterAll(() => world.close());

describe('More time for a unit that has reported already', () => {
  it('moves its deadline, and neither its lead nor its rank', async () => {
    const { data, errors } = await ask(
      `{ cycle(code: "${CYCLE}") { deadline(unit: "${PLACE}") }
         report(unit: "${PLACE}", cycle: "${CYCLE}") { timeliness { deadline lead { exact } late } }
         ranking(cycle: "${CYCLE}", by: TIMELINESS) { nodes { exact } } }`,
    );

    // From the beginning of 10 February to the beginning of the 28th.
    expect(errors).toEqual([]);
    expect(data).toEqual({
      cycle: { deadline: EXTENDED },
      report: { timeliness: { deadline: ANNOUNCED, lead: { exact: '432' }, late: false } },
      ranking: { nodes: [{ exact: '432' }] },
    });
  });
});

describe('A report that was marked late when it was submitted', () => {
  it('is late in its timeliness, in lists and in participation, whatever time was given since', async () => {
    const sql = connect(database().superuserUrl, { max: 1 });
    await sql`update report set body = jsonb_set(body, '{submissions,0,late}', 'true')`;
    await sql.end();

    const { data, errors } = await ask(
      `{ cycle(code: "${CYCLE}") { participation { submitted onTime } }
         reports(filter: { cycles: ["${CYCLE}"], late: true }, first: 5) { nodes { timeliness { late } } } }`,
    );

    expect(errors).toEqual([]);
    expect(data).toEqual({
      cycle: { participation: { submitted: 1, onTime: 0 } },
      reports: { nodes: [{ timeliness: { late: true } }] },
    });
  });
});
