import { connectDrizzle } from '../../src/database/connect.ts';
import type { Recorded } from '../../src/domain/event.ts';
import { absentReport, evolveReport, isReportEvent } from '../../src/domain/report/index.ts';
import { reportStream } from '../../src/domain/streams.ts';
import { readAll } from '../../src/ledger/read.ts';
import { jejakCatalogue } from '../../src/usecase/catalogue.ts';
import { CYCLE, UNIT } from '../support/reporting-world.ts';
import type { BenchParts } from './append.ts';
import { copyOut, perSecond } from './figures.ts';

/** Reading, checking and folding entries, beside merely reading the ledger (COPY out). */
export async function benchFold({ server, say }: BenchParts): Promise<void> {
  const { db: database, close } = connectDrizzle(server.applicationUrl, { max: 2 });
  const source = { database, catalogue: jejakCatalogue };
  const stream = reportStream(UNIT, CYCLE);

  const start = performance.now();
  const history: Recorded[] = [];
  for await (const entry of readAll(source)) history.push(entry);
  const replayed = performance.now() - start;

  const own = history.filter((entry) => entry.stream === stream).filter(isReportEvent);
  const folding = performance.now();
  let state = absentReport;
  for (const event of own) state = evolveReport(state, event);
  const folded = performance.now() - folding;
  await close();

  const copied = await copyOut(server.ownerUrl);
  say(`\nreplay (read, check, upcast): ${perSecond(history.length, replayed)} entries/s`);
  say(`  COPY out of the same table:  ${perSecond(history.length, copied)} entries/s`);
  say(`fold of one report:            ${perSecond(own.length, folded)} events/s (${own.length} events)`);
  if (state.phase === 'absent') throw new Error('nothing was folded');
}
