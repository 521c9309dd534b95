import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';

import { beforeAll, describe, expect, it } from 'vitest';

import { decodeEntryBundle } from '../../../src/merkle/entry-bundle.ts';
import { concatHashes, hashLeaf, splitHashes, toDigest } from '../../../src/merkle/hash.ts';
import { tileRoot, TILE_WIDTH, tileWidth } from '../../../src/merkle/tile.ts';
import { buildTree, treeRoot } from '../../../src/merkle/tree.ts';
import { replyOf, useHttpWorld } from '../../support/http-server.ts';
import { readRows, useSql } from '../../support/ledger-rows.ts';
import { COORDINATOR } from '../../support/reporting-world.ts';
import { signedBy } from '../signer/small-log.ts';

const world = useHttpWorld();
const sql = useSql(() => world().database.superuserUrl);

let size: number;
/** The last tile of level 0: there, but not full. */
let edge: string;

beforeAll(async () => {
  const { ask } = world();
  const regional = { subject: 'regional-auditor', jurisdiction: '64', organization: null } as const;
  await ask('administrator', { type: 'RegisterPerson', subject: regional.subject, label: 'an auditor' });
  await ask('administrator', { type: 'GrantRole', role: 'AUDITOR', ...regional, validFrom: null, validUntil: null });
  size = (await readRows(sql())).length;
  edge = `${threeDigits(Math.floor(size / TILE_WIDTH))}.p/${size % TILE_WIDTH}`;
  await get('checkpoint');
});

function threeDigits(index: number): string {
  return String(index).padStart(3, '0');
}

