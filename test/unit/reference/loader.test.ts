import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { canonicalJson } from '../../../src/kernel/canonical-json.ts';
import { digestOf } from '../../../src/kernel/digest.ts';
import { loadReference, readReference } from '../../../src/usecase/reference.ts';

const SOURCE = fileURLToPath(new URL('../../../src/reference', import.meta.url));

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reference-'));
  cpSync(SOURCE, folder, { recursive: true });
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function edit(file: string, change: (text: string) => string): void {
  const path = join(folder, file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

describe('the reference data', () => {
  it('is read once', () => {
    expect(loadReference()).toBe(loadReference());
  });

  it('names each edition by the digest of its canonical text', () => {
    const { edition, text, digest } = loadReference().editions[0]!;

    expect(text).toBe(canonicalJson(edition));
    expect(digest).toBe(digestOf(text));
  });

  it('is refused with the file and the place of every fault', () => {
    edit('instruments/irh-2025.json', (text) =>
      text.replace('"rule": { "kind": "POINTS" }', '"rule": { "kind": "LUCK" }'),
    );
    edit('mandates.json', (text) => text.replace('"HEALTH"', '"WEALTH"'));
    edit('regencies.json', (text) => text.replace('"bps": "1103"', '"bps": "1104"'));

    expect(() => readReference(folder)).toThrow(
      /^src\/reference\/instruments\/irh-2025\.json at dimensions\.0\.indicators\.0\.rule\.kind: .+$/m,
    );
    expect(() => readReference(folder)).toThrow(
      /^src\/reference\/regencies\.json at regencies: 1104 is used more than once\.$/m,
    );
    expect(() => readReference(folder)).toThrow(
      /kkpham-2022\.json at dimensions\.5\.indicators\.0\.mandates: HEALTH is not in/,
    );
  });

  it('is refused when two files claim one edition', () => {
    edit('instruments/irh-2025-manual.json', (text) => text.replace('"2025-MANUAL"', '"2025"'));

    expect(() => readReference(folder)).toThrow(
      'src/reference/instruments/irh-2025.json at edition: Another file is edition IRH 2025 too.',
    );
  });

  it('is refused when a file is no JSON', () => {
    edit('mandates.json', () => 'oops');

    expect(() => readReference(folder)).toThrow(/^src\/reference\/mandates\.json: This is not JSON\.$/);
  });

  it('is refused when a regency lies in no province', () => {
    edit('provinces.json', (text) => text.replace('"kemendagri": "64"', '"kemendagri": "66"'));

    expect(() => readReference(folder)).toThrow('64.01 lies in no known province.');
  });

  it('is refused when a calendar names a day of another year, or one day twice', () => {
    edit('calendars/id-2025.json', (text) => text.replace('"2025-01-01"', '"2024-12-31"'));
    edit('calendars/id-2026.json', (text) => text.replace('"2026-01-16"', '"2026-01-01"'));

    expect(() => readReference(folder)).toThrow(
      'src/reference/calendars/id-2025.json at days.0.date: 2024-12-31 is not in 2025.',
    );
    expect(() => readReference(folder)).toThrow(
      'src/reference/calendars/id-2026.json at days: 2026-01-01 is used more than once.',
    );
  });

  it('is refused when a calendar names a day that does not exist', () => {
    edit('calendars/id-2025.json', (text) => text.replace('"2025-01-29"', '"2025-02-29"'));

    expect(() => readReference(folder)).toThrow(/^src\/reference\/calendars\/id-2025\.json at days\.3\.date: .+$/m);
  });

  it('is refused when two files claim one year of a calendar', () => {
    edit('calendars/id-2026.json', (text) => text.replaceAll('2026', '2025'));

    expect(() => readReference(folder)).toThrow(
      'src/reference/calendars/id-2026.json at year: Another file is the calendar ID 2025 too.',
    );
  });

  it('tells one wording of a calendar from another by its digest', () => {
    edit('calendars/id-2026.json', (text) => text.replace('Good Friday', 'Holy Friday'));

    const [was, is] = [loadReference(), readReference(folder)].map(({ calendars }) => calendars);

    expect(is!.at(-1)?.digest).not.toBe(was!.at(-1)?.digest);
    expect(is!.slice(0, -1)).toEqual(was!.slice(0, -1));
  });

  it('names the first faults only, and how many more there are', () => {
    edit('mandates.json', (text) => text.replaceAll('"LEGAL_AFFAIRS"', '"LAW"').replaceAll('"MANPOWER"', '"WORK"'));

    expect(() => readReference(folder)).toThrow(/^(src.+\n){20}and \d+ more$/);
  });
});
