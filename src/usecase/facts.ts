import type { Asking } from '../domain/access.ts';
import { unitParts } from '../domain/codes.ts';
import type { CycleCommand, CycleFacts, CycleState, ReportStanding } from '../domain/cycle/index.ts';
import type { InstrumentState } from '../domain/instrument/index.ts';
import { TIME_ZONES } from '../domain/jurisdiction/index.ts';
import type { JurisdictionState } from '../domain/jurisdiction/index.ts';
import type { PersonCommand, PersonFacts, PersonState } from '../domain/person/index.ts';
import type { ReportCommand, ReportFacts, UnitOfReport } from '../domain/report/index.ts';
import { cycleStream, instrumentStream, jurisdictionStream, personStream } from '../domain/streams.ts';
import type { DecideContext } from '../ledger/submission.ts';
import type { Papers } from './papers.ts';

/** What decisions need besides the streams. */
export type FactSources = Readonly<{
  papers: Papers;
  /** The reports of a cycle, read from their projection under the ledger's lock. */
  standings: (transaction: DecideContext['transaction'], cycle: string) => Promise<readonly ReportStanding[]>;
  /** Those of the units that are registered, read from their projections under the ledger's lock. */
  units: (transaction: DecideContext['transaction'], units: readonly string[]) => Promise<ReadonlySet<string>>;
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

export function askingFacts(context: DecideContext, person: string): Asking {
  const { grants } = personState(context, person);
  return { person, now: context.now, grants };
}

/** A role may be given for a place and an organization that are registered. */
export function personFacts(command: PersonCommand, context: DecideContext, asking: Asking): PersonFacts {
  if (command.type !== 'GrantRole' || command.jurisdiction === null) return { ...asking, place: null };
  const place = jurisdictionState(context, command.jurisdiction);
  return { ...asking, place: place.phase === 'unknown' ? null : place };
}

export async function cycleFacts(
  command: CycleCommand,
  { context, asking, sources }: Readonly<{ context: DecideContext; asking: Asking; sources: FactSources }>,
): Promise<CycleFacts> {
  if (command.type === 'OpenCycle') {
    const { editions } = instrumentState(context, command.instrument);
    const digest = Object.hasOwn(editions, command.edition) ? editions[command.edition] : null;
    const edition = digest ? await sources.papers.edition(digest) : null;
    const units = await sources.units(context.transaction, command.participants);
    return { ...asking, editions, edition, units, standings: [] };
  }
  const cycle = cycleState(context, command.cycle);
  const nothing = { editions: {}, edition: null, units: new Set<string>(), standings: [] };
  if (cycle.phase === 'unknown') return { ...asking, ...nothing };
  const edition = await sources.papers.edition(cycle.instrumentDigest);
  const standings = await sources.standings(context.transaction, command.cycle);
  return { ...asking, ...nothing, edition, standings };
}

export async function reportFacts(
  command: ReportCommand,
  { context, asking, sources }: Readonly<{ context: DecideContext; asking: Asking; sources: FactSources }>,
): Promise<ReportFacts> {
  const cycle = cycleState(context, command.cycle);
  const unit = unitFacts(command.unit, context);
  const { head } = context;
  if (cycle.phase === 'unknown') return { ...asking, head, cycle: null, paper: null, unit };
  const paper = await sources.papers.paper(cycle.instrumentDigest, cycle.period);
  return { ...asking, head, cycle, paper, unit };
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
