import { finished } from 'node:stream/promises';

import { connect } from '../../src/database/connect.ts';
import { OPEN_END } from '../../src/projection/projection.ts';
import { perSecond, quantile } from './figures.ts';
import type { Nation } from './nation.ts';
import { serveReading } from './serving.ts';
import type { Serving } from './serving.ts';
import { floorOf, milliseconds, watched } from './watched.ts';

const TURNS = 2;
const MEBIBYTE = 1_048_576;

/** The answers of the nation as a sheet, over HTTP; beside merely copying the same rows out (COPY). */
export async function benchExports(nation: Nation, say: (line: string) => void): Promise<void> {
  const { database, cycle, responses } = nation;
  const copied = await floorOf(TURNS, () => copyAnswers(database.applicationUrl));
  say(`\nexport of ${responses} answers`);
  say(`  COPY  ${perSecond(responses, copied)} rows/s`);
  const server = await serveReading(database.applicationUrl);
  for (const format of ['csv', 'xlsx']) {
    let bytes = 0;
    const { taken, held, memory } = await watched(TURNS, async () => {
      bytes = await takeHome(server, `/exports/answers.${format}?cycle=${cycle}`);
    });
    const median = quantile(
      taken.toSorted((a, b) => a - b),
      0.5,
    );
    say(
      `  ${format.padEnd(4)}  ${perSecond(responses, median)} rows/s   against COPY ${(copied / median).toFixed(3)}   ` +
        `${(bytes / MEBIBYTE).toFixed(1)} MiB   longest stretch ${milliseconds(held)}   memory ${memory.toFixed(0)} MiB`,
    );
  }
  await server.close();
}

async function copyAnswers(url: string): Promise<void> {
  const sql = connect(url, { max: 1, statementTimeout: 0 });
  const rows =
    await sql`copy (select body from response where to_position = ${sql.unsafe(OPEN_END)}) to stdout`.readable();
  await finished(rows.resume());
  await sql.end();
}

/** How many bytes it had; none are kept. */
async function takeHome(server: Serving, path: string): Promise<number> {
  const { body, status } = await server.fetch(path);
  if (!body || status !== 200) throw new Error(`the export failed: ${status}`);
  let bytes = 0;
  for await (const chunk of body) bytes += chunk.length;
  return bytes;
}
