import { crc32, deflateRawSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { FILES, LIMITS } from '../../../src/audit/bundle/format.ts';
import { openZip } from '../../../src/audit/verify/open-zip.ts';
import { rawZip } from '../../support/raw-zip.ts';
import type { RawEntry } from '../../support/raw-zip.ts';
import { sampleFiles, zipOf } from '../../support/sample-bundle.ts';

const ONE: RawEntry = { name: FILES.policy, content: Buffer.from('quorum none\n') };
const OTHER: RawEntry = { name: FILES.checkpoint, content: Buffer.from('a checkpoint') };
const UNICODE_PATH = Buffer.from('757005000100000000', 'hex');

const TIME = Buffer.from('55540500030000000000', 'hex').subarray(0, 9);
const OWNER = Buffer.from('75780b000104000000000400000000', 'hex');

function sizesBehind({ content }: RawEntry, size: number): Buffer {
  const behind = Buffer.alloc(16);
  behind.writeUInt32LE(0x08074b50, 0);
  behind.writeUInt32LE(crc32(content), 4);
  behind.writeUInt32LE(size, 8);
  behind.writeUInt32LE(size, 12);
  return behind;
}

describe('A zip', () => {
  it('is read into its files', async () => {
    const files = sampleFiles();

    const read = await openZip(await zipOf(files));

    expect(read).toEqual({ ok: true, value: files });
  });

  it('may hold files as they are and deflated', async () => {
    const read = await openZip(rawZip([{ ...ONE, deflate: true }, OTHER]));

    expect(read.ok && read.value.get(FILES.policy)?.toString()).toBe('quorum none\n');
  });

  it('may come from a tool that tells sizes behind the content, notes times and owners, and adds folders', async () => {
    const noted = Buffer.concat([TIME, OWNER]);
    const streamed = { ...ONE, flags: 0x0008, behind: sizesBehind(ONE, ONE.content.length) };
    const folder = { name: 'proofs/', content: Buffer.alloc(0), attributes: (0o040755 << 16) >>> 0 };

    const read = await openZip(rawZip([folder, streamed, { ...OTHER, extra: noted, localExtra: noted }]));

    expect(read.ok && [...read.value.keys()]).toEqual([FILES.policy, FILES.checkpoint]);
  });

  it('may be empty, which is no bundle yet', async () => {
    expect(await openZip(rawZip([]))).toEqual({ ok: true, value: new Map() });
  });
});

describe('A zip is refused where a file', () => {
  it.each([
    '../policy.txt',
    '/policy.txt',
    'C:\\policy.txt',
    'documents\\..\\policy.txt',
    'POLICY.TXT',
    'policy.txt\0.zip',
    'policy.txt/',
    './policy.txt',
    'proofs/01.tlog-proof',
    'proofs/0.tlog-proof',
    'proofs/../policy.txt',
    `documents/${'A'.repeat(64)}`,
    '__proto__',
    '',
  ])('is named %j', async (name) => {
    expect(await openZip(rawZip([{ ...ONE, name }]))).toMatchObject({ ok: false, error: { file: 'the archive' } });
  });

  it.each<[string, Partial<RawEntry>]>([
    ['is encrypted', { flags: 0x0001 }],
    ['tells its size only afterwards and then does not', { flags: 0x0008 }],
    ['tells another size afterwards', { flags: 0x0008, behind: sizesBehind(ONE, 13) }],
    ['is a folder with something in it', { name: 'proofs/', attributes: (0o040755 << 16) >>> 0 }],
    ['is compressed otherwise', { method: 12 }],
    ['is a symbolic link', { attributes: (0o120777 << 16) >>> 0 }],
    ['is a folder', { attributes: (0o040755 << 16) >>> 0 }],
    ['is a folder of DOS', { attributes: 0x10 }],
    ['has a comment', { comment: 'hello' }],
    ['has another name for some readers', { extra: UNICODE_PATH }],
    ['has another name of its own for some readers', { localExtra: UNICODE_PATH }],
    ['has another checksum', { crc: 7 }],
    ['is stored with two sizes', { size: 5 }],
    ['has another name of its own', { localName: FILES.events }],
    ['says another size itself', { localSize: 7 }],
    ['lies elsewhere', { offset: 5 }],
    ['lies beyond the archive', { offset: 4_000_000_000 }],
    ['deflates to less than was said', { deflate: true, size: 13 }],
    ['deflates to more than was said', { deflate: true, size: 11 }],
    ['is a broken stream', { method: 8, packed: Buffer.from('broken') }],
    [
      'has bytes after its stream',
      { method: 8, packed: Buffer.concat([deflateRawSync(ONE.content), Buffer.from('x')]) },
    ],
  ])('%s', async (_what, changes) => {
    const entry = { ...ONE, ...changes };

    expect(await openZip(rawZip([entry]))).toMatchObject({ ok: false, error: { file: entry.name } });
  });

  it('is there twice', async () => {
    expect(await openZip(rawZip([ONE, ONE]))).toMatchObject({ ok: false, error: { file: FILES.policy } });
  });

  it('lies where another one lies', async () => {
    const overlapping = rawZip([ONE, { ...ONE, name: FILES.policy, offset: 0 }]);

    expect(await openZip(overlapping)).toMatchObject({ ok: false });
  });
});

describe('A zip is refused before it is inflated where', () => {
  it('a file says it is too large', async () => {
    const read = await openZip(rawZip([{ ...ONE, deflate: true, size: LIMITS.fileBytes + 1 }]));

    expect(read).toMatchObject({ ok: false, error: { sentence: `It is larger than ${LIMITS.fileBytes} bytes.` } });
  });

  it('a file is compressed too well', async () => {
    const read = await openZip(rawZip([{ ...ONE, content: Buffer.alloc(1_000_000), deflate: true }]));

    expect(read).toMatchObject({ ok: false, error: { sentence: `It is compressed more than ${LIMITS.ratio} to 1.` } });
  });

  it('all files together say they are too large', async () => {
    const packed = Buffer.alloc(90_000);
    const large = Array.from({ length: 17 }, (_, index): RawEntry => {
      return { ...ONE, name: `proofs/${index + 1}.tlog-proof`, method: 8, packed, size: LIMITS.fileBytes };
    });

    const read = await openZip(rawZip(large));

    expect(read).toMatchObject({ error: { sentence: `It inflates to more than ${LIMITS.inflatedBytes} bytes.` } });
  });

  it('it holds too many files', async () => {
    const many = Array.from({ length: LIMITS.entries + 1 }, (_, index): RawEntry => {
      return { name: `proofs/${index + 1}.tlog-proof`, content: Buffer.alloc(0) };
    });

    expect(await openZip(rawZip(many))).toMatchObject({ error: { sentence: 'It holds more than 20000 files.' } });
  });
});

describe('A zip is refused as a whole where', () => {
  const valid = rawZip([ONE, OTHER]);
  const end = valid.subarray(-22);

  it.each([
    ['it is empty', Buffer.alloc(0)],
    ['it is no zip', Buffer.from('%PDF-1.7 and so on and so on')],
    ['something comes before it', Buffer.concat([Buffer.from('#!/bin/sh\n'), valid])],
    ['something comes after it', Buffer.concat([valid, Buffer.from('\n')])],
    ['it ends twice', Buffer.concat([valid, end])],
    ['it has a comment', rawZip([ONE], { comment: 'hello' })],
    ['it is cut short', valid.subarray(0, -1)],
    ['something lies between two files', rawZip([ONE, OTHER], { between: Buffer.from('hidden') })],
    ['something lies before its directory', rawZip([ONE], { beforeDirectory: Buffer.from('hidden') })],
    ['it counts more files than there are', rawZip([ONE], { count: 2 })],
    ['it counts fewer files than there are', rawZip([ONE, OTHER], { count: 1 })],
  ])('%s', async (_what, bytes) => {
    expect(await openZip(bytes)).toMatchObject({ ok: false });
  });
});
