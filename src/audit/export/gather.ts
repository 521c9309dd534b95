import { isJejakEvent } from '../../domain/catalogue.ts';
import type { JejakEvent } from '../../domain/catalogue.ts';
import { fold } from '../../domain/decider.ts';
import { documentsNamedBy, isReportEvent, report as reportDecider } from '../../domain/report/index.ts';
import type { DocumentNamed, OpenedReport } from '../../domain/report/index.ts';
import { cycleStream, documentStream, LEDGER_STREAM, reportStream } from '../../domain/streams.ts';
import { editionInForce } from '../bundle/edition-in-force.ts';
import type { Binding } from '../bundle/edition-in-force.ts';
import type { RecordedEntry } from '../../ledger/entry.ts';
import { readEvents, readStream } from '../../ledger/read.ts';
import type { Source } from '../../ledger/read.ts';
import { citedEdition, citedGrants } from './cited.ts';
import type { ReportKey } from './report-key.ts';

export type SealingEntry = RecordedEntry & Extract<JejakEvent, { type: 'StreamHeadsSealed' }>;

/** What a bundle holds of the ledger, as of the position that one entry sealed. */
export type Gathered = Readonly<{
  sealing: SealingEntry;
  demo: boolean;
  report: OpenedReport;
  /** The edition in force. */
  binding: Binding;
  /** The last entries of the cycle and of the report, in this order. */
  heads: readonly RecordedEntry[];
  /** Every document that the report names, once, and whose bytes nobody had destroyed. */
  documents: readonly DocumentNamed[];
  /** Every entry that goes into the bundle, in order of position. */
  entries: readonly RecordedEntry[];
}>;

/** The entries of the stream `ledger` that open the log or name its key. */
const OPENING: ReadonlySet<string> = new Set(['LedgerOpened', 'SigningKeyRotated', 'LedgerForked']);

/** Whether there is such a report at all. */
export async function isReported(source: Source, { unit, cycle }: ReportKey): Promise<boolean> {
  for await (const _first of readStream(source, reportStream(unit, cycle))) return true;
  return false;
}

/** `sealed`: the entry that seals the heads; `treeSize`: that of the checkpoint, whose keys are to be named as well. */
export type Moment = Readonly<{ sealed: number; treeSize: number }>;

/** Everything the score of the report follows from. MUST be asked of a report that was open when it was sealed. */
export async function gather(source: Source, { unit, cycle }: ReportKey, moment: Moment): Promise<Gathered> {
  const sealing = await sealingEntry(source, moment.sealed);
  const upTo = sealing.data.position;
  const [ofReport, ofCycle, ofLedger] = await Promise.all([
    readWhole(source, reportStream(unit, cycle), upTo),
    readWhole(source, cycleStream(cycle), upTo),
    readWhole(source, LEDGER_STREAM, moment.treeSize),
  ]);
  const report = folded(ofReport);
  const binding = editionInForce(ofCycle);
  if (!binding) throw new Error('the cycle was not open when it was sealed');
  const opening = ofLedger.filter(({ type }) => OPENING.has(type));
  const published = await citedEdition(source, binding.instrument, binding.instrumentDigest);
  const named = namedIn(ofReport);
  const erasures = await erasuresOf(source, named, moment.treeSize);
  const erased = new Set(erasures.map(({ stream }) => stream));
  const documents = named.filter(({ digest }) => !erased.has(documentStream(digest)));
  const own = [...opening, published, ...ofCycle, ...ofReport, sealing, ...erasures];
  const entries = inOrder([...own, ...(await citedGrants(source, own))]);
  return {
    sealing,
    demo: isDemo(opening),
    report,
    binding,
    heads: [last(ofCycle), last(ofReport)],
    documents,
    entries,
  };
}

function namedIn(history: readonly RecordedEntry[]): readonly DocumentNamed[] {
  const named = history.flatMap((entry) => (isReportEvent(entry) ? documentsNamedBy(entry) : []));
  return [...new Map(named.map((one) => [one.digest, one])).values()];
}

/** What is missing from a report because it was destroyed is told with it. */
async function erasuresOf(
  source: Source,
  named: readonly DocumentNamed[],
  upTo: number,
): Promise<readonly RecordedEntry[]> {
  const erasures: RecordedEntry[] = [];
  for (const { digest } of named) {
    const told = await readWhole(source, documentStream(digest), upTo);
    erasures.push(...told.filter(({ type }) => type === 'DocumentBytesErased'));
  }
  return erasures;
}

async function sealingEntry(source: Source, position: number): Promise<SealingEntry> {
  const [entry] = await readEvents(source, [position]);
  if (entry && isJejakEvent(entry) && entry.type === 'StreamHeadsSealed') return entry;
  throw new Error(`the entry at position ${position} seals no heads`);
}

async function readWhole(source: Source, stream: string, upTo: number): Promise<readonly RecordedEntry[]> {
  const entries: RecordedEntry[] = [];
  for await (const entry of readStream(source, stream, { upTo })) entries.push(entry);
  return entries;
}

/** The same code as whoever verifies the bundle folds it with. */
function folded(history: readonly RecordedEntry[]): OpenedReport {
  const state = fold(
    reportDecider,
    history.flatMap((entry) => (isReportEvent(entry) ? [entry] : [])),
  );
  if (state.phase === 'absent') throw new Error('the report was not open when it was sealed');
  return state;
}

function isDemo(opening: readonly RecordedEntry[]): boolean {
  return opening.some((entry) => isJejakEvent(entry) && entry.type === 'LedgerOpened' && entry.data.demo);
}

function last(entries: readonly RecordedEntry[]): RecordedEntry {
  const entry = entries.at(-1);
  if (!entry) throw new Error('a stream of the report holds nothing');
  return entry;
}

function inOrder(entries: readonly RecordedEntry[]): readonly RecordedEntry[] {
  const once = new Map(entries.map((entry) => [entry.position, entry]));
  return [...once.values()].sort((a, b) => a.position - b.position);
}
