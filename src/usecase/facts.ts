import { delegationsIn, endedWithLender, isLive } from '../domain/access.ts';
import type { Asking, Grant, Lenders } from '../domain/access.ts';
import { NATIONAL_CALENDAR } from '../domain/calendar/index.ts';
import type { CalendarState } from '../domain/calendar/index.ts';
import { unitParts } from '../domain/codes.ts';
import { closesAtFor } from '../domain/cycle/index.ts';
import type {
  CycleCommand,
  CycleFacts,
  CycleState,
  OpenedCycle,
  ReportStanding,
  YearOfCycle,
} from '../domain/cycle/index.ts';
import type { DocumentCommand, DocumentState, FactsOfDocument } from '../domain/document/index.ts';
import type { InstrumentState } from '../domain/instrument/index.ts';
import { TIME_ZONES } from '../domain/jurisdiction/index.ts';
import type { JurisdictionState } from '../domain/jurisdiction/index.ts';
import type { PersonCommand, PersonFacts, PersonState } from '../domain/person/index.ts';
import { decidersIn, documentsOf } from '../domain/report/index.ts';
import type {
  CycleOfReport,
  ReportCommand,
  ReportFacts,
  ReportState,
  UnitOfReport,
  Uploaded,
  Uploads,
} from '../domain/report/index.ts';
import {
  calendarStream,
  cycleStream,
  documentStream,
  instrumentStream,
  jurisdictionStream,
  personStream,
  reportStream,
} from '../domain/streams.ts';
import type { KeptUpload } from '../document/uploads-of-digests.ts';
import type { Digest } from '../kernel/digest.ts';
import type { DecideContext } from '../ledger/submission.ts';
import { instrumentOf, placeOf } from './command.ts';
import type { Papers } from './papers.ts';

/** What decisions need besides the streams. */
export type FactSources = Readonly<{
  papers: Papers;
  /** The reports of a cycle, read from their projection under the ledger's lock. */
  standings: (transaction: DecideContext['transaction'], cycle: string) => Promise<readonly ReportStanding[]>;
  /** All periods of the year of a cycle, read from their projections under the ledger's lock. */
  year: (transaction: DecideContext['transaction'], cycle: string) => Promise<Pick<YearOfCycle, 'periods' | 'offsets'>>;
  /** Those of the units that are registered, read from their projections under the ledger's lock. */
  units: (transaction: DecideContext['transaction'], units: readonly string[]) => Promise<ReadonlySet<string>>;
  /** What is kept of these bytes and in whose names. */
  uploads: (transaction: DecideContext['transaction'], digests: readonly Digest[]) => Promise<readonly KeptUpload[]>;
  /** Whether anybody ever uploaded these bytes, or referred to them. */
  isDocument: (transaction: DecideContext['transaction'], digest: Digest) => Promise<boolean>;
}>;

/** Each stream was folded by the decider of its kind, so that its state is of that kind. */
function personState(context: DecideContext, person: string): PersonState {
  return context.state(personStream(person)) as PersonState;
}

function cycleState(context: DecideContext, cycle: string): CycleState {
  return context.state(cycleStream(cycle)) as CycleState;
}

function instrumentState(context: DecideContext, instrument: string): InstrumentState {
  return context.state(instrumentStream(instrument)) as InstrumentState;
}

function jurisdictionState(context: DecideContext, jurisdiction: string): JurisdictionState {
  return context.state(jurisdictionStream(jurisdiction)) as JurisdictionState;
}

function documentState(context: DecideContext, digest: Digest): DocumentState {
  return context.state(documentStream(digest)) as DocumentState;
}

/** Was the person erased? Then they have no rights, and no command of theirs is looked at. */
export function isErased(context: DecideContext, person: string): boolean {
  return personState(context, person).erased;
}

/** Who asks. What was lent to them is in force as long as the right it was lent from. */
export async function askingFacts(context: DecideContext, person: string): Promise<Asking> {
  const { grants } = personState(context, person);
  const lenders = await lendersOf(context, grants);
  return { person, now: context.now, grants: endedWithLender(grants, [...lenders.values()].flat()), lenders };
}

async function lendersOf(context: DecideContext, grants: readonly Grant[]): Promise<Lenders> {
  const lent = delegationsIn(grants.filter((grant) => isLive(grant, context.now)));
  const people = [...new Set(lent.map(({ person }) => person))];
  const held = await Promise.all(people.map(async (person) => [person, await grantsOf(context, person)] as const));
  return new Map(held);
}

async function grantsOf(context: DecideContext, person: string): Promise<readonly Grant[]> {
  const state = (await context.load(personStream(person))) as PersonState;
  return state.grants;
}

/** A role may be given, or the glass broken, for a place and an organization that are registered. */
export function personFacts(
  command: PersonCommand,
  context: DecideContext,
  asking: Asking & Pick<PersonFacts, 'commitmentOf'>,
): PersonFacts {
  const jurisdiction = placeOf(command);
  if (jurisdiction === null) return { ...asking, place: null };
  const place = jurisdictionState(context, jurisdiction);
  return { ...asking, place: place.phase === 'unknown' ? null : place };
}

type Given = Readonly<{ context: DecideContext; asking: Asking; sources: FactSources }>;
type GivenWords = Given & Pick<ReportFacts, 'commitmentOf'>;

/** Commands of a cycle that depend on how far its reports have come. */
const DECIDED_ON_REPORTS: readonly CycleCommand['type'][] = [
  'PublishResults',
  'CloseSubmissionWindow',
  'ReplaceEdition',
];