function get(path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<Response> {
  return fetch(new URL(`/log/${path}`, world().url), { method, headers });
}

async function bytesOf(response: Response): Promise<Uint8Array> {
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
}

async function as(person: string): Promise<Readonly<Record<string, string>>> {
  return { authorization: `Bearer ${await world().tokens.issueToken(person)}` };
}

describe('The checkpoint of the log', () => {
  it('is the tree as it is now, signed, and soon asked for again', async () => {
    const response = await get('checkpoint');

    const text = await response.text();
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('public, max-age=2');
    expect(signedBy(text, [world().key])).toMatchObject({ origin: 'test.jejak', size });
  });

  it('is unavailable where nobody signs', async () => {
    const { checkpoints } = world().reader;
    const unsigned = { ...checkpoints, covering: () => Promise.resolve(null) };
    const { port } = await world().serve({ reader: { ...world().reader, checkpoints: unsigned } });

    const reply = await replyOf(await fetch(`http://localhost:${port}/log/checkpoint`));

    expect([reply.status, reply.errors[0]!.extensions.code]).toEqual([503, 'LOG_CANNOT_SIGN']);
  });
});

describe('The tiles of the log', () => {
  it('are enough to rebuild the root that the checkpoint states', async () => {
    const checkpoint = signedBy(await (await get('checkpoint')).text(), [world().key])!;
    const leaves: Uint8Array[] = [];
    for (let index = 0; index * TILE_WIDTH < checkpoint.size; index += 1) {
      const width = tileWidth({ level: 0, index }, checkpoint.size);
      const path = `tile/0/${threeDigits(index)}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
      leaves.push(...splitHashes(await bytesOf(await get(path))));
    }

    const full = Math.floor(checkpoint.size / TILE_WIDTH);
    const above = await bytesOf(await get(`tile/1/000.p/${full}`));
    const roots = Array.from({ length: full }, (_, index) =>
      tileRoot(concatHashes(leaves.slice(index * TILE_WIDTH, (index + 1) * TILE_WIDTH))),
    );
    expect(full).toBeGreaterThan(0);
    expect(leaves.map(toDigest)).toEqual((await readRows(sql())).map(({ leaf_hash }) => leaf_hash));
    expect(toDigest(treeRoot(buildTree(leaves)))).toBe(toDigest(checkpoint.root));
    expect(Buffer.from(above).equals(concatHashes(roots))).toBe(true);
  });

  it.each(['tile/0/000', 'tile/0/001.p/7', 'tile/0/000.p/255'])('never change: %s', async (path) => {
    const response = await get(path);

    expect((await bytesOf(response)).length % 32).toBe(0);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it('are as they were at any size before', async () => {
    const [whole, part] = [await bytesOf(await get('tile/0/000')), await bytesOf(await get('tile/0/000.p/100'))];

    expect(Buffer.from(part).equals(whole.subarray(0, 3200))).toBe(true);
  });

  it.each([
    'tile/0/0',
    'tile/0/0000',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/257',
    'tile/0/000.p/01',
    'tile/0/x000/000',
    'tile/00/000',
    'tile/64/000',
    'tile/-1/000',
    'tile/0/000/',
    'tile/0/%30%30%30',
    'tile/0',
    'tile/',
    'tile',
    '',
    'checkpoint/',
    'tile/0/x999/x999/x999/x999/x999/999',
  ])('are not under a path that names none: %j', async (path) => {
    const reply = await replyOf(await get(path));

    expect([reply.status, reply.errors[0]!.extensions.code]).toEqual([404, 'NOT_FOUND']);
  });

  it.each([
    ['of the last one more than there is', () => `tile/0/${edge.replace(/\d+$/, String((size % TILE_WIDTH) + 1))}`],
    ['the last one as if it were full', () => `tile/0/${edge.slice(0, 3)}`],
    ['one that has not begun', () => 'tile/0/900.p/1'],
    ['a full one of the next level', () => 'tile/1/000'],
    ['one of a level that has not begun', () => 'tile/2/000.p/1'],
  ])('are not there beyond what is signed: %s', async (_what, path) => {
    const reply = await replyOf(await get(path(), { 'accept-language': 'id' }));

    expect(reply.status).toBe(404);
    expect(reply.errors[0]!.message).toContain('Ubin ini tidak ada di log');
    expect(reply.headers.get('cache-control')).toBe('no-store');
  });

  it('are read and never written', async () => {
    const head = await get('tile/0/000', {}, 'HEAD');
    const post = await replyOf(await get('tile/0/000', {}, 'POST'));

    expect([head.status, head.headers.get('content-length'), (await head.text()).length]).toEqual([200, '8192', 0]);
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
});

describe('The entries of the log', () => {
  const paths = ['tile/entries/000', 'tile/entries/001', () => `tile/entries/${edge}`];

  it('are given to the national auditor, exactly as they were hashed', async () => {
    const headers = await as('auditor');
    const texts: string[] = [];
    for (const path of paths) {
      const response = await get(typeof path === 'string' ? path : path(), headers);
      expect(response.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
      texts.push(...decodeEntryBundle(await bytesOf(response))!);
    }

    const rows = (await readRows(sql())).slice(0, size);
    expect(texts).toEqual(rows.map(({ entry }) => entry));
    expect(texts.map((text) => toDigest(hashLeaf(text)))).toEqual(rows.map(({ leaf_hash }) => leaf_hash));
  });

  it('are compressed where that is understood', async () => {
    const headers = await as('auditor');
    const plain = await raw('tile/entries/000', headers);
    const compressed = await raw('tile/entries/000', { ...headers, 'accept-encoding': 'br, gzip' });

    expect([plain.encoding, compressed.encoding]).toEqual([undefined, 'gzip']);
    expect([plain.vary, compressed.vary]).toEqual(['accept-encoding', 'accept-encoding']);
    expect(compressed.body.length).toBeLessThan(plain.body.length);
    expect(gunzipSync(compressed.body).equals(plain.body)).toBe(true);
  });

  it.each([
    ['nobody in particular', {}],
    ['whoever has a token that does not hold', { authorization: 'Bearer a.b.c' }],
    ['whoever has no token but a password', { authorization: 'Basic YTpi' }],
  ])('are not for %s', async (_who, headers) => {
    expect((await get('tile/entries/000', headers)).status).toBe(401);
  });

  it.each([COORDINATOR, 'regional-reviewer', 'regional-auditor', 'assessor-1', 'administrator', 'unknown'])(
    'are not for %s',
    async (person) => {
      const reply = await replyOf(await get('tile/entries/000', await as(person)));

      expect([reply.status, reply.errors[0]!.extensions.code]).toEqual([403, 'FORBIDDEN']);
    },
  );

  it.each(['tile/entries/000.p/256', 'tile/entries/900', 'tile/entries/0', 'tile/entries/', 'tile/entries/0/000'])(
    'are not under a path that names none: %s',
    async (path) => {
      expect((await get(path, await as('auditor'))).status).toBe(404);
    },
  );
});

type Raw = Readonly<{ encoding: string | undefined; vary: string | undefined; body: Buffer }>;

/** What comes over the line, before any client makes sense of its encoding. */
function raw(path: string, headers: Readonly<Record<string, string>>): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const asking = request(new URL(`/log/${path}`, world().url), { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const { 'content-encoding': encoding, vary } = response.headers;
        resolve({ encoding, vary, body: Buffer.concat(chunks) });
      });
    });
    asking.on('error', reject).end();
  });
}
