import { connect } from '../../src/database/connect.ts';
import { OPEN_END } from '../../src/projection/projection.ts';
import type { Nation } from './nation.ts';
import { serveReading } from './serving.ts';
import type { Serving } from './serving.ts';
import { floorOf, milliseconds, watched, watchedRow } from './watched.ts';
import type { Watched } from './watched.ts';

const COLD = 2;
const WARM = 10;

const ENTRIES = 'totalCount nodes { rank value exact explanation report { unit { code } } }';
const GROUPS = 'keys { value } reports mean { value } median { value } completion { value }';
const POINTS = 'participation { final } reports mean { value } median { value } predicates { count }';

/** `scored`: it rests on the responses and not on the reports alone. */
type Dashboard = Readonly<{ name: string; scored: boolean; query: string }>;

/** What people ask of a cycle of the nation, over HTTP; beside reading the rows it rests on with one statement. */
export async function benchDashboards(nation: Nation, say: (line: string) => void): Promise<void> {
  const all: (Dashboard & Readonly<{ state: string; seen: Watched }>)[] = [];
  for (const dashboard of dashboardsOf(nation)) {
    if (dashboard.scored) all.push({ ...dashboard, state: 'cold', seen: await askedFirst(nation, dashboard) });
    all.push({ ...dashboard, state: dashboard.scored ? 'warm' : '', seen: await askedAgain(nation, dashboard) });
  }
  const floors = await floorsOf(nation);
  say(
    `\ndashboards over ${nation.reports} reports; the floor is to read the reports (${milliseconds(floors.reports)})`,
  );
  say(
    `or, where they are scored, the ${nation.responses} responses (${milliseconds(floors.responses)}) with one statement`,
  );
  for (const { name, scored, state, seen } of all) {
    const floor = scored ? floors.responses : floors.reports;
    say(`  ${`${name} ${state}`.padEnd(46)} ${watchedRow(seen, floor)}`);
  }
}

function dashboardsOf({ cycle, earlier }: Nation): readonly Dashboard[] {
  const moments = [
    ['now', ''],
    ['asOf', `asOf: { position: "${earlier}" }`],
  ] as const;
  const whole = `cycle: "${cycle}", by: SCORE, first: 100`;
  const apart = `cycle: "${cycle}", groupBy: [PROVINCE, DIMENSION]`;
  return moments.flatMap(([name, at]) => [
    { name: `ranking, FINAL, ${name}`, scored: false, query: `{ ranking(${whole}, ${at}) { ${ENTRIES} } }` },
    { name: `trends, FINAL, ${name}`, scored: false, query: `{ trends(instrument: "KKPHAM", ${at}) { ${POINTS} } }` },
    {
      name: `ranking, CLAIMED, ${name}`,
      scored: true,
      query: `{ ranking(${whole}, basis: CLAIMED, ${at}) { ${ENTRIES} } }`,
    },
    {
      name: `provinces x dimensions, CLAIMED, ${name}`,
      scored: true,
      query: `{ statistics(${apart}, basis: CLAIMED, ${at}) { ${GROUPS} } }`,
    },
  ]);
}

/** Each time on a server that remembers nothing but the edition. */
async function askedFirst(nation: Nation, { query }: Dashboard): Promise<Watched> {
  const servers: Serving[] = [];
  for (let turn = 0; turn < COLD; turn += 1) servers.push(await ready(nation));
  return watched(COLD, async () => {
    const server = servers.pop();
    await server?.ask(query);
    await server?.close();
  });
}

/** On one server that was asked before. */
async function askedAgain(nation: Nation, { query }: Dashboard): Promise<Watched> {
  const server = await ready(nation);
  await server.ask(query);
  const seen = await watched(WARM, () => server.ask(query));
  await server.close();
  return seen;
}

async function ready({ database, cycle }: Nation): Promise<Serving> {
  const server = await serveReading(database.applicationUrl);
  await server.ask(`{ statistics(cycle: "${cycle}", groupBy: [DIMENSION], within: "99") { reports } }`);
  return server;
}

async function floorsOf({ database }: Nation): Promise<Readonly<{ reports: number; responses: number }>> {
  const sql = connect(database.applicationUrl, { max: 1 });
  const reports = await floorOf(WARM, () => sql`select key, body from report where to_position = ${OPEN_END}`);
  const responses = await floorOf(COLD, () =>
    sql`select key, body from response where to_position = ${OPEN_END}`.cursor(1000, () => undefined),
  );
  await sql.end();
  return { reports, responses };
}
