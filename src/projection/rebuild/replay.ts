import type { RecordedJejakEvent } from '../../domain/catalogue.ts';
import type { Statements } from '../../ledger/session.ts';
import type { Sql } from 'postgres';
import { sendChanges } from '../changes.ts';
import { changesOf } from '../intervals.ts';
import type { Changes, OpenRow } from '../intervals.ts';
import { OPEN_END } from '../projection.ts';
import type { Beside } from './beside.ts';
import { copyLines, lineOf } from './copy.ts';
import type { Interval } from './copy.ts';
import { eventPages } from './entries.ts';
import type { EntrySource, Stretch } from './entries.ts';

/** A read model under construction. Its open rows are all that is kept in memory. */
export type Model = Beside & Readonly<{ open: Map<string, OpenRow> }>;

export type Progress = (done: number, of: number) => void;

/** Characters of one COPY: large enough to be worth its transaction. */
const FLUSH = 1024 * 1024;
/** Open rows written at a time. */
const OPEN_ROWS = 1000;

/** Fills empty tables with what the ledger says up to a position: intervals as they end, what is open at the end. */
export async function replay(
  sql: Sql,
  source: EntrySource,
  { models, upTo, progress }: Readonly<{ models: readonly Model[]; upTo: number; progress: Progress }>,
): Promise<void> {
  const buffers = new Map(models.map(({ table }) => [table, '']));
  let flushing: Promise<void> = Promise.resolve();
  const flush = async (least: number): Promise<void> => {
    const full = [...buffers].filter(([, lines]) => lines.length > least);
    if (full.length === 0) return;
    for (const [table] of full) buffers.set(table, '');
    await flushing;
    flushing = copyAll(sql, full);
    // Waited for before the next one; the database works while we read on.
    flushing.catch(() => undefined);
  };

  let done = 0;
  progress(done, upTo);
  for await (const events of eventPages(source, { after: 0, upTo })) {
    for (const model of models) append(buffers, model, closedBy(model, events));
    await flush(FLUSH);
    done += events.length;
    progress(done, upTo);
  }
  for (const model of models) {
    for (const rows of chunks(openRows(model), OPEN_ROWS)) {
      append(buffers, model, rows);
      await flush(FLUSH);
    }
  }
  await flush(0);
  await flushing;
}

/** Brings tables that are filled and indexed further, with the statements of the writer itself. */
export async function advance(
  sql: Statements,
  source: EntrySource,
  { models, after, upTo }: Readonly<{ models: readonly Model[] }> & Stretch,
): Promise<void> {
  for await (const events of eventPages(source, { after, upTo })) {
    const sent: Promise<unknown>[] = [];
    for (const model of models) {
      const changes = changesOf(model.projection, events, model.open);
      sendChanges({ sql, send: (statement) => sent.push(statement.execute()) }, model.table, changes);
      adopt(model, changes);
    }
    await Promise.all(sent);
  }
}

function append(buffers: Map<string, string>, { table }: Model, intervals: readonly Interval[]): void {
  buffers.set(table, (buffers.get(table) ?? '') + intervals.map(lineOf).join(''));
}

/** The intervals that end within a page, which were open before it or began in it. */
function closedBy(model: Model, events: readonly RecordedJejakEvent[]): readonly Interval[] {
  const changes = changesOf(model.projection, events, model.open);
  const before = [...changes.closed].flatMap(([key, to]) => {
    const row = model.open.get(key);
    return row ? [{ key, ...row, to: String(to) }] : [];
  });
  adopt(model, changes);
  return [...before, ...changes.inserted.filter(({ to }) => to !== OPEN_END)];
}

function adopt({ open }: Model, changes: Changes): void {
  for (const [key, row] of changes.open) open.set(key, row);
}

function* openRows({ open }: Model): Generator<Interval> {
  for (const [key, row] of open) yield { key, ...row, to: OPEN_END };
}

function* chunks<Item>(items: Iterable<Item>, size: number): Generator<readonly Item[]> {
  let chunk: Item[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  yield chunk;
}

async function copyAll(sql: Sql, full: readonly (readonly [string, string])[]): Promise<void> {
  await sql.begin(async (transaction) => {
    // Nobody needs the rows before the switch, whose own COMMIT waits for all that was written before it.
    await transaction`set local synchronous_commit = off`;
    for (const [table, lines] of full) await copyLines(transaction, table, lines);
  });
}
