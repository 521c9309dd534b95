import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { pick, useGraphql } from '../../support/graphql-client.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { tellReport } from '../../support/told-report.ts';
import { CYCLE, openToldWorld, PLACE } from '../../support/told-world.ts';
import type { ToldWorld } from '../../support/told-world.ts';

const database = useTestDatabase();
const ask = useGraphql(() => database().applicationUrl);

let world: ToldWorld;
let beforePublication: string;

beforeAll(async () => {
  world = await openToldWorld(database().applicationUrl);
  const { published } = await tellReport(world.tell);
  beforePublication = `asOf: { position: "${published - 2}" }`;
});
afterAll(() => world.close());

const participation = 'participation { expected opened submitted final }';

function asked(within: string): string {
  return `{
    cycle(code: "${CYCLE}", ${beforePublication}) { ${participation} }
    trends(instrument: "CARE", within: "${within}", ${beforePublication}) { ${participation} }
  }`;
}

const ALL = { expected: 2, opened: 1, submitted: 1, final: 1 };
const OWN = { expected: 1, opened: 0, submitted: 0, final: 0 };

/** How far a neighbour has come is nobody's business before the results are out. */
describe('Participation before publication', () => {
  it('counts everybody for whoever sees the nation', async () => {
    const { data } = await ask(asked('64'), { person: 'auditor' });

    expect(pick(data, 'cycle.participation')).toEqual(ALL);
    expect(pick(data, 'trends.0.participation')).toEqual(ALL);
  });

  it('counts their own place for a coordinator', async () => {
    const { data } = await ask(asked('64'), { person: 'neighbour' });

    expect(pick(data, 'cycle.participation')).toEqual(OWN);
    expect(pick(data, 'trends.0.participation')).toEqual(OWN);
  });

  it('says nothing of one other place', async () => {
    const { data } = await ask(asked(PLACE), { person: 'neighbour' });

    expect(pick(data, 'trends.0.participation')).toEqual({ expected: 0, opened: 0, submitted: 0, final: 0 });
  });

  it('is refused to anybody else', async () => {
    const { errors } = await ask(`{ cycle(code: "${CYCLE}", ${beforePublication}) { ${participation} } }`);

    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });
});
