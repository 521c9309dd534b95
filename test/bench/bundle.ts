import { buffer } from 'node:stream/consumers';

import { exportBundle } from '../../src/audit/export/export-bundle.ts';
import { verifyBundle } from '../../src/audit/verify/verify-bundle.ts';
import { connect } from '../../src/database/connect.ts';
import { reportStream } from '../../src/domain/streams.ts';
import { parseVerifierKey } from '../../src/merkle/key.ts';
import { sealStreamHeads } from '../../src/usecase/seal.ts';
import { CYCLE, openReportingWorld, UNIT } from '../support/reporting-world.ts';
import type { ReportingWorld } from '../support/reporting-world.ts';
import type { BenchParts } from './append.ts';
import { fillReport } from './filled-report.ts';
import { quantile } from './figures.ts';

const TURNS = 20;

/**
 * One report of 120 indicators, taken home and verified; beside merely reading its entries. Before every turn something
 * is recorded, so that every bundle is sealed and signed anew.
 */
export async function benchBundle({ server, say }: BenchParts): Promise<void> {
  const world = await openReportingWorld(server.applicationUrl);
  const sql = connect(server.ownerUrl, { max: 1 });
  await fillReport(world);
  const read = () => sql`select entry from ledger_entry where stream = ${reportStream(UNIT, CYCLE)} order by position`;
  const taken = { read: [] as number[], export: [] as number[], verify: [] as number[] };
  let bytes = Buffer.alloc(0);
  for (let turn = 0; turn < TURNS; turn += 1) {
    await world.ask('administrator', { type: 'RegisterPerson', subject: `turn-${turn}`, label: 'somebody' });
    taken.read.push(await timed(read));
    taken.export.push(await timed(async () => (bytes = await takeHome(world))));
    taken.verify.push(await timed(() => verify(bytes, world.key)));
  }
  const { length: events } = await read();
  say(`\nbundle of ${world.indicators.length} indicators (${events} events, ${Math.round(bytes.length / 1024)} KiB)`);
  say(`  merely reading its events  ${row(taken.read)}`);
  say(`  export                     ${row(taken.export)}`);
  say(`  verify                     ${row(taken.verify)}`);
  await sql.end();
  await world.close();
}

async function takeHome({ reader, handle }: ReportingWorld): Promise<Buffer<ArrayBuffer>> {
  const seal = (): Promise<number | null> => sealStreamHeads({ handle, reader });
  const bundle = await exportBundle({ reader, seal }, { unit: UNIT, cycle: CYCLE });
  if (!bundle.ok) throw new Error(`there is no bundle: ${bundle.error}`);
  return buffer(bundle.value.stream);
}

async function verify(bytes: Buffer, vkey: string): Promise<void> {
  const key = parseVerifierKey(vkey);
  const { outcome } = await verifyBundle(bytes, { kind: 'KEYS', keys: key ? [key] : [] });
  if (outcome !== 'OK') throw new Error(`the bundle does not verify: ${JSON.stringify(outcome)}`);
}

async function timed(work: () => PromiseLike<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function row(taken: readonly number[]): string {
  const sorted = taken.toSorted((a, b) => a - b);
  const [median, p95] = [quantile(sorted, 0.5), quantile(sorted, 0.95)];
  return `median ${median.toFixed(1).padStart(7)} ms   p95 ${p95.toFixed(1).padStart(7)} ms`;
}
