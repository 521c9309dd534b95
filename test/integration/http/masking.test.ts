import { describe, expect, it } from 'vitest';

import { useHttpWorld } from '../../support/http-server.ts';
import { useSql } from '../../support/ledger-rows.ts';
import { CYCLE, UNIT } from '../../support/reporting-world.ts';

const world = useHttpWorld();
const sql = useSql(() => world().database.superuserUrl);

const REPORT = `query ($unit: String!, $cycle: String!) { report(unit: $unit, cycle: $cycle) { stage } }`;

describe('An error nobody foresaw', () => {
  it('is logged once with the id that is all its sender learns', async () => {
    await sql()`alter table report rename to elsewhere`;
    const before = world().logged.length;

    const asked = { query: REPORT, variables: { unit: UNIT, cycle: CYCLE }, person: 'auditor' };
    const reply = await world().send({ ...asked, headers: { 'x-request-id': 'request-7' } });

    await sql()`alter table elsewhere rename to report`;
    expect(reply.errors).toHaveLength(1);
    expect(reply.errors[0]).toMatchObject({
      message: 'Something went wrong on the server. Name this request id when you report it.',
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'request-7' },
    });
    expect(JSON.stringify(reply)).not.toMatch(/elsewhere|relation|select|node_modules|\.ts/);
    expect(world().logged.slice(before)).toMatchObject([{ facts: { requestId: 'request-7' } }]);
  });
});