export async function cycleFacts(command: CycleCommand, { context, asking, sources }: Given): Promise<CycleFacts> {
  const { transaction } = context;
  const cycle = cycleState(context, command.cycle);
  const { editions, named } = await namedEdition(command, { context, asking, sources });
  const bound = cycle.phase === 'unknown' ? null : await sources.papers.edition(cycle.instrumentDigest);
  const units =
    command.type === 'OpenCycle' ? await sources.units(transaction, command.participants) : new Set<string>();
  const standings = DECIDED_ON_REPORTS.includes(command.type)
    ? await sources.standings(transaction, command.cycle)
    : [];
  const year = await yearFacts(command, bound, { context, sources });
  return { ...asking, editions, named, bound, units, standings, year };
}

/** Awards for a year are decided where it has several periods. */
async function yearFacts(
  command: CycleCommand,
  bound: CycleFacts['bound'],
  { context, sources }: Omit<Given, 'asking'>,
): Promise<YearOfCycle | null> {
  if (command.type !== 'PublishResults' || !bound || bound.periods.length === 1) return null;
  // It was folded by the decider of calendars.
  const { years } = context.state(calendarStream(NATIONAL_CALENDAR)) as CalendarState;
  const calendar = new Map(Object.values(years).map(({ year, days }) => [year, days]));
  return { ...(await sources.year(context.transaction, command.cycle)), calendar };
}

/** The edition that the command names, among the published ones of its instrument. */
async function namedEdition(
  command: CycleCommand,
  { context, sources }: Given,
): Promise<Pick<CycleFacts, 'editions' | 'named'>> {
  if (command.type !== 'OpenCycle' && command.type !== 'ReplaceEdition') return { editions: {}, named: null };
  const { editions } = instrumentState(context, instrumentOf(command));
  const digest = Object.hasOwn(editions, command.edition) ? editions[command.edition] : null;
  return { editions, named: digest ? await sources.papers.edition(digest) : null };
}

export async function reportFacts(
  command: ReportCommand,
  { context, asking, sources, commitmentOf }: GivenWords,
): Promise<ReportFacts> {
  const cycle = cycleState(context, command.cycle);
  const unit = unitFacts(command.unit, context);
  const deciders = await decidersOf(command, context);
  const uploads = await uploadFacts(command, context, sources);
  const known = { ...asking, head: context.head, unit, deciders, uploads, commitmentOf };
  if (cycle.phase === 'unknown') return { ...known, cycle: null, paper: null };
  const paper = await sources.papers.paper(cycle.instrumentDigest, cycle.period);
  return { ...known, cycle: ofUnit(cycle, command.unit), paper };
}

/** What is known of the bytes of the documents that the command names. */
async function uploadFacts(
  command: ReportCommand,
  context: DecideContext,
  sources: FactSources,
): Promise<ReportFacts['uploads']> {
  const digests = [...new Set(documentsOf(command).map(({ digest }) => digest))];
  if (digests.length === 0) return NO_UPLOADS;
  const kept = await sources.uploads(context.transaction, digests);
  return new Map(digests.map((digest) => [digest, uploadedOf(documentState(context, digest), digest, kept)]));
}

const NO_UPLOADS: Uploads = new Map();

function uploadedOf({ infected, erasedBy }: DocumentState, digest: Digest, kept: readonly KeptUpload[]): Uploaded {
  const own = kept.filter((one) => one.digest === digest);
  const { bytes = 0, mediaType = '' } = own[0] ?? {};
  return { bytes, mediaType, owners: new Map(own.map(({ owner, scan }) => [owner, scan])), infected, erasedBy };
}

export async function documentFacts(
  { digest }: DocumentCommand,
  { context, asking, sources }: Given,
): Promise<FactsOfDocument> {
  return { ...asking, known: await sources.isDocument(context.transaction, digest) };
}

/** The cycle as this unit knows it: with its own deadline. */
function ofUnit(cycle: OpenedCycle, unit: string): CycleOfReport {
  const submission = { ...cycle.submission, closesAt: closesAtFor(cycle, unit) };
  return { ...cycle, announced: cycle.submission, submission, published: cycle.phase === 'published' };
}

/** The rights of those who decided earlier, where a second person has to decide. */
async function decidersOf(command: ReportCommand, context: DecideContext): Promise<ReportFacts['deciders']> {
  if (command.type !== 'FinalizeReport' && command.type !== 'DecideObjection') return new Map();
  const report = context.state(reportStream(command.unit, command.cycle)) as ReportState;
  const held = decidersIn(report).map(async (person) => [person, await grantsOf(context, person)] as const);
  return new Map(await Promise.all(held));
}

/** A unit is a jurisdiction, or an organization of one; its organizations are those of its jurisdiction. */
function unitFacts(code: string, context: DecideContext): UnitOfReport | null {
  const { jurisdiction, organization } = unitParts(code);
  const place = jurisdictionState(context, jurisdiction);
  if (place.phase === 'unknown') return null;
  const { kind, name, timeZone, organizations } = place;
  const common = { utcOffset: TIME_ZONES[timeZone], organizations };
  if (organization === null) return { kind, name, ...common };
  const own = Object.hasOwn(organizations, organization) ? organizations[organization] : null;
  return own ? { kind: 'ORGANIZATION', name: own.name, ...common } : null;
}
