import fc from 'fast-check';
import postgres from 'postgres';
import type { TransactionSql } from 'postgres';
import { describe, expect, it } from 'vitest';

import type { Json, JsonObject } from '../../../src/kernel/json.ts';
import { OPEN_END } from '../../../src/projection/projection.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { useBusyLedger } from './busy-ledger.ts';
import { READ_MODELS } from './tampering.ts';

const database = useTestDatabase();
const ledger = useBusyLedger(database);

const GUARDED = ['ledger_entry', 'ledger_tile', 'ledger_command', 'ledger_content', 'ledger_head'];
const TABLES = [...GUARDED, ...READ_MODELS, 'projection_version'];

/** What was asked and how its items ended stands in no entry; how often read models were replaced is only counted. */
const UNWITNESSED = [
  'ledger_command.input_digest',
  'ledger_command.items',
  'ledger_head.projections',
  'ledger_head.singleton',
];

/** Numbers from 0 to 1 that choose the table, the row, the column, and the place in the value. */
type Corruption = Readonly<{ table: string; row: number; column: number; place: number }>;

/** Integers, because doubles are chosen among all there are, most of which are next to nothing. */
const share = fc.noBias(fc.nat(999_999)).map((millionths) => millionths / 1_000_000);
const corruption = fc.record({ table: fc.constantFrom(...TABLES), row: share, column: share, place: share });

type Column = Readonly<{ name: string; type: string; generated: string }>;

async function columnsOf(sql: TransactionSql, table: string): Promise<readonly Column[]> {
  const columns = await sql<Column[]>`
    select attname as name, atttypid::regtype::text as type, attgenerated as generated from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped order by attnum`;
  return columns.filter(({ name }) => !UNWITNESSED.includes(`${table}.${name}`));
}

function chosen<One>(list: readonly One[], part: number): One {
  return list[Math.floor(list.length * part)]!;
}

async function corrupt(sql: TransactionSql, { table, row, column, place }: Corruption): Promise<string> {
  const { name, type, generated } = chosen(await columnsOf(sql, table), column);
  const rows = await sql<{ at: string; value: unknown }[]>`
    select ctid::text as at, ${sql(name)} as value from ${sql(table)} order by ctid`;
  const { at, value } = chosen(rows, row);
  const guarded = GUARDED.includes(table);
  if (guarded) await sql`alter table ${sql(table)} disable trigger append_only`;
  if (generated !== '') await sql`alter table ${sql(table)} alter column ${sql(name)} drop expression`;
  await sql`update ${sql(table)} set ${sql(name)} = ${changed(value, type, place)} where ctid = ${at}::tid`;
  if (guarded) await sql`alter table ${sql(table)} enable always trigger append_only`;
  return `${table}.${name}`;
}

function changed(value: unknown, type: string, place: number): string | Buffer | postgres.Parameter {
  if (type === 'jsonb') return ledger.sql().json(changedJson(value as JsonObject, place));
  if (type === 'bytea') return flipped(value as Buffer, place);
  if (type === 'bigint' || type === 'integer') return changedNumber(String(value), place);
  return changedText((value ?? '') as string, place);
}

/** The end of what is open has none after it. */
function changedNumber(value: string, place: number): string {
  return String(BigInt(value) + (place < 0.5 && value !== OPEN_END ? 1n : -1n));
}

/** One character is replaced by its successor, so that what was JSON mostly remains JSON. */
function changedText(text: string, place: number): string {
  if (text === '') return 'x';
  const at = Math.floor(text.length * place);
  return text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) + 1) + text.slice(at + 1);
}

function flipped(bytes: Buffer, place: number): Buffer {
  const copy = Buffer.from(bytes);
  const at = Math.floor(copy.length * place);
  copy[at] = copy[at]! ^ 1;
  return copy;
}

/** One member of the object, however deep, becomes something else. */
function changedJson(value: Json, place: number): Json {
  if (typeof value === 'string') return `${value}x`;
  if (typeof value === 'number') return value + 1;
  if (typeof value !== 'object' || value === null) return value === null ? 'x' : !value;
  const names = Object.keys(value);
  if (names.length === 0) return Array.isArray(value) ? ['x'] : { x: 1 };
  const name = chosen(names, place);
  const rest = place * names.length - Math.floor(place * names.length);
  const within = changedJson((value as JsonObject)[name] ?? null, rest);
  return Array.isArray(value)
    ? value.map((one: Json, at) => (String(at) === name ? within : one))
    : { ...(value as JsonObject), [name]: within };
}

/** Data exceptions and violated constraints (PostgreSQL, error classes 22 and 23). */
function isRefusal(error: unknown): error is postgres.PostgresError {
  return error instanceof postgres.PostgresError && /^2[23]/.test(error.code);
}

describe('Any value of any row that becomes another', () => {
  it('is found, or refused by the database itself', async () => {
    const found = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(corruption, async (one) => {
        const tried: string[] = [];
        const refused: string[] = [];
        const verified = ledger.after(
          async (sql) => {
            const where = await corrupt(sql, one).catch((error: unknown) => {
              if (isRefusal(error)) refused.push(error.message);
              throw error;
            });
            tried.push(where);
          },
          { checkpoints: [ledger.checkpoint()] },
        );
        const report = await verified.catch((error: unknown) => {
          if (refused.length > 0) return null;
          throw error;
        });
        const where = tried.join();
        if (report) expect(report.fault, where).not.toBeNull();
        if (report) found.set(where, (found.get(where) ?? 0) + 1);
      }),
      { numRuns: 120 },
    );
    expect(found.size).toBeGreaterThan(30);
  });
});
