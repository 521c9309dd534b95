import { fold } from '../../domain/decider.ts';
import { Edition } from '../../domain/instrument/index.ts';
import { isReportEvent, report as reportDecider } from '../../domain/report/index.ts';
import type { OpenedReport } from '../../domain/report/index.ts';
import { ok } from '../../kernel/result.ts';
import { parseCheckpoint } from '../../merkle/checkpoint.ts';
import type { Checkpoint } from '../../merkle/checkpoint.ts';
import { formatVerifierKey } from '../../merkle/key.ts';
import type { VerifierKey } from '../../merkle/key.ts';
import { parseNote } from '../../merkle/note.ts';
import type { Note } from '../../merkle/note.ts';
import { formatPolicy, parsePolicy, policyKeys } from '../../merkle/policy.ts';
import { Completeness, FILES, Manifest } from '../bundle/format.ts';
import { editionInForce } from '../bundle/edition-in-force.ts';
import type { Binding } from '../bundle/edition-in-force.ts';
import type { BundledEntry } from './entry.ts';
import { faulty } from './fault.ts';
import type { Checked } from './fault.ts';
import type { BundleFiles } from './open-zip.ts';
import { readEvents } from './read-events.ts';
import { readJson, readText } from './read-file.ts';
import { sortEntries } from './streams.ts';
import type { Streams } from './streams.ts';

/** What the checkpoint says, and the note that says it; whether it is signed is another question. */
type NotedCheckpoint = Checkpoint & Readonly<{ text: string; note: Note }>;

/** A bundle that could be read. Whether it holds together is what the checks say. */
export type Bundle = Readonly<{
  files: BundleFiles;
  manifest: Manifest;
  entries: readonly BundledEntry[];
  streams: Streams;
  report: OpenedReport;
  /** The edition that the cycle is bound to. */
  binding: Binding;
  checkpoint: NotedCheckpoint;
  /** The keys of `policy.txt`, in its order. */
  keys: readonly VerifierKey[];
  edition: Edition;
  completeness: Completeness;
}>;

/** The manifest alone: by its digests a fault finds the file that was changed. */
export function readManifest(files: BundleFiles): Checked<Manifest> {
  return readJson(files, FILES.manifest, Manifest);
}

export function readBundle(files: BundleFiles, manifest: Manifest): Checked<Bundle> {
  const checkpoint = readCheckpoint(files);
  if (!checkpoint.ok) return checkpoint;
  const keys = readPolicy(files);
  if (!keys.ok) return keys;
  const completeness = readJson(files, FILES.completeness, Completeness);
  if (!completeness.ok) return completeness;
  const edition = readJson(files, FILES.instrument, Edition);
  if (!edition.ok) return edition;
  const history = readHistory(files);
  if (!history.ok) return history;
  const read = { checkpoint: checkpoint.value, keys: keys.value, completeness: completeness.value };
  return ok({ files, manifest, ...history.value, ...read, edition: edition.value });
}

function readCheckpoint(files: BundleFiles): Checked<NotedCheckpoint> {
  const text = readText(files, FILES.checkpoint);
  if (!text.ok) return text;
  const note = parseNote(text.value);
  const checkpoint = note && parseCheckpoint(note.text);
  if (!checkpoint) return faulty(FILES.checkpoint, 'It is not written as a signed checkpoint.');
  return ok({ ...checkpoint, note, text: text.value });
}

function readPolicy(files: BundleFiles): Checked<readonly VerifierKey[]> {
  const text = readText(files, FILES.policy);
  if (!text.ok) return text;
  const policy = parsePolicy(text.value);
  if (!policy.ok) return faulty(FILES.policy, `Line ${policy.error.line}: ${policy.error.problem}.`);
  const keys = policyKeys(policy.value);
  return text.value === formatPolicy(keys.map(formatVerifierKey))
    ? ok(keys)
    : faulty(FILES.policy, 'It is not one `log` line for each key, followed by `quorum none`.');
}

function readHistory(files: BundleFiles): Checked<Pick<Bundle, 'entries' | 'streams' | 'report' | 'binding'>> {
  const entries = readEvents(files);
  if (!entries.ok) return entries;
  const streams = sortEntries(entries.value);
  if (!streams.ok) return streams;
  const report = replay(streams.value);
  if (!report.ok) return report;
  const { cycle, cycleOpened } = streams.value;
  const binding = editionInForce(cycle);
  if (!binding) return faulty(FILES.events, 'The cycle is not open.', cycleOpened);
  return ok({ entries: entries.value, streams: streams.value, report: report.value, binding });
}

/** The report as its events tell it, by the same code that decided on it. */
function replay({ report, reportOpened }: Streams): Checked<OpenedReport> {
  const other = report.find((entry) => !isReportEvent(entry));
  if (other) return faulty(FILES.events, 'The entry is no event of a report.', other);
  const state = fold(
    reportDecider,
    report.filter((entry) => isReportEvent(entry)),
  );
  return state.phase === 'open' ? ok(state) : faulty(FILES.events, 'The report is not open.', reportOpened);
}
