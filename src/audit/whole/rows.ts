import type { Row } from 'postgres';

import type { Snapshot } from './fault.ts';

/** The rows of a query in pages, the next one on its way while one is looked at. */
export type Rows<One> = Readonly<{
  /** The next page; empty at the end. */
  page: () => Promise<readonly One[]>;
  /** The next rows, as long as they are accepted. */
  takeWhile: (accepts: (row: One) => boolean) => Promise<readonly One[]>;
}>;

type Cursor = Readonly<{ name: string; query: string; size?: number }>;

const PAGE = 1000;

/** A cursor of SQL: of those any number may be open on one connection, unlike those of the driver. */
export async function openRows<One extends Row>(
  sql: Snapshot,
  { name, query, size = PAGE }: Cursor,
): Promise<Rows<One>> {
  await sql.unsafe(`declare "${name}" no scroll cursor for ${query}`);
  const fetch = (): Promise<readonly One[]> => {
    const rows = sql.unsafe<One[]>(`fetch ${size} from "${name}"`).execute();
    rows.catch(() => undefined);
    return rows;
  };
  let coming = fetch();
  const rest: One[] = [];

  const page = async (): Promise<readonly One[]> => {
    if (rest.length > 0) return rest.splice(0);
    const rows = await coming;
    coming = rows.length < size ? Promise.resolve([]) : fetch();
    return rows;
  };

  const takeWhile = async (accepts: (row: One) => boolean): Promise<readonly One[]> => {
    const taken: One[] = [];
    for (;;) {
      const rows = await page();
      const end = rows.findIndex((row) => !accepts(row));
      for (const row of end < 0 ? rows : rows.slice(0, end)) taken.push(row);
      if (end >= 0) rest.push(...rows.slice(end));
      if (end >= 0 || rows.length === 0) return taken;
    }
  };

  return { page, takeWhile };
}
