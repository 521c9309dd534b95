import { describe, expect, it } from 'vitest';

import { FILES, proofName } from '../../../src/audit/bundle/format.ts';
import { canonicalJson } from '../../../src/kernel/canonical-json.ts';
import { formatVerifierKey, verifierKeyOf } from '../../../src/merkle/key.ts';
import { formatPolicy } from '../../../src/merkle/policy.ts';
import { edition, indicator } from '../../support/editions.ts';
import { ORIGIN } from '../../support/sample-ledger.ts';
import { described, DOCUMENT, documentOf, SAMPLE_KEY, sampleFiles, signingKey } from '../../support/sample-bundle.ts';
import { faultOf, withJson, withText } from './faults.ts';

const DIMENSIONS = ['D1', 'D2', 'D3'].map((code) => {
  return { code, indicators: Array.from({ length: 167 }, (_, index) => indicator(`${code}.${index + 1}`)) };
});
const LARGE = edition(DIMENSIONS);
const DEEP = `{"a":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`;

describe('A bundle that lacks', () => {
  it.each(Object.values(FILES))('%s fails by its name', async (name) => {
    const files = sampleFiles();
    files.delete(name);

    expect(await faultOf(files)).toMatchObject({ file: name, sentence: 'The bundle does not hold it.' });
  });

  it('a proof fails by its name', async () => {
    const files = sampleFiles();
    files.delete(proofName(1));

    expect(await faultOf(described(files))).toMatchObject({ file: proofName(1) });
  });

  it('a document that its manifest names fails by its name', async () => {
    const files = sampleFiles();
    files.delete(documentOf(DOCUMENT));

    expect(await faultOf(files)).toMatchObject({ file: documentOf(DOCUMENT) });
  });
});

describe('The manifest fails where', () => {
  it.each([
    ['the origin', { origin: 'other.jejak/log' }],
    ['being a demo', { demo: true }],
    ['the unit', { unit: '64.72' }],
    ['the cycle', { cycle: 'TEST-2026' }],
    ['the tree size', { treeSize: 45 }],
    ['the sealed position', { asOf: { position: 43, recordedAt: '2025-12-21T00:01:00.000Z' } }],
    ['the sealed position', { asOf: { position: 44, recordedAt: '2025-12-21T00:02:00.000Z' } }],
  ])('what it says of %s is not so', async (what, changes) => {
    expect(await faultOf(withJson(FILES.manifest, changes))).toEqual({
      file: FILES.manifest,
      sentence: `What it says of ${what} is not so.`,
    });
  });

  it.each([
    ['it is of another version', { version: 2 }],
    ['it is of another format', { format: 'zip' }],
    ['it has more members', { more: null }],
    ['it names no files', { files: {} }],
  ])('%s', async (_what, changes) => {
    expect((await faultOf(withJson(FILES.manifest, changes))).file).toMatch(/^(manifest\.json|events\.jsonl)$/);
  });

  it('it is spelled otherwise', async () => {
    const files = sampleFiles();
    files.set(FILES.manifest, Buffer.from(`${files.get(FILES.manifest)!.toString()}\n`));

    expect(await faultOf(files)).toMatchObject({ file: FILES.manifest });
  });

  it('it nests a million levels deep', async () => {
    const files = sampleFiles().set(FILES.manifest, Buffer.from(DEEP));

    expect(await faultOf(files)).toMatchObject({ file: FILES.manifest });
  });

  it('it hides a member in a prototype', async () => {
    const files = sampleFiles();
    const text = files.get(FILES.manifest)!.toString().replace('"files":{', '"files":{"__proto__":"sha256:00",');
    files.set(FILES.manifest, Buffer.from(text));

    expect(await faultOf(files)).toMatchObject({ file: FILES.manifest });
  });
});

describe('policy.txt fails where', () => {
  it.each([
    ['it names another key', formatPolicy([formatVerifierKey(verifierKeyOf(signingKey(ORIGIN, 2)))])],
    ['it names a second key', formatPolicy([SAMPLE_KEY, verifierKeyOf(signingKey(ORIGIN, 2))].map(formatVerifierKey))],
    ['it says more', `# trust me\n${formatPolicy([formatVerifierKey(SAMPLE_KEY)])}`],
    ['it is empty', ''],
  ])('%s', async (_what, text) => {
    expect(await faultOf(withText(FILES.policy, () => text))).toMatchObject({ file: FILES.policy });
  });
});

