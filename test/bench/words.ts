import { connect } from '../../src/database/connect.ts';
import { openReportingWorld } from '../support/reporting-world.ts';
import { revisions } from './append.ts';
import type { BenchParts } from './append.ts';
import { inLoops, measured, row } from './figures.ts';
import { createNarrator } from './narratives.ts';

const CALLERS = [1, 64];
const ROUNDS = 5;
const MILLISECONDS = 1000;

/**
 * Revisions with a narrative into a database that makes its words searchable and knows which reports await time, and
 * into one that does neither, alternating within one run. A revision writes no row of a report, so that what the index of
 * those reports costs is not in it.
 */
export async function benchWords({
  server,
  bare,
  say,
}: BenchParts & Readonly<{ bare: BenchParts['server'] }>): Promise<void> {
  await forgetWords(bare.ownerUrl);
  const [whole, plain] = [
    await openReportingWorld(server.applicationUrl),
    await openReportingWorld(bare.applicationUrl),
  ];
  const [indexed, appended] = [revisions(whole, createNarrator()), revisions(plain, createNarrator())];
  for (const callers of CALLERS) {
    const withWords: number[] = [];
    const without: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      withWords.push(...(await inLoops(callers, MILLISECONDS, indexed)));
      without.push(...(await inLoops(callers, MILLISECONDS, appended)));
    }
    const [a, b] = [measured(withWords, ROUNDS * MILLISECONDS), measured(without, ROUNDS * MILLISECONDS)];
    say(`\nappend with narratives to be found, ${callers} callers`);
    say(`  with     ${row(a)}`);
    say(`  without  ${row(b)}`);
    say(`  throughput ${(a.perSecond / b.perSecond).toFixed(3)}, median ${(a.median / b.median).toFixed(3)}`);
  }
  await whole.close();
  await plain.close();
}

async function forgetWords(ownerUrl: string): Promise<void> {
  const sql = connect(ownerUrl, { max: 1 });
  await sql`alter table response drop column words`;
  await sql`drop index report_awaits_time`;
  await sql.end();
}
