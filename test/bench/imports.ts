import { connect } from '../../src/database/connect.ts';
import type { PaperIndicator } from '../../src/domain/instrument/index.ts';
import { CYCLE, openReportingWorld, REPORTER, UNIT } from '../support/reporting-world.ts';
import type { BenchParts } from './append.ts';
import { perSecond, quantile } from './figures.ts';
import { answerTo, askedOfYear } from './filled-report.ts';
import { createNarrator } from './narratives.ts';
import { serve } from './serving.ts';
import { floorOf, milliseconds, watched } from './watched.ts';

const TURNS = 10;

/** A sheet of all answers of one report, over HTTP; beside inserting as many rows of text one after the other. */
export async function benchImports({ server, say }: BenchParts): Promise<void> {
  const world = await openReportingWorld(server.applicationUrl);
  const serving = await serve(world, REPORTER);
  const sql = connect(server.ownerUrl, { max: 1 });
  await sql`create table raw_row (position bigserial primary key, entry text not null)`;
  const [asked, narrate] = [askedOfYear(), createNarrator()];
  const floor = await floorOf(TURNS, async () => {
    for (const { code } of asked) await sql`insert into raw_row (entry) values (${code + narrate()})`;
  });
  const { taken, held } = await watched(TURNS, async (turn) => {
    const path = `/imports/answers?unit=${UNIT}&cycle=${CYCLE}`;
    const response = await serving.fetch(path, { method: 'POST', body: sheetOf(asked, turn, narrate) });
    // What the server answers is JSON of this form.
    const { accepted } = (await response.json()) as { accepted?: number };
    if (accepted !== asked.length) throw new Error(`${accepted} of ${asked.length} rows were accepted`);
  });
  const median = quantile(
    taken.toSorted((a, b) => a - b),
    0.5,
  );
  say(`\nimport of a sheet of ${asked.length} answers`);
  say(
    `  jejak         ${perSecond(asked.length, median)} rows/s   a sheet ${milliseconds(median)}   longest stretch ${milliseconds(held)}`,
  );
  say(`  rows one by one ${perSecond(asked.length, floor)} rows/s   ratio ${(floor / median).toFixed(2)}`);
  await serving.close();
  await sql.end();
  await world.close();
}

function sheetOf(asked: readonly PaperIndicator[], turn: number, narrate: () => string): string {
  const lines = asked.map((indicator) => {
    const answer = answerTo(indicator, turn % 2);
    const option = 'option' in answer ? answer.option : '';
    const value = 'value' in answer ? answer.value : '';
    const [numerator, denominator] = 'numerator' in answer ? [answer.numerator, answer.denominator] : ['', ''];
    return [indicator.code, option, value, numerator, denominator, narrate()].join(',');
  });
  return ['indicator,option,value,numerator,denominator,narrative', ...lines].join('\n');
}
