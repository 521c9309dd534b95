import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';

import type { Sql } from 'postgres';

import { connect } from '../../src/database/connect.ts';
import type { Edition } from '../../src/domain/instrument/index.ts';
import { digestOf } from '../../src/kernel/digest.ts';
import { rational, toDecimal, toExact } from '../../src/kernel/rational.ts';
import { OPEN_END } from '../../src/projection/projection.ts';
import { loadReference } from '../../src/usecase/reference.ts';
import { PLACES } from '../support/nation.ts';
import { CYCLE, openReportingWorld, UNIT } from '../support/reporting-world.ts';
import type { BenchDatabase } from './databases.ts';
import { fillReport } from './filled-report.ts';
import { createNarrator } from './narratives.ts';

/** A nation that has reported: a final report of every place, every indicator answered and scored. */
export type Nation = Readonly<{
  database: BenchDatabase;
  cycle: string;
  reports: number;
  responses: number;
  /** A position at which every row was another one. */
  earlier: number;
}>;

/** In a process of its own, so that the memory that takes is not counted as that of those who read. */
export async function makeNation(database: BenchDatabase): Promise<Nation> {
  const maker = fork(new URL('./nation-maker.ts', import.meta.url));
  maker.send(database);
  const [made] = (await Promise.race([once(maker, 'message'), failureOf(maker)])) as [Nation];
  return made;
}

/**
 * Rows of read models alone, made of those of one real report, with narratives, answers and totals of their own; every
 * row has one before it. The ledger holds two entries per report that say nothing: no tree grows over them, so that
 * nothing can be appended here.
 */
export async function openNation(database: BenchDatabase): Promise<Nation> {
  const world = await openReportingWorld(database.applicationUrl);
  await fillReport(world);
  await world.close();
  const sql = connect(database.ownerUrl, { max: 1, statementTimeout: 0 });
  const end = await headOf(sql);
  const [earlier, later] = [end + PLACES.length, end + 2 * PLACES.length];
  await tellNarratives(sql, world.indicators);
  await makeEntries(sql, end);
  await makeResponses(sql, later);
  await makeReports(sql, { earlier, later });
  await sql`update cycle set body = body || jsonb_build_object('participants', ${JSON.stringify(PLACES)}::text::jsonb)
    where key = ${CYCLE}`;
  await sql`vacuum analyze`;
  await sql.end();
  const responses = PLACES.length * world.indicators.length;
  return { database, cycle: CYCLE, reports: PLACES.length, responses, earlier };
}

async function failureOf(maker: ChildProcess): Promise<never> {
  const [code] = (await once(maker, 'exit')) as [number | null];
  throw new Error(`the nation was not made: ${code ?? 'killed'}`);
}

async function headOf(sql: Sql): Promise<number> {
  const [head] = await sql<{ position: string }[]>`select position from ledger_head`;
  return Number(head?.position);
}

async function tellNarratives(sql: Sql, indicators: readonly string[]): Promise<void> {
  await sql`create temporary table told (unit text, indicator text, narrative text)`;
  const narrative = createNarrator();
  const lines = PLACES.flatMap((unit) => indicators.map((code) => `${unit}\t${code}\t${narrative()}\n`));
  await pipeline(Readable.from(lines), await sql`copy told from stdin`.writable());
}

/** Two rounds over all places. */
async function makeEntries(sql: Sql, end: number): Promise<void> {
  await sql`
    insert into ledger_entry (position, entry, leaf_hash)
    select position, json_build_object('position', position, 'stream', 'report/' || unit || '/' || ${CYCLE}::text,
        'streamPosition', 1000000 + position, 'type', 'x', 'recordedAt', recorded_at,
        'actor', json_build_object('person', 'x', 'role', 'x'))::text,
      'sha256:' || encode(sha256(position::text::bytea), 'hex')
    from (
      select unit, recorded_at, ${end}::bigint + place + round * ${PLACES.length}::integer as position
      from ledger_head, generate_series(0, 1) as round,
        jsonb_array_elements_text(${JSON.stringify(PLACES)}::text::jsonb) with ordinality as places (unit, place)) as made`;
  await sql`update ledger_head set position = position + ${2 * PLACES.length}`;
}

/** A third of them with the answer that the report stated first. */
async function makeResponses(sql: Sql, later: number): Promise<void> {
  const key = `${UNIT}/${CYCLE}`;
  await sql`create temporary table base as
    select last.body, last.from_position, first.body -> 'answer' as answer
    from response as last join response as first using (key)
    where last.report = ${key} and last.to_position = ${OPEN_END} and first.body -> 'revision' = '1'
      and first.body -> 'documents' = '[]'`;
  await sql`delete from response`;
  await sql`
    insert into response (key, from_position, to_position, body)
    select unit || '/' || ${CYCLE}::text || '/' || indicator, held.from_position, held.to_position,
      body || jsonb_build_object('report', unit || '/' || ${CYCLE}::text, 'narrative', narrative,
        'answer', case when hashtext(unit || indicator) % 3 = 0 then answer else body -> 'answer' end)
    from told join base on body ->> 'indicator' = indicator cross join lateral (
      values (base.from_position, ${later}::bigint), (${later}::bigint, ${OPEN_END}::bigint)) as held (from_position, to_position)
    order by held.from_position, unit, indicator`;
}

async function makeReports(sql: Sql, at: Readonly<{ earlier: number; later: number }>): Promise<void> {
  const finals = PLACES.map((unit, place) => ({ unit, final: finalOf(place, at.earlier) }));
  await sql`create temporary table concluded as select body from report where to_position = ${OPEN_END}`;
  await sql`delete from report`;
  await sql`
    insert into report (key, from_position, to_position, body)
    select unit || '/' || ${CYCLE}::text, held.from_position, held.to_position,
      body || jsonb_build_object('unit', unit, 'unitName', unit, 'stage', 'FINAL', 'final', final, 'finals', jsonb_build_array(final))
    from concluded, jsonb_to_recordset(${JSON.stringify(finals)}::text::jsonb) as made (unit text, final jsonb),
      lateral (values (${at.earlier}::bigint, ${at.later}::bigint), (${at.later}::bigint, ${OPEN_END}::bigint))
        as held (from_position, to_position)`;
}

/** Totals from 0 to 100 in thirds, each shared by two or so. */
function finalOf(place: number, position: number): object {
  const exact = rational((place * 37) % 301, 3);
  const dimensions = kkpham().dimensions.map(({ code }, index) => ({
    code,
    exact: toExact(rational((place * 7 + index) % 11, 11)),
  }));
  const engine = { engine: '1', derivationDigest: digestOf('bench'), at: '2026-01-01T00:00:00.000Z' };
  return { total: toDecimal(exact, 2), exact: toExact(exact), predicate: null, dimensions, position, ...engine };
}

function kkpham(): Edition {
  const found = loadReference().editions.find(({ edition }) => edition.instrument === 'KKPHAM');
  if (!found) throw new Error('there is no edition of KKP HAM');
  return found.edition;
}