describe('checkpoint.txt fails where', () => {
  it('its tree is another size', async () => {
    const files = withText(FILES.checkpoint, (text) => text.replace('\n46\n', '\n47\n'));

    expect(await faultOf(files)).toEqual({ file: FILES.checkpoint, sentence: 'Its signature does not hold.' });
  });

  it('it is no checkpoint', async () => {
    expect(await faultOf(withText(FILES.checkpoint, () => 'hello'))).toMatchObject({ file: FILES.checkpoint });
  });
});

describe('A proof fails where', () => {
  it('it has extra data', async () => {
    const files = withText(proofName(1), (text) => text.replace('\n', '\nextra aGVsbG8=\n'));

    expect(await faultOf(files)).toMatchObject({ file: proofName(1), position: 1, stream: 'ledger' });
  });

  it('it is the proof of another entry', async () => {
    const files = sampleFiles();
    files.set(proofName(1), files.get(proofName(2))!);

    expect(await faultOf(described(files))).toMatchObject({ file: proofName(1), position: 1 });
  });

  it('it leads to another checkpoint', async () => {
    const files = withText(proofName(2), (text) => text.replace('\n46\n', '\n47\n'));

    expect(await faultOf(files)).toMatchObject({ file: proofName(2), sentence: 'It leads to another checkpoint.' });
  });

  it('the bundle holds no such entry', async () => {
    const files = sampleFiles();
    files.set(proofName(3), files.get(proofName(2))!);

    expect(await faultOf(described(files))).toMatchObject({ file: proofName(3) });
  });

  it('its path was changed, by which the manifest knows it', async () => {
    const files = sampleFiles();
    const text = files
      .get(proofName(24))!
      .toString()
      .replace(/\n[A-Za-z0-9]/, (found) => (found === '\nA' ? '\nB' : '\nA'));
    files.set(proofName(24), Buffer.from(text));

    expect(await faultOf(files)).toMatchObject({ file: proofName(24) });
  });
});

describe('completeness.json fails where', () => {
  const sealed = { entry: 45, position: 44, streams: 13, root: `sha256:${'0'.repeat(64)}` };

  it('it states another root than the sealing entry', async () => {
    expect(await faultOf(withJson(FILES.completeness, { sealed }))).toMatchObject({
      file: FILES.completeness,
      position: 45,
    });
  });

  it('it speaks of one stream twice', async () => {
    const heads = headsOf(sampleFiles());

    expect(await faultOf(withJson(FILES.completeness, { heads: [heads[1]!, heads[1]!] }))).toMatchObject({
      file: FILES.completeness,
    });
  });

  it('its way to the root is another', async () => {
    const [first, second] = headsOf(sampleFiles());
    const heads = [first!, { ...second!, path: [...second!.path].reverse() }];

    expect(await faultOf(withJson(FILES.completeness, { heads }))).toMatchObject({
      file: FILES.completeness,
      sentence: 'The head of report/64.71/TEST-2025 is not among those that were sealed.',
    });
  });
});

describe('The other files fail where', () => {
  it('the edition is another one', async () => {
    const files = withText(FILES.instrument, (text) => text.replace('"weight":"30"', '"weight":"31"'));

    expect(await faultOf(files)).toEqual({
      file: FILES.instrument,
      sentence: 'It is not the edition that the cycle is bound to.',
    });
  });

  it('the edition is larger than any that is published', async () => {
    const files = withText(FILES.instrument, () => canonicalJson(LARGE));

    expect(await faultOf(files)).toEqual({
      file: FILES.instrument,
      sentence: 'It asks more than 500 indicators.',
    });
  });

  it('the derivation says another total', async () => {
    const files = withText(FILES.derivation, (text) => text.replace('"total":"77.50"', '"total":"97.50"'));

    expect(await faultOf(files)).toEqual({
      file: FILES.derivation,
      sentence: 'It is not what follows from the events.',
    });
  });

  it('a document is another one', async () => {
    const name = documentOf(DOCUMENT);

    expect(await faultOf(withText(name, () => 'forged'))).toMatchObject({ file: name });
  });

  it('a document belongs to nothing', async () => {
    const name = documentOf(Buffer.from('of another report'));

    expect(await faultOf(withText(name, () => 'of another report'))).toEqual({
      file: name,
      sentence: 'No entry of the report names it.',
    });
  });

  it('a file is not named by the manifest', async () => {
    const files = sampleFiles();
    const content = Buffer.from('the document P1-E1');
    files.set(documentOf(content), content);

    expect(await faultOf(files)).toEqual({ file: documentOf(content), sentence: 'The manifest does not name it.' });
  });
});

type Head = Readonly<{ stream: string; path: readonly string[] }>;

function headsOf(files: ReadonlyMap<string, Buffer>): readonly Head[] {
  return (JSON.parse(files.get(FILES.completeness)!.toString()) as { heads: Head[] }).heads;
}
