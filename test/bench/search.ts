import { connect } from '../../src/database/connect.ts';
import { COMMON_WORD, RARE_WORD } from './narratives.ts';
import type { Nation } from './nation.ts';
import { serveReading } from './serving.ts';
import { floorOf, milliseconds, watched, watchedRow } from './watched.ts';

const TURNS = 20;

const HITS = 'nodes { indicator report { unit { code } } snippets { text marks { start end } } }';

/** Words in all responses of the nation, over HTTP; beside the bare question for the best twenty. */
export async function benchSearch(
  { database, responses, earlier }: Nation,
  say: (line: string) => void,
): Promise<void> {
  const sql = connect(database.applicationUrl, { max: 1 });
  const server = await serveReading(database.applicationUrl);
  say(`\nsearch in ${responses} responses, the best twenty`);
  for (const word of [COMMON_WORD, RARE_WORD]) {
    const [found] = await sql<{ count: number }[]>`select count(*)::integer as count from response
      where words @@ websearch_to_tsquery('indonesian', ${word}) and words is not null and to_position = 9223372036854775807`;
    const floor = await floorOf(
      TURNS,
      () => sql`select key, ts_rank_cd(words, query) as rank
        from response, websearch_to_tsquery('indonesian', ${word}) as query
        where words @@ query and words is not null and to_position = 9223372036854775807 order by rank desc limit 20`,
    );
    say(`  "${word}" in ${found?.count ?? 0}; the bare statement ${milliseconds(floor)}`);
    for (const [name, more] of [
      ['now', ''],
      ['asOf', `, asOf: { position: "${earlier}" }`],
      ['with the count', ''],
    ] as const) {
      const count = name === 'with the count' ? 'totalCount' : '';
      const query = `{ search(text: "${word}", first: 20${more}) { ${count} ${HITS} } }`;
      await server.ask(query);
      say(`    ${name.padEnd(16)} ${watchedRow(await watched(TURNS, () => server.ask(query)), floor)}`);
    }
  }
  await server.close();
  await sql.end();
}
