import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import { describe, expect, it } from 'vitest';

import { FILES, LIMITS } from '../../../src/audit/bundle/format.ts';
import { isTooLarge, withinLimits } from '../../../src/audit/export/limits.ts';
import { zipped } from '../../../src/audit/export/zip.ts';
import type { BundleFile } from '../../../src/audit/export/zip.ts';
import { openZip } from '../../../src/audit/verify/open-zip.ts';
import { replyOf, useHttpWorld } from '../../support/http-server.ts';
import { CYCLE, REPORTER, UNIT } from '../../support/reporting-world.ts';

const world = useHttpWorld();

/** Bytes of a narrative that is as long as one may be. */
const NARRATIVE = '\u{4eba}'.repeat(4000);
/** Questions with the same two options. */
const CHOICES = ['KKP-SP1-S1', 'KKP-SP1-S2', 'KKP-SP1-S3', 'KKP-SP1-P1'];
const REVISIONS = Math.ceil(LIMITS.fileBytes / Buffer.byteLength(NARRATIVE));

async function answerAtLength(indicator: string, revisions: number): Promise<void> {
  for (let expectedRevision = 0; expectedRevision < revisions; expectedRevision += 1) {
    const answer = { kind: 'CHOICE', option: expectedRevision % 2 === 0 ? 'ADA' : 'TIDAK' } as const;
    const of = { unit: UNIT, cycle: CYCLE, indicator, expectedRevision };
    await world().ask(REPORTER, { type: 'SubmitResponse', ...of, answer, narrative: NARRATIVE });
  }
}

function given(...files: readonly BundleFile[]): AsyncIterable<BundleFile> {
  return Readable.from(files);
}

async function counted(files: AsyncIterable<BundleFile>): Promise<number> {
  const taken: BundleFile[] = [];
  for await (const file of files) taken.push(file);
  return taken.length;
}

function fileOf(bytes: number): BundleFile {
  return { name: 'instrument.json', content: Buffer.alloc(bytes, 'x') };
}

describe('A report of which nobody could verify a bundle', () => {
  it('is refused rather than taken home', async () => {
    const { tokens, url } = world();
    await Promise.all(CHOICES.map((indicator) => answerAtLength(indicator, Math.ceil(REVISIONS / CHOICES.length))));

    const headers = { authorization: `Bearer ${await tokens.issueToken('auditor')}`, 'accept-language': 'en' };
    const reply = await replyOf(await fetch(new URL(`/bundles/${UNIT}/${CYCLE}`, url), { headers }));

    expect(reply.status).toBe(422);
    expect(reply.errors[0]!.extensions.code).toBe('REPORT_TOO_LARGE');
    expect(reply.errors[0]!.message).toContain('larger than an audit bundle may be');
  });

  it('has one entry more than there may be files', () => {
    const one = { type: 'ResponseRevised', entry: '{}' };
    const most = Array.from({ length: LIMITS.entries - Object.keys(FILES).length }, () => one);

    expect(isTooLarge(most)).toBe(false);
    expect(isTooLarge([...most, one])).toBe(true);
  });

  it('has one byte more than a file may have', () => {
    const type = 'ResponseRevised';
    const entry = 'x'.repeat(LIMITS.fileBytes - 1);

    expect(isTooLarge([{ type, entry }])).toBe(false);
    expect(isTooLarge([{ type, entry: `${entry}x` }])).toBe(true);
  });

  it('has one final more than anybody derives anew', () => {
    const most = Array.from({ length: LIMITS.finals }, () => ({ type: 'ReportFinalized', entry: '{}' }));

    expect(isTooLarge(most)).toBe(false);
    expect(isTooLarge([...most, ...most.slice(0, 1)])).toBe(true);
  });
});

describe('A bundle', () => {
  it('breaks off at a file that is larger than one may be', async () => {
    const [largest, larger] = [fileOf(LIMITS.fileBytes), fileOf(LIMITS.fileBytes + 1)];

    expect(await counted(withinLimits(given(largest)))).toBe(1);
    await expect(counted(withinLimits(given(larger)))).rejects.toThrow('larger than a file of a bundle may be');
  });

  it('breaks off where its files are larger than they may be together', async () => {
    const most = Array.from({ length: LIMITS.inflatedBytes / LIMITS.fileBytes }, () => fileOf(LIMITS.fileBytes));

    expect(await counted(withinLimits(given(...most)))).toBe(most.length);
    await expect(counted(withinLimits(given(...most, fileOf(1))))).rejects.toThrow('larger than');
  });

  it('is no bomb where it says the same again and again', async () => {
    const bytes = await buffer(zipped(given(fileOf(1_000_000))));

    const opened = await openZip(bytes);

    expect(opened).toMatchObject({ ok: true });
    expect(bytes.length).toBeGreaterThan(1_000_000);
  });
});
