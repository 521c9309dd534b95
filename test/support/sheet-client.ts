import { parse } from 'csv-parse/sync';

import type { HttpWorld } from './http-server.ts';

/** A sheet over HTTP, for one person. */
export type SheetClient = Readonly<{
  get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Response>;
  /** An export as records by the codes of their columns. */
  records: (path: string) => Promise<readonly SheetRecord[]>;
  post: (path: string, body: string | Buffer, headers?: Readonly<Record<string, string>>) => Promise<Posted>;
}>;

export type SheetRecord = Readonly<Record<string, string>>;

export type Posted = Readonly<{
  status: number;
  body: Readonly<{
    rows?: number;
    accepted?: number;
    unchanged?: number;
    blank?: number;
    replayed?: number;
    refused?: number;
    position?: string;
    errors: readonly Readonly<{
      row?: number;
      column?: string | null;
      code?: string;
      message: string;
      extensions?: Readonly<{ code: string; row?: number; column?: string }>;
    }>[];
  }>;
}>;

export async function sheetClient(
  world: Pick<HttpWorld, 'url' | 'tokens'>,
  person: string | null,
): Promise<SheetClient> {
  const authorization = person === null ? {} : { authorization: `Bearer ${await world.tokens.issueToken(person)}` };
  const get: SheetClient['get'] = (path, headers = {}) =>
    fetch(new URL(path, world.url), { headers: { ...authorization, ...headers } });
  const records: SheetClient['records'] = async (path) => {
    const response = await get(path);
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return recordsOf(await response.text());
  };
  const post: SheetClient['post'] = async (path, body, headers = {}) => {
    const init = { method: 'POST', headers: { ...authorization, ...headers }, body: new Uint8Array(Buffer.from(body)) };
    const response = await fetch(new URL(path, world.url), init);
    // What the server answers is JSON of this form.
    return { status: response.status, body: (await response.json()) as Posted['body'] };
  };
  return { get, records, post };
}

export function recordsOf(text: string): readonly SheetRecord[] {
  return parse(text, { columns: true, bom: true });
}
