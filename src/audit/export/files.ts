import { derivationFile } from '../bundle/derivation-file.ts';
import { BUNDLE_FORMAT, BUNDLE_VERSION, FILES, proofName } from '../bundle/format.ts';
import type { Manifest } from '../bundle/format.ts';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import { digestOf } from '../../kernel/digest.ts';
import type { Digest } from '../../kernel/digest.ts';
import type { SignedCheckpoint } from '../../ledger/checkpoints.ts';
import { readContent } from '../../ledger/content.ts';
import type { RecordedEntry } from '../../ledger/entry.ts';
import { proveInclusions } from '../../ledger/prove.ts';
import { parseCheckpoint } from '../../merkle/checkpoint.ts';
import { parseNote } from '../../merkle/note.ts';
import { formatPolicy } from '../../merkle/policy.ts';
import { formatTlogProof } from '../../merkle/tlog-proof.ts';
import type { Reader } from '../../view/reader.ts';
import { completenessOf } from './completeness.ts';
import type { Gathered } from './gather.ts';
import type { BundleFile } from './zip.ts';

export type Contents = Readonly<{
  reader: Reader;
  gathered: Gathered;
  checkpoint: SignedCheckpoint;
  evidence: AsyncIterable<BundleFile>;
}>;

/** An entry as it stands in the file of events. */
export function eventLine({ entry }: Pick<RecordedEntry, 'entry'>): string {
  return `${entry}\n`;
}

/** Every file of the bundle, made when it is asked for; the manifest comes last, since it names the others. */
export async function* bundleFiles(contents: Contents): AsyncGenerator<BundleFile> {
  const files: Record<string, Digest> = {};
  for await (const file of described(contents)) {
    files[file.name] = digestOf(file.content);
    yield file;
  }
  yield fileOf(FILES.manifest, canonicalJson(manifestOf(contents, files)));
}

async function* described(contents: Contents): AsyncGenerator<BundleFile> {
  const { reader, gathered, checkpoint } = contents;
  const { entries, report, binding, sealing, heads } = gathered;
  yield fileOf(FILES.events, entries.map(eventLine).join(''));
  yield* proofs(contents);
  yield fileOf(FILES.checkpoint, checkpoint.text);
  yield fileOf(FILES.policy, formatPolicy(checkpoint.keys));
  const { instrumentDigest, period } = binding;
  yield fileOf(FILES.instrument, await editionText(reader, instrumentDigest));
  const paper = await reader.papers.paper(instrumentDigest, period);
  yield fileOf(FILES.derivation, canonicalJson(derivationFile(report, paper, binding)));
  yield fileOf(FILES.completeness, canonicalJson(await completenessOf(reader.database, sealing, heads)));
  yield* contents.evidence;
}

/** Inclusion of every entry in the one tree of the checkpoint. */
async function* proofs({ reader, gathered, checkpoint }: Contents): AsyncGenerator<BundleFile> {
  const { size, text } = checkpoint;
  const indexes = gathered.entries.map(({ position }) => position - 1);
  const paths = await proveInclusions(reader.database, { indexes, size });
  for (const [nth, path] of paths.entries()) {
    const index = indexes[nth] ?? NaN;
    yield fileOf(proofName(index + 1), formatTlogProof({ index, path, checkpoint: text, extra: null }));
  }
}

async function editionText({ database }: Reader, digest: Digest): Promise<string> {
  const text = await readContent(database, digest);
  if (text === null) throw new Error(`no text is stored for the edition ${digest}`);
  return text;
}

function manifestOf({ gathered, checkpoint }: Contents, files: Readonly<Record<string, Digest>>): Manifest {
  const { sealing, demo, report } = gathered;
  const { unit, cycle } = report.header;
  return {
    format: BUNDLE_FORMAT,
    version: BUNDLE_VERSION,
    origin: originOf(checkpoint),
    demo,
    unit,
    cycle,
    asOf: { position: sealing.data.position, recordedAt: sealing.recordedAt },
    treeSize: checkpoint.size,
    files: { ...files },
  };
}

function originOf({ text }: SignedCheckpoint): string {
  const note = parseNote(text);
  const checkpoint = note && parseCheckpoint(note.text);
  if (!checkpoint) throw new Error('the log signed what is no checkpoint');
  return checkpoint.origin;
}

function fileOf(name: string, text: string): BundleFile {
  return { name, content: Buffer.from(text) };
}
