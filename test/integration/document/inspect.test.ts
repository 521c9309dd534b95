import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { inspect } from '../../../src/document/inspect.ts';
import { rawZip } from '../../support/raw-zip.ts';
import { JPEG, officeOf, openDocumentOf, part, pdfOf, PNG, TIFF } from '../../support/sample-documents.ts';

const OOXML = 'application/vnd.openxmlformats-officedocument';
const ODF = 'application/vnd.oasis.opendocument';
const WORD = 'wordprocessingml.document';

let folder: string;
let files = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jejak-inspect-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function inspected(bytes: Buffer, declared: string | null = null): Promise<string> {
  const path = join(folder, String(++files));
  await writeFile(path, bytes);
  const outcome = await inspect(path, declared);
  return outcome.ok ? outcome.value : outcome.error;
}

describe('what the bytes are', () => {
  it.each([
    ['application/pdf', pdfOf(5000)],
    ['image/png', PNG],
    ['image/jpeg', JPEG],
    ['image/tiff', TIFF],
    [`${OOXML}.${WORD}`, officeOf(WORD)],
    [`${OOXML}.spreadsheetml.sheet`, officeOf('spreadsheetml.sheet')],
    [`${OOXML}.presentationml.presentation`, officeOf('presentationml.presentation')],
    [`${ODF}.text`, openDocumentOf('text')],
    [`${ODF}.spreadsheet`, openDocumentOf('spreadsheet')],
  ])('is %s, whether or not it is said', async (mediaType, bytes) => {
    expect(await inspected(bytes)).toBe(mediaType);
    expect(await inspected(bytes, 'application/octet-stream')).toBe(mediaType);
    expect(await inspected(bytes, `${mediaType.toUpperCase()}; charset=utf-8`)).toBe(mediaType);
    expect(await inspected(bytes, 'text/html')).toBe('TYPE_DIFFERS');
  });

  it.each([
    ['a web page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a drawing that runs scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a PDF behind something else', Buffer.concat([Buffer.from(' '), pdfOf(100)])],
    ['a PDF without an end', pdfOf(5000).subarray(0, 4000)],
    ['a PDF whose end is not at its end', Buffer.concat([pdfOf(100), Buffer.alloc(1100)])],
    ['a program', Buffer.from('4d5a90000300000004000000ffff0000', 'hex')],
    ['an older Office document, or an encrypted one', Buffer.from('d0cf11e0a1b11ae100000000', 'hex')],
    ['EICAR', Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''))],
    ['any other archive', rawZip([part('a.txt', 'a')])],
    ['a drawing of OpenDocument', openDocumentOf('graphics')],
    ['a type of OpenDocument that is compressed', rawZip([part('mimetype', `${ODF}.text`)])],
    ['a type of OpenDocument that stands behind', rawZip([part('a', ''), part('mimetype', `${ODF}.text`)])],
    ['types behind a declaration', officeOf(WORD, [], '<!DOCTYPE a>')],
    ['types in disguise', officeOf(WORD, [], '<a b="&#118;"/>')],
    ['one byte', Buffer.from('P')],
  ])('is nothing that is taken: %s', async (_what, bytes) => {
    expect(await inspected(bytes)).toBe('TYPE_NOT_TAKEN');
  });

  it('is nothing at all', async () => {
    expect(await inspected(Buffer.alloc(0))).toBe('EMPTY');
  });
});

describe('an office document is turned down', () => {
  const nothing = Buffer.alloc(0);
  const same = part('x', Buffer.alloc(2_000_000, 'a'));
  const noise = part('a', 'aaaaaaaa');

  it.each([
    ['for its macros', officeOf(WORD, [part('word/vbaProject.bin', 'x')])],
    ['for its macros, whatever case their name has', officeOf(WORD, [part('word/VBAPROJECT.BIN', 'x')])],
    [
      'for parts that are macros by their type',
      officeOf(WORD, [], '<a ContentType="application/vnd.ms-office.vbaProject"/>'),
    ],
    [
      'for being made for macros',
      officeOf(WORD, [], '<a ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'),
    ],
    ['for macro sheets', officeOf('spreadsheetml.sheet', [part('xl/macrosheets/sheet1.xml', 'x')])],
    ['for Basic', openDocumentOf('text', [part('Basic/Standard/Module1.xml', 'x')])],
    ['for a part that inflates a thousandfold', officeOf(WORD, [part('b', Buffer.alloc(3_000_000))])],
    ['for parts that inflate too much together', officeOf(WORD, sheets())],
    [
      'for more bytes than it says',
      officeOf(WORD, [{ ...noise, name: 'b', packed: deflateRawSync(Buffer.alloc(500_000)), size: 8 }]),
    ],
    ['for fewer bytes than it says', officeOf(WORD, [{ ...noise, name: 'b', size: 9_000 }])],
    ['for parts that share their bytes', rawZip([part('a', 'a'), { ...same, offset: 0 }])],
    ['for a part that is quoted by another', officeOf(WORD, [{ ...noise, name: 'b', offset: 2 }])],
    ['for two names of one part', officeOf(WORD, [{ ...noise, name: 'b', localName: 'c' }])],
    ['for two parts of one name', officeOf(WORD, [part('A.xml', '<a/>')])],
    ['for a path out of it', officeOf(WORD, [part('../../a', 'a')])],
    ['for an absolute path', officeOf(WORD, [part('/etc/passwd', 'a')])],
    ['for a path of another system', officeOf(WORD, [part('..\\a', 'a')])],
    ['for a checksum that does not fit', officeOf(WORD, [{ ...noise, name: 'b', crc: 1 }])],
    ['for being encrypted', officeOf(WORD, [{ ...noise, name: 'b', flags: 0x0801 }])],
    ['for a method nobody knows', officeOf(WORD, [{ ...noise, name: 'b', method: 99 }])],
    [
      'for more parts than anybody needs',
      officeOf(
        WORD,
        Array.from({ length: 5001 }, (_none, index) => part(`p${index}`, '')),
      ),
    ],
    ['for being cut off', officeOf(WORD).subarray(0, -10)],
    ['for something behind it', Buffer.concat([officeOf(WORD), Buffer.from('<script>')])],
    [
      'for something between its beginning and its parts',
      rawZip([part('a', 'a')], { beforeDirectory: nothing, count: 9 }),
    ],
  ])('%s', async (_why, bytes) => {
    expect(await inspected(bytes)).toBe('ARCHIVE_NOT_TAKEN');
  });
});

/** Forty times eight megabytes, each of them a hundredth of it when packed. */
function sheets() {
  const content = Buffer.alloc(8 * 1_048_576, 'abcdefghijklmnopqrstuvwxyz0123456789-,.;:');
  const filled = Buffer.from(content);
  for (let at = 0; at < filled.length; at += 1024) filled.writeUInt32LE((at * 2_654_435_761) >>> 0, at);
  const packed = deflateRawSync(filled);
  return Array.from({ length: 40 }, (_none, index) => ({ name: `s${index}`, content: filled, deflate: true, packed }));
}
