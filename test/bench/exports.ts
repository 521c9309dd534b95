import { Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';

import { connect } from '../../src/database/connect.ts';
import { perSecond, quantile } from './figures.ts';
import type { Nation } from './nation.ts';
import { serveReading } from './serving.ts';
import { floorOf, milliseconds, watched } from './watched.ts';

const TURNS = 2;

/** The answers of the nation as a sheet, over HTTP; beside copying the same rows out (COPY). */
export async function benchExports({ database, cycle, responses }: Nation, say: (line: string) => void): Promise<void> {
  const sql = connect(database.applicationUrl, { max: 1, statementTimeout: 0 });
  const copied = await floorOf(TURNS, async () => {
    const rows =
      await sql`copy (select body from response where to_position = 9223372036854775807) to stdout`.readable();
    await finished(rows.resume());
  });
  say(`\nexport of ${responses} answers`);
  say(`  COPY out  ${perSecond(responses, copied)} rows/s`);
  const server = await serveReading(database.applicationUrl);
  for (const format of ['csv', 'xlsx']) {
    let bytes = 0;
    const { taken, held, memory } = await watched(TURNS, async () => {
      const { body, status } = await server.fetch(`/exports/answers.${format}?cycle=${cycle}`);
      if (!body || status !== 200) throw new Error(`the export failed: ${status}`);
      bytes = 0;
      await pipeline(
        body,
        new Writable({
          write: (chunk: Uint8Array, _encoding, done) => {
            bytes += chunk.length;
            done();
          },
        }),
      );
    });
    const median = quantile(
      taken.toSorted((a, b) => a - b),
      0.5,
    );
    say(
      `  ${format.padEnd(8)}  ${perSecond(responses, median)} rows/s   against COPY ${(copied / median).toFixed(3)}   ` +
        `${(bytes / 1_048_576).toFixed(1)} MiB   longest stretch ${milliseconds(held)}   memory ${memory.toFixed(0)} MiB`,
    );
  }
  await server.close();
  await sql.end();
}
