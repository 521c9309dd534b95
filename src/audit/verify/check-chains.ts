import { cycleEvents } from '../../domain/cycle/index.ts';
import {
  cycleStream,
  documentStream,
  instrumentStream,
  LEDGER_STREAM,
  personStream,
  reportStream,
} from '../../domain/streams.ts';
import { FILES } from '../bundle/format.ts';
import { ok } from '../../kernel/result.ts';
import type { Bundle } from './bundle.ts';
import type { BundledEntry } from './entry.ts';
import { faulty } from './fault.ts';
import type { Checked } from './fault.ts';
import type { Streams } from './streams.ts';

const CYCLE_TYPES: ReadonlySet<string> = new Set(cycleEvents.map(({ type }) => type));

/** Report and cycle are complete from their first entry on, each entry bound to the one before; the others are in order. */
export function checkChains({ entries, streams }: Bundle): Checked {
  const misplaced = misplacedEntry(streams);
  if (misplaced) return faulty(FILES.events, 'The entry is not of the stream it should be of.', misplaced);
  const last = new Map<string, BundledEntry>();
  for (const entry of entries) {
    const before = last.get(entry.stream);
    const problem = isWhole(entry, streams) ? gapProblem(entry, before) : chainProblem(entry, before);
    if (problem !== null) return faulty(FILES.events, problem, entry);
    last.set(entry.stream, entry);
  }
  const { report, cycle } = streams;
  return ok(`${report.length} entries of the report and ${cycle.length} of its cycle, without a gap`);
}

/** What an entry says decides on which stream it is of. */
function misplacedEntry(streams: Streams): BundledEntry | undefined {
  const { report, reportOpened, cycle, cycleOpened, log, sealing, published, grants, erasures } = streams;
  const { unit, cycle: code } = reportOpened.data;
  return (
    notOf(reportStream(unit, code), report) ??
    notOf(cycleStream(code), [cycleOpened]) ??
    notOf(cycleStream(cycleOpened.data.cycle), cycle) ??
    cycle.find(({ type }) => !CYCLE_TYPES.has(type)) ??
    notOf(LEDGER_STREAM, [...log, sealing]) ??
    notOf(instrumentStream(published.data.instrument), [published]) ??
    grants.find((grant) => grant.stream !== personStream(grant.data.person)) ??
    erasures.find((erasure) => erasure.stream !== documentStream(erasure.data.digest))
  );
}

function notOf(stream: string, entries: readonly BundledEntry[]): BundledEntry | undefined {
  return entries.find((entry) => entry.stream !== stream);
}

function isWhole({ stream }: BundledEntry, { reportOpened, cycleOpened }: Streams): boolean {
  return stream === reportOpened.stream || stream === cycleOpened.stream;
}

function gapProblem(entry: BundledEntry, before: BundledEntry | undefined): string | null {
  if (entry.streamPosition !== (before?.streamPosition ?? 0) + 1) return 'Entries of its stream before it are missing.';
  return chainProblem(entry, before);
}

/** Of a stream that is not complete only neighbours can be compared. */
function chainProblem(entry: BundledEntry, before: BundledEntry | undefined): string | null {
  const { streamPosition, previous } = entry;
  if ((streamPosition === 1) !== (previous === null)) return 'Only the first entry of a stream has none before it.';
  if (!before) return null;
  if (streamPosition <= before.streamPosition) return 'The entry is out of the order of its stream.';
  if (streamPosition === before.streamPosition + 1 && previous !== before.leafHash)
    return 'The entry does not name the one before it.';
  return null;
}
