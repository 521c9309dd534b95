import { createPrivateKey } from 'node:crypto';
import { buffer } from 'node:stream/consumers';

import { ZipFile } from 'yazl';

import { derivationFile } from '../../src/audit/bundle/derivation-file.ts';
import { FILES, proofName } from '../../src/audit/bundle/format.ts';
import type { Binding } from '../../src/audit/bundle/edition-in-force.ts';
import { fold } from '../../src/domain/decider.ts';
import type { Recorded } from '../../src/domain/event.ts';
import { absentReport, evolveReport } from '../../src/domain/report/index.ts';
import type { ReportEvent } from '../../src/domain/report/index.ts';
import { paperOf } from '../../src/domain/instrument/index.ts';
import { canonicalJson } from '../../src/kernel/canonical-json.ts';
import { digestOf } from '../../src/kernel/digest.ts';
import { formatCheckpoint } from '../../src/merkle/checkpoint.ts';
import { toDigest } from '../../src/merkle/hash.ts';
import { proveHead } from '../../src/merkle/heads.ts';
import { inclusionSpans } from '../../src/merkle/inclusion.ts';
import { formatVerifierKey, verifierKeyOf } from '../../src/merkle/key.ts';
import type { SigningKey, VerifierKey } from '../../src/merkle/key.ts';
import { signNote } from '../../src/merkle/note.ts';
import { formatPolicy } from '../../src/merkle/policy.ts';
import { spanHash } from '../../src/merkle/subtree.ts';
import { formatTlogProof } from '../../src/merkle/tlog-proof.ts';
import { buildTree, hashInTree, treeRoot } from '../../src/merkle/tree.ts';
import { CYCLE, UNIT } from './report-samples.ts';
import { EDITION_TEXTS, EDITIONS, headsOf, ORIGIN, record, sampleStory } from './sample-ledger.ts';
import type { EditionInForce, Happening, SampleEntry } from './sample-ledger.ts';

/** The files of a bundle by name, for a test to change. */
export type SampleFiles = Map<string, Buffer>;

type Told = Readonly<{ story?: readonly Happening[]; signers?: readonly SigningKey[]; edition?: EditionInForce }>;

export const SIGNING_KEY = signingKey(ORIGIN, 1);
export const SAMPLE_KEY: VerifierKey = verifierKeyOf(SIGNING_KEY);

/** The story of the sample ledger, which names the key that signs. */
export const STORY = sampleStory(formatVerifierKey(SAMPLE_KEY));

/** The same ledger where another edition took the place of the first before anybody was assessed. */
export const REPLACED_STORY = sampleStory(formatVerifierKey(SAMPLE_KEY), 'FINAL', '2');

/** The same ledger just after the report was opened: the smallest bundle there is. */
export const SHORT_STORY = sampleStory(formatVerifierKey(SAMPLE_KEY), 'OPENED');

/** The bytes of the evidence C1-E1, which the sample history attaches. */
export const DOCUMENT = Buffer.from('the document C1-E1');

/** A key that is the same in every run. */
export function signingKey(name: string, number: number): SigningKey {
  // The head of every Ed25519 private key in PKCS #8 (RFC 8410 §7).
  const head = Buffer.from('302e020100300506032b657004220420', 'hex');
  const key = Buffer.concat([head, Buffer.alloc(32, number)]);
  return { name, privateKey: createPrivateKey({ key, format: 'der', type: 'pkcs8' }) };
}

