import { PassThrough, Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

import { ZipFile } from 'yazl';

import type { Cell, Column, Table } from '../../kernel/table.ts';
import { partsFor, WORKSHEET_HEAD, WORKSHEET_TAIL, worksheetPath } from './parts.ts';
import { rowXml } from './row.ts';

/** As many rows as a sheet of Excel has; the first holds the codes of the columns. */
const MOST_ROWS = 1_048_576;

/** Characters of XML that are handed on at once. */
const PIECE = 16_384;

/** The beginning of the calendar of zip: the same table MUST give the same bytes. */
const NO_TIME = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode: 0o100644 };

/**
 * The table as a workbook: its rows on as many sheets as they need, and last a sheet that says in words what the columns
 * are. No row is asked for before there is room for it.
 */
export function xlsxOf(table: Table, rowsOnSheet = MOST_ROWS): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream;
  if (!(output instanceof PassThrough)) throw new TypeError('yazl writes to another kind of stream');
  const end = (error: unknown): void => void output.destroy(error instanceof Error ? error : new Error(String(error)));
  zip.on('error', end);
  fill({ zip, output, rowsOnSheet }, table).catch(end);
  return output;
}

type Target = Readonly<{ zip: ZipFile; output: PassThrough; rowsOnSheet: number }>;

async function fill(target: Target, { name, columns, rows }: Table): Promise<void> {
  const names: string[] = [];
  const source = rows[Symbol.asyncIterator]();
  const codes = columns.map(({ code }) => code);
  try {
    let next = await source.next();
    do {
      names.push(names.length === 0 ? name : `${name}-${names.length + 1}`);
      const sheet = rowsOfSheet(codes, next, { source, most: target.rowsOnSheet });
      next = await write(target, names.length, sheet);
    } while (!next.done);
    names.push('columns');
    await write(target, names.length, legend(columns));
  } finally {
    await source.return?.();
  }
  for (const [path, xml] of partsFor(names)) target.zip.addBuffer(Buffer.from(xml), path, NO_TIME);
  target.zip.end();
}

type Next = IteratorResult<readonly Cell[], unknown>;
type SheetRows = AsyncGenerator<readonly Cell[], Next> | Generator<readonly Cell[], Next>;

const END: Next = { done: true, value: undefined };

type Source = Readonly<{ source: AsyncIterator<readonly Cell[]>; most: number }>;

/** As many rows as one sheet takes; answers with the row that follows. */
async function* rowsOfSheet(codes: readonly string[], first: Next, { source, most }: Source): SheetRows {
  let next = first;
  yield codes;
  for (let count = 1; count < most && !next.done; count += 1) {
    yield next.value;
    next = await source.next();
  }
  return next;
}

function* legend(columns: readonly Column[]): SheetRows {
  yield ['code', 'id', 'en'];
  for (const { code, title } of columns) yield [code, title.id, title.en];
  return END;
}

/** Resolves when the sheet has been taken; fails when whoever takes it has gone. */
async function write({ zip, output }: Target, number: number, rows: SheetRows): Promise<Next> {
  let following = END;
  const xml = Readable.from(
    worksheet(rows, (next) => (following = next)),
    { objectMode: false },
  );
  const gone = (): void => void xml.destroy(new Error('nobody takes the workbook any more'));
  output.once('close', gone);
  if (output.destroyed) gone();
  zip.addReadStream(xml, worksheetPath(number), NO_TIME);
  await finished(xml);
  output.off('close', gone);
  return following;
}

async function* worksheet(rows: SheetRows, ended: (next: Next) => void): AsyncGenerator<string> {
  let piece = WORKSHEET_HEAD;
  let next = await rows.next();
  for (let number = 1; !next.done; number += 1) {
    piece += rowXml(number, next.value);
    if (piece.length >= PIECE) {
      yield piece;
      piece = '';
    }
    next = await rows.next();
  }
  ended(next.value);
  yield piece + WORKSHEET_TAIL;
}
