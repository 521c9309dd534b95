import { leadDeadline } from '../domain/cycle/index.ts';
import type { PeriodOfYear, YearOfCycle } from '../domain/cycle/index.ts';
import { TIME_ZONES } from '../domain/jurisdiction/index.ts';
import type { TimeZone } from '../domain/jurisdiction/index.ts';
import { timesOf } from '../domain/report/index.ts';
import type { Transaction } from '../ledger/session.ts';
import type { CycleRow } from './cycle.ts';
import { OPEN_END } from './projection.ts';
import type { ReportRow } from './report.ts';

/** All periods of the year of a cycle, as they stand under the ledger's lock once that cycle is published. */
export async function readYear(
  transaction: Transaction,
  cycle: string,
): Promise<Pick<YearOfCycle, 'periods' | 'offsets'>> {
  const cycles = await cyclesOfYear(transaction, cycle);
  const reports = await reportsOfYear(transaction, cycles, cycle);
  const periods = cycles.map((row) => ({
    ...periodOfYear(
      row,
      reports.filter((report) => report.cycle === row.cycle),
    ),
    published: row.published !== null || row.cycle === cycle,
  }));
  return { periods, offsets: await readOffsets(transaction) };
}

/** A period as awards take it: its reports with their finals, and with the deadlines their lead is measured to. */
export function periodOfYear(row: CycleRow, reports: readonly ReportRow[]): PeriodOfYear {
  const { cycle, period, participants, published } = row;
  return {
    cycle,
    period,
    published: published !== null,
    participants,
    reports: reports.map((report) => ({
      unit: report.unit,
      final: report.final && { position: report.final.position, exact: report.final.exact },
      times: timesOf(report, leadDeadline(row, report)),
    })),
  };
}

async function cyclesOfYear({ sql }: Transaction, cycle: string): Promise<readonly CycleRow[]> {
  const rows = await sql<Readonly<{ body: CycleRow }>[]>`
    select one.body from cycle as own
      join cycle as one on one.instrument = own.instrument and one.cycle_year = own.cycle_year
    where own.key = ${cycle} and own.to_position = ${OPEN_END}::bigint and one.to_position = ${OPEN_END}::bigint
    order by one.key`;
  return rows.map(({ body }) => body);
}

/** Those of the cycle as they are, those of the others as they were published last. */
async function reportsOfYear(
  { sql }: Transaction,
  cycles: readonly CycleRow[],
  cycle: string,
): Promise<readonly ReportRow[]> {
  const asked = cycles.map((row) => ({ cycle: row.cycle, at: row.cycle === cycle ? null : row.published?.position }));
  const known = asked.filter(({ at }) => at !== undefined);
  const rows = await sql<Readonly<{ body: ReportRow }>[]>`
    select report.body from report
      join jsonb_to_recordset(${JSON.stringify(known)}::text::jsonb) as asked (cycle text, at bigint) on asked.cycle = report.cycle
    where case when asked.at is null then report.to_position = ${OPEN_END}::bigint
      else report.from_position <= asked.at and report.to_position > asked.at end
    order by report.key`;
  return rows.map(({ body }) => body);
}

async function readOffsets({ sql }: Transaction): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<Readonly<{ key: string; zone: TimeZone }>[]>`
    select key, body ->> 'timeZone' as zone from jurisdiction where to_position = ${OPEN_END}::bigint`;
  return new Map(rows.map(({ key, zone }) => [key, TIME_ZONES[zone]]));
}
