import { connect } from '../../src/database/connect.ts';
import { OPEN_END } from '../../src/projection/projection.ts';
import { COMMON_WORD, RARE_WORD } from './narratives.ts';
import type { Nation } from './nation.ts';
import { serveReading } from './serving.ts';
import { floorOf, milliseconds, watched, watchedRow } from './watched.ts';

const TURNS = 20;

const HITS = 'nodes { indicator report { unit { code } } snippets { text marks { start end } } }';

/** Words in all responses of the nation, over HTTP; beside the bare statement for the best twenty. */
export async function benchSearch(nation: Nation, say: (line: string) => void): Promise<void> {
  const { database, responses, earlier } = nation;
  const sql = connect(database.applicationUrl, { max: 1 });
  const server = await serveReading(database.applicationUrl);
  const trip = await floorOf(TURNS, () => server.ask('{ __typename }'));
  say(`\nsearch in ${responses} responses, the best twenty; a question for nothing takes ${milliseconds(trip)}`);
  for (const word of [COMMON_WORD, RARE_WORD]) {
    const found = sql`from response, websearch_to_tsquery('indonesian', ${word}) as query
      where words @@ query and words is not null and to_position = ${OPEN_END}`;
    const [counted] = await sql<{ count: number }[]>`select count(*)::integer as count ${found}`;
    const floor = await floorOf(
      TURNS,
      () => sql`select key, ts_rank_cd(words, query) as rank ${found} order by rank desc limit 20`,
    );
    say(`  "${word}" in ${counted?.count ?? 0}; the bare statement ${milliseconds(floor)}`);
    for (const [name, asOf, count] of [
      ['now', '', ''],
      ['asOf', `asOf: { position: "${earlier}" }`, ''],
      ['with the count', '', 'totalCount'],
    ] as const) {
      const query = `{ search(text: "${word}", first: 20, ${asOf}) { ${count} ${HITS} } }`;
      await server.ask(query);
      say(`    ${name.padEnd(16)} ${watchedRow(await watched(TURNS, () => server.ask(query)), floor)}`);
    }
  }
  await server.close();
  await sql.end();
}
