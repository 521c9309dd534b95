import { isJejakEvent } from '../../domain/catalogue.ts';
import type { JejakEvent } from '../../domain/catalogue.ts';
import type { Recorded } from '../../domain/event.ts';
import { streamKind } from '../../domain/streams.ts';
import { FILES } from '../bundle/format.ts';
import { ok } from '../../kernel/result.ts';
import type { BundledEntry } from './entry.ts';
import { faulty } from './fault.ts';
import type { Checked } from './fault.ts';

/** An entry whose type is known by name. */
export type Of<Type extends JejakEvent['type']> = BundledEntry & Recorded<Extract<JejakEvent, { type: Type }>>;

/** The entries of a bundle by what they are there for. Every entry is in one place. */
export type Streams = Readonly<{
  report: readonly BundledEntry[];
  reportOpened: Of<'ReportOpened'>;
  cycle: readonly BundledEntry[];
  cycleOpened: Of<'CycleOpened'>;
  /** The entries that open the log or name its key. */
  log: readonly BundledEntry[];
  sealing: Of<'StreamHeadsSealed'>;
  published: Of<'InstrumentPublished'>;
  /** Rights that were given, lent, or taken by breaking the glass. */
  grants: readonly Of<GrantingType>[];
  /** What had the bytes of documents destroyed. */
  erasures: readonly Of<'DocumentBytesErased'>[];
}>;

type GrantingType = 'RoleGranted' | 'RoleDelegated' | 'GlassBroken';

const GRANTING_TYPES: ReadonlySet<string> = new Set<GrantingType>(['RoleGranted', 'RoleDelegated', 'GlassBroken']);

const LOG_TYPES: ReadonlySet<string> = new Set(['LedgerOpened', 'SigningKeyRotated', 'LedgerForked']);

/** What an entry is there for, by the kind of its stream and, of streams that are not complete, its type. */
export function sortEntries(entries: readonly BundledEntry[]): Checked<Streams> {
  const foreign = entries.find((entry) => purposeOf(entry) === null);
  if (foreign) return faulty(FILES.events, 'The entry belongs to nothing that a bundle holds.', foreign);
  const by = Map.groupBy(entries, purposeOf);
  const of = (purpose: Purpose): readonly BundledEntry[] => by.get(purpose) ?? [];
  const [report, cycle, log] = [of('report'), of('cycle'), of('log')];
  const reportOpened = first(report, 'ReportOpened');
  const cycleOpened = first(cycle, 'CycleOpened');
  const sealing = only(of('sealing'), 'StreamHeadsSealed');
  const published = only(of('published'), 'InstrumentPublished');
  if (!reportOpened) return faulty(FILES.events, 'It does not hold a report from its opening.');
  if (!cycleOpened) return faulty(FILES.events, 'It does not hold a cycle from its opening.');
  if (!sealing) return faulty(FILES.events, 'It does not hold one entry that seals the heads of streams.');
  if (!published) return faulty(FILES.events, 'It does not hold one entry that publishes an edition.');
  const grants = of('grant').flatMap((entry) => (isGranting(entry) ? [entry] : []));
  const erasures = of('erasure').flatMap((entry) => (isOf(entry, 'DocumentBytesErased') ? [entry] : []));
  return ok({ report, reportOpened, cycle, cycleOpened, log, sealing, published, grants, erasures });
}

/** Is the entry one of this type? */
export function isOf<Type extends JejakEvent['type']>(entry: BundledEntry, type: Type): entry is Of<Type> {
  return entry.type === type && isJejakEvent(entry);
}

export function isGranting(entry: BundledEntry): entry is Of<GrantingType> {
  return GRANTING_TYPES.has(entry.type) && isJejakEvent(entry);
}

type Purpose = 'report' | 'cycle' | 'log' | 'sealing' | 'published' | 'grant' | 'erasure';

function purposeOf({ stream, type }: BundledEntry): Purpose | null {
  switch (streamKind(stream)) {
    case 'report':
      return 'report';
    case 'cycle':
      return 'cycle';
    case 'ledger':
      if (type === 'StreamHeadsSealed') return 'sealing';
      return LOG_TYPES.has(type) ? 'log' : null;
    case 'person':
      return GRANTING_TYPES.has(type) ? 'grant' : null;
    case 'instrument':
      return type === 'InstrumentPublished' ? 'published' : null;
    case 'document':
      return type === 'DocumentBytesErased' ? 'erasure' : null;
    default:
      return null;
  }
}

function first<Type extends JejakEvent['type']>(entries: readonly BundledEntry[], type: Type): Of<Type> | null {
  const [entry] = entries;
  return entry && isOf(entry, type) ? entry : null;
}

function only<Type extends JejakEvent['type']>(entries: readonly BundledEntry[], type: Type): Of<Type> | null {
  return entries.length === 1 ? first(entries, type) : null;
}
