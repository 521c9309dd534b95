import { connect } from '../../src/database/connect.ts';
import type { Nation } from './nation.ts';
import { serveReading } from './serving.ts';
import { floorOf, milliseconds, watched, watchedRow } from './watched.ts';

const COLD = 3;
const WARM = 10;

const ENTRIES = 'totalCount nodes { rank value exact explanation report { unit { code } } }';
const GROUPS = 'keys { value } reports mean { value } median { value } completion { value }';
const POINTS = 'participation { final } reports mean { value } median { value } predicates { count }';

type Dashboard = Readonly<{ name: string; query: string; scored: boolean }>;

/** What people ask of a cycle of the nation, over HTTP; beside reading the rows it rests on with one statement. */
export async function benchDashboards(nation: Nation, say: (line: string) => void): Promise<void> {
  const floors = await floorsOf(nation);
  say(
    `\ndashboards over ${nation.reports} reports, ${nation.responses} responses; x floor: against one statement that`,
  );
  say(
    `reads the reports (${milliseconds(floors.reports)}) or, where they are scored, the responses (${milliseconds(floors.responses)})`,
  );
  for (const dashboard of dashboardsOf(nation)) {
    const floor = dashboard.scored ? floors.responses : floors.reports;
    if (dashboard.scored)
      say(`  ${name(dashboard, 'cold')} ${watchedRow(await asked(nation, dashboard, COLD), floor)}`);
    say(
      `  ${name(dashboard, dashboard.scored ? 'warm' : '')} ${watchedRow(await askedAgain(nation, dashboard), floor)}`,
    );
  }
}

function name({ name: words }: Dashboard, state: string): string {
  return `${words} ${state}`.padEnd(48);
}

function dashboardsOf({ cycle, earlier }: Nation): readonly Dashboard[] {
  const then = `asOf: { position: "${earlier}" }`;
  const both = (words: string, scored: boolean, queryAt: (more: string) => string): readonly Dashboard[] => [
    { name: `${words}, now`, query: queryAt(''), scored },
    { name: `${words}, asOf`, query: queryAt(then), scored },
  ];
  return [
    ...both(
      'ranking, FINAL',
      false,
      (at) => `{ ranking(cycle: "${cycle}", by: SCORE, first: 100, ${at}) { ${ENTRIES} } }`,
    ),
    ...both(
      'ranking, CLAIMED',
      true,
      (at) => `{ ranking(cycle: "${cycle}", by: SCORE, basis: CLAIMED, first: 100, ${at}) { ${ENTRIES} } }`,
    ),
    ...both(
      'provinces x dimensions, CLAIMED',
      true,
      (at) => `{ statistics(cycle: "${cycle}", groupBy: [PROVINCE, DIMENSION], basis: CLAIMED, ${at}) { ${GROUPS} } }`,
    ),
    ...both('trends, FINAL', false, (at) => `{ trends(instrument: "KKPHAM", ${at}) { ${POINTS} } }`),
  ];
}

/** Each time on a server that remembers nothing but the edition. */
async function asked(nation: Nation, { query }: Dashboard, turns: number) {
  const servers = await Promise.all(Array.from({ length: turns }, () => ready(nation)));
  const taken = await watched(turns, (turn) => servers[turn]?.ask(query) ?? Promise.resolve());
  await Promise.all(servers.map((server) => server.close()));
  return taken;
}

/** On one server that was asked before. */
async function askedAgain(nation: Nation, { query }: Dashboard) {
  const server = await ready(nation);
  await server.ask(query);
  const taken = await watched(WARM, () => server.ask(query));
  await server.close();
  return taken;
}

async function ready({ database, cycle }: Nation) {
  const server = await serveReading(database.applicationUrl);
  await server.ask(`{ statistics(cycle: "${cycle}", groupBy: [DIMENSION], within: "99") { reports } }`);
  return server;
}

async function floorsOf({ database }: Nation): Promise<Readonly<{ reports: number; responses: number }>> {
  const sql = connect(database.applicationUrl, { max: 1 });
  const open = sql`to_position = 9223372036854775807`;
  const reports = await floorOf(WARM, () => sql`select key, body from report where ${open}`);
  const responses = await floorOf(COLD, () =>
    sql`select key, body from response where ${open}`.cursor(1000, () => undefined),
  );
  await sql.end();
  return { reports, responses };
}