/** A valid bundle of the report of that ledger, made without any code that verifies. */
export function sampleFiles({ story = STORY, signers = [SIGNING_KEY], edition = '1' }: Told = {}): SampleFiles {
  const entries = record(story);
  const bundled = entries.filter((entry) => entry.bundled);
  const tree = buildTree(entries.map(({ leaf }) => leaf));
  const noted = formatCheckpoint({ origin: ORIGIN, size: entries.length, root: treeRoot(tree) });
  const checkpoint = signNote(noted, signers);
  const proofs = bundled.map(({ position }): [string, string] => {
    const index = position - 1;
    const path = inclusionSpans(index, tree.size).map((span) => spanHash(span, (node) => hashInTree(tree, node)));
    return [proofName(position), formatTlogProof({ index, path, checkpoint, extra: null })];
  });
  const evidence: [string, string] = [documentOf(DOCUMENT), DOCUMENT.toString()];
  const texts: readonly [string, string][] = [
    [FILES.events, bundled.map(({ text }) => `${text}\n`).join('')],
    ...proofs,
    [FILES.checkpoint, checkpoint],
    [FILES.policy, formatPolicy(signers.map((key) => formatVerifierKey(verifierKeyOf(key))))],
    [FILES.instrument, EDITION_TEXTS[edition]],
    [FILES.derivation, canonicalJson(derivationOf(bundled, edition))],
    [FILES.completeness, canonicalJson(completenessOf(entries))],
    ...(bundled.some(({ type }) => type === 'DocumentAttached') ? [evidence] : []),
  ];
  const files = new Map(texts.map(([name, text]) => [name, Buffer.from(text)]));
  return withManifest(files, manifestOf(entries));
}

/** The files with a manifest that is right about their digests, whatever they hold. */
export function described(files: SampleFiles): SampleFiles {
  const manifest = JSON.parse(files.get(FILES.manifest)!.toString()) as object;
  return withManifest(files, manifest);
}

/** The bytes of a bundle, as its exporter writes them. */
export async function zipOf(files: ReadonlyMap<string, Buffer>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of files) {
    const options = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode: 0o100644 };
    zip.addBuffer(content, name, { ...options, compress: content.length >= 4096 });
  }
  zip.end();
  return buffer(zip.outputStream);
}

export function documentOf(content: Buffer): string {
  return `documents/${digestOf(content).slice('sha256:'.length)}`;
}

function withManifest(files: SampleFiles, rest: object): SampleFiles {
  const others = [...files].filter(([name]) => name !== FILES.manifest);
  const digests = Object.fromEntries(others.map(([name, content]) => [name, digestOf(content)]));
  const manifest = Buffer.from(canonicalJson({ ...rest, files: digests }));
  return new Map([...others, [FILES.manifest, manifest]]);
}

function manifestOf(entries: readonly SampleEntry[]): object {
  const sealing = entries.find(({ type }) => type === 'StreamHeadsSealed')!;
  const asOf = { position: (sealing.data as { position: number }).position, recordedAt: sealing.at };
  const report = { unit: UNIT, cycle: CYCLE };
  return { format: 'jejak-bundle', version: 1, origin: ORIGIN, demo: false, ...report, asOf, treeSize: entries.length };
}

function completenessOf(entries: readonly SampleEntry[]) {
  const sealing = entries.find(({ type }) => type === 'StreamHeadsSealed')!;
  const { position, streams, root } = sealing.data as { position: number; streams: number; root: `sha256:${string}` };
  const sealed = { entry: sealing.position, position, streams, root };
  const heads = headsOf(entries.slice(0, sealing.position - 1));
  const proved = [`cycle/${CYCLE}`, `report/${UNIT}/${CYCLE}`].map((stream) => {
    const { index, path } = proveHead(heads, stream)!;
    return { ...heads.find((head) => head.stream === stream)!, index, path: path.map(toDigest) };
  });
  return { sealed, heads: proved };
}

function derivationOf(entries: readonly SampleEntry[], edition: EditionInForce) {
  const instrumentDigest = digestOf(EDITION_TEXTS[edition]);
  const binding: Binding = { instrument: 'TEST', edition, instrumentDigest, period: 'YEAR' };
  return derivationFile(reportOf(entries), paperOf(EDITIONS[edition], 'YEAR'), binding);
}

function reportOf(entries: readonly SampleEntry[]) {
  const own = entries.filter(({ stream }) => stream === `report/${UNIT}/${CYCLE}`);
  // What the sample ledger records of the report are events of a report.
  const events = own.map(({ text }) => JSON.parse(text) as Recorded<ReportEvent>);
  const state = fold({ initialState: absentReport, evolve: evolveReport }, events);
  if (state.phase === 'absent') throw new Error('the sample report was never opened');
  return state;
}
