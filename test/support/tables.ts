import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';

import type { Cell, Table } from '../../src/kernel/table.ts';

/** A table of these rows, headed by letters. */
export function tableOf(rows: readonly (readonly Cell[])[], width = 3): Table {
  const columns = ['a', 'b', 'c', 'd', 'e'].slice(0, width).map((code) => ({ code, title: { id: code, en: code } }));
  return { name: 'letters', columns, rows: each(rows) };
}

export async function bytesOf(stream: Readable): Promise<Buffer> {
  return buffer(stream);
}

// eslint-disable-next-line @typescript-eslint/require-await -- rows as a database would bring them
async function* each(rows: readonly (readonly Cell[])[]): AsyncGenerator<readonly Cell[]> {
  yield* rows;
}
