import { describe, expect, it } from 'vitest';

import { decodeEntry, encodeEntry, parseEntry } from '../../../src/ledger/entry.ts';
import type { Entry, StoredEntry } from '../../../src/ledger/entry.ts';
import { leafHash } from '../../../src/merkle/hash.ts';
import { toyCatalogue } from '../../support/ledger-catalogue.ts';

const entry: Entry = {
  position: 4711,
  stream: 'report/64.71/AKSI_HAM-2025-B12',
  streamPosition: 38,
  type: 'Counted',
  version: 2,
  recordedAt: '2025-12-03T02:11:09.120Z',
  actor: { person: 'operator', role: 'REPORTER', organization: null, grant: 512 },
  command: '0198c0de',
  previous: null,
  data: { by: 3 },
};

function stored(parts: Partial<Entry> = {}): StoredEntry {
  const text = JSON.stringify({ ...entry, ...parts });
  return { entry: text, leafHash: leafHash(text) };
}

describe('An entry', () => {
  it('is written as its canonical text', () => {
    expect(encodeEntry(entry)).toEqual({
      ok: true,
      value:
        '{"actor":{"grant":512,"organization":null,"person":"operator","role":"REPORTER"},"command":"0198c0de",' +
        '"data":{"by":3},"position":4711,"previous":null,"recordedAt":"2025-12-03T02:11:09.120Z",' +
        '"stream":"report/64.71/AKSI_HAM-2025-B12","streamPosition":38,"type":"Counted","version":2}',
    });
  });

  it('may be 65,535 bytes long and not one more, whatever the characters', () => {
    const bytes = (text: string): number => Buffer.byteLength(JSON.stringify({ ...entry, data: { text } }));
    const longest = 'é'.repeat(30_000) + 'x'.repeat(5535 - bytes(''));

    expect(encodeEntry({ ...entry, data: { text: longest } }).ok).toBe(true);
    expect(encodeEntry({ ...entry, data: { text: `${longest}x` } })).toEqual({
      ok: false,
      error: { code: 'ENTRY_TOO_LARGE' },
    });
  });

  it('is read as the event it records, with its text and its leaf hash', () => {
    const recorded = decodeEntry(stored(), toyCatalogue);

    expect(recorded).toMatchObject({
      type: 'Counted',
      data: { by: 3 },
      position: 4711,
      streamPosition: 38,
      version: 2,
    });
    expect(recorded.leafHash).toBe(leafHash(recorded.entry));
    expect(parseEntry(recorded.entry)).toEqual(entry);
  });

  it('of an older version is read as the current one; the text stays what it was', () => {
    const recorded = decodeEntry(stored({ version: 1, data: { amount: 7 } }), toyCatalogue);

    expect(recorded).toMatchObject({ data: { by: 7 }, version: 1 });
    expect(parseEntry(recorded.entry).data).toEqual({ amount: 7 });
  });

  it.each([{ type: 'Unheard' }, { version: 3 }, { version: 0 }])('of %o stops the reader', (parts) => {
    expect(() => decodeEntry(stored(parts), toyCatalogue)).toThrow('the entry at position 4711 cannot be read');
  });
});
