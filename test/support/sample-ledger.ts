import { SYSTEM_AUTHORITY, SYSTEM_PERSON } from '../../src/domain/access.ts';
import type { Actor, Role } from '../../src/domain/access.ts';
import { fold } from '../../src/domain/decider.ts';
import { paperOf } from '../../src/domain/instrument/index.ts';
import { report } from '../../src/domain/report/index.ts';
import type { ReportEvent } from '../../src/domain/report/index.ts';
import { canonicalJson } from '../../src/kernel/canonical-json.ts';
import { digestOf } from '../../src/kernel/digest.ts';
import type { Digest } from '../../src/kernel/digest.ts';
import { toInstant } from '../../src/kernel/instant.ts';
import type { Instant } from '../../src/kernel/instant.ts';
import type { JsonObject } from '../../src/kernel/json.ts';
import { hashLeaf, toDigest } from '../../src/merkle/hash.ts';
import type { Hash } from '../../src/merkle/hash.ts';
import { headsRoot } from '../../src/merkle/heads.ts';
import type { StreamHead } from '../../src/merkle/heads.ts';
import { opened as cycleOpened } from './cycle-samples.ts';
import { predicate, words } from './editions.ts';
import { opened, PROPOSED, TOTAL } from './report-histories.ts';
import { asking, cast, CYCLE, cycleOfReport, HEALTH, OF, PLANNING, sampleEdition, UNIT } from './report-samples.ts';
import { recorded } from './specify.ts';

/** What the sample ledger records: without its place, which follows from the order. */
export type Happening = Readonly<{
  stream: string;
  type: string;
  version: number;
  data: JsonObject | ((before: readonly SampleEntry[]) => JsonObject);
  actor: Actor;
  at: Instant;
  /** Whether a bundle of the report holds it. */
  bundled: boolean;
  /** What it names as the entry before it, where that is not the entry before it. */
  previous?: Digest | null;
}>;

export type SampleEntry = Happening &
  Readonly<{ position: number; streamPosition: number; text: string; leaf: Hash; leafHash: Digest }>;

export const ORIGIN = 'sample.jejak/log';

/** The edition that the cycle is called with, and one that is more demanding. */
export const EDITIONS = {
  '1': sampleEdition(),
  '2': sampleEdition({
    edition: '2',
    predicates: [predicate('PEDULI', '80', '100'), predicate('KURANG', '0', '80', { toOpen: true })],
  }),
} as const;

export type EditionInForce = keyof typeof EDITIONS;

export const EDITION_TEXTS = { '1': canonicalJson(EDITIONS['1']), '2': canonicalJson(EDITIONS['2']) } as const;

const DIGEST = digestOf(EDITION_TEXTS['1']);
const FIRST_MOMENT = Date.parse('2025-11-02T00:00:00.000Z');
const WINDOW_OVER = Date.parse('2025-12-21T00:00:00.000Z');
const MINUTE = 60_000;

const SYSTEM: Actor = { ...SYSTEM_AUTHORITY, person: SYSTEM_PERSON };

type Grantee = Readonly<{ person: string; role: Role; jurisdiction: string | null; organization: string | null }>;

const ADMINISTRATOR: Grantee = {
  person: 'administrator',
  role: 'ADMINISTRATOR',
  jurisdiction: null,
  organization: null,
};

const GRANTEES: readonly Grantee[] = [
  { person: 'coordinator', role: 'COORDINATOR', jurisdiction: UNIT, organization: null },
  { person: 'reporter-of-health', role: 'REPORTER', jurisdiction: UNIT, organization: HEALTH },
  { person: 'reporter-of-planning', role: 'REPORTER', jurisdiction: UNIT, organization: PLANNING },
  { person: 'reviewer-of-the-province', role: 'PROVINCIAL_REVIEWER', jurisdiction: '64', organization: null },
  { person: 'reviewer-of-the-region', role: 'REGIONAL_REVIEWER', jurisdiction: '64', organization: null },
  { person: 'assessor-1', role: 'ASSESSOR', jurisdiction: null, organization: null },
  { person: 'assessor-2', role: 'ASSESSOR', jurisdiction: null, organization: null },
];

/**
 * A ledger in which one report went from its opening to its final, or was only just opened, among entries that have
 * nothing to do with it. Under edition 2 the cycle was called with edition 1, which was replaced once the report was open.
 */
export function sampleStory(
  vkey: string | null,
  reached: 'FINAL' | 'OPENED' = 'FINAL',
  edition: EditionInForce = '1',
): readonly Happening[] {
  const happenings: Happening[] = [];
  const next = (): number => happenings.length + 1;
  const add = (
    stream: string,
    event: Readonly<{ type: string; data: Happening['data'] }>,
    more: Partial<Happening> = {},
  ): number => {
    const at = toInstant(FIRST_MOMENT + next() * MINUTE);
    return happenings.push({ stream, version: 1, actor: SYSTEM, at, bundled: true, ...event, ...more });
  };

  add('ledger', { type: 'LedgerOpened', data: { origin: ORIGIN, demo: false, key: vkey } }, { version: 2 });
  add('instrument/TEST', { type: 'InstrumentPublished', data: published('1') }, { bundled: edition === '1' });
  const actors = grantRoles(add);
  const administrator = actors.get('administrator')!;
  add(
    `cycle/${CYCLE}`,
    { type: 'CycleOpened', data: { ...cycleOpened({ instrumentDigest: DIGEST }).data } },
    { actor: administrator },
  );
  add('report/64.72/TEST-2025', elsewhere(), { actor: administrator, bundled: false });
  const first = next();
  const told = history(first, edition);
  for (const [index, event] of (reached === 'FINAL' ? told : told.slice(0, 1)).entries()) {
    add(`report/${UNIT}/${CYCLE}`, event, { actor: actors.get(doerOf(event))! });
    if (index > 0 || edition === '1') continue;
    add('instrument/TEST', { type: 'InstrumentPublished', data: published('2') }, { actor: administrator });
    add(`cycle/${CYCLE}`, replaced(), { actor: administrator });
  }
  const final = { actor: actors.get('assessor-2')!, at: toInstant(WINDOW_OVER) };
  if (reached === 'FINAL') add(`report/${UNIT}/${CYCLE}`, finalized({ told, first, edition }), final);
  const after = { at: toInstant(WINDOW_OVER + MINUTE) };
  add('ledger', { type: 'StreamHeadsSealed', data: sealedHeads }, after);
  add(
    'person/late',
    { type: 'PersonRegistered', data: { person: 'late', label: 'late' } },
    { ...after, bundled: false },
  );
  return withGrants(happenings);
}

/** Of the grants a bundle holds those under which something in it was done. */
export function withGrants(story: readonly Happening[]): readonly Happening[] {
  const cited = new Set(
    story.flatMap(({ bundled, type, actor }) => (bundled && type !== 'RoleGranted' ? [actor.grant] : [])),
  );
  return story.map((one, index) => (one.type === 'RoleGranted' ? { ...one, bundled: cited.has(index + 1) } : one));
}

/** Records what happened, each entry bound to the one before it in its stream. */
export function record(happenings: readonly Happening[]): readonly SampleEntry[] {
  const entries: SampleEntry[] = [];
  for (const happening of happenings) {
    const before = entries.findLast(({ stream }) => stream === happening.stream);
    const streamPosition = (before?.streamPosition ?? 0) + 1;
    const position = entries.length + 1;
    const { stream, type, version, at: recordedAt, actor } = happening;
    const data = typeof happening.data === 'function' ? happening.data(entries) : happening.data;
    const { previous = before?.leafHash ?? null } = happening;
    const place = { position, stream, streamPosition, type, version, recordedAt, actor };
    const text = canonicalJson({ ...place, command: `command-${position}`, previous, data });
    const leaf = hashLeaf(text);
    entries.push({ ...happening, data, position, streamPosition, text, leaf, leafHash: toDigest(leaf) });
  }
  return entries;
}

/** Where every stream ends. */
export function headsOf(entries: readonly SampleEntry[]): readonly StreamHead[] {
  return [...new Map(entries.map((entry) => [entry.stream, entry])).values()].map((entry) => {
    const { stream, streamPosition, leafHash } = entry;
    return { stream, streamPosition, leafHash };
  });
}

function sealedHeads(before: readonly SampleEntry[]): JsonObject {
  const heads = headsOf(before);
  return { position: before.length, streams: heads.length, root: toDigest(headsRoot(heads)) };
}

/** How many entries come between the opening of the report and what follows. */
function between(edition: EditionInForce): number {
  return edition === '1' ? 0 : 2;
}

function replaced(): Readonly<{ type: string; data: JsonObject }> {
  const binding = { instrumentDigest: digestOf(EDITION_TEXTS['2']), title: words('Test instrument') };
  const data = { cycle: CYCLE, from: '1', to: '2', ...binding, reason: 'A new regulation.', reports: 1 };
  return { type: 'EditionReplaced', data };
}

function published(edition: EditionInForce): JsonObject {
  return {
    instrument: 'TEST',
    edition,
    digest: digestOf(EDITION_TEXTS[edition]),
    title: words('Test instrument'),
    engine: 'scoring/v1',
    indicators: 3,
    illustrative: 9,
  };
}

type Add = (stream: string, event: Readonly<{ type: string; data: JsonObject }>, more?: Partial<Happening>) => number;

/** Everybody is registered and given one role: the administrator by the system, the others by the administrator. */
function grantRoles(add: Add): ReadonlyMap<string, Actor> {
  const actors = new Map<string, Actor>();
  for (const { person, role, jurisdiction, organization } of [ADMINISTRATOR, ...GRANTEES]) {
    const actor = actors.get('administrator') ?? SYSTEM;
    add(`person/${person}`, { type: 'PersonRegistered', data: { person, label: person } }, { actor, bundled: false });
    const data = { person, role, jurisdiction, organization, validFrom: '2025-11-02T00:00:00.000Z', validUntil: null };
    const grant = add(`person/${person}`, { type: 'RoleGranted', data }, { actor });
    actors.set(person, { person, role, organization, grant });
  }
  return actors;
}

/** The sample history as far as the proposal, opened by entry `first`; what was seen is counted from the ledger's beginning. */
function history(first: number, edition: EditionInForce): readonly ReportEvent[] {
  const offset = first - 1 + between(edition);
  const [, ...rest] = PROPOSED;
  return [opened({ instrumentDigest: DIGEST }), ...rest].map(({ type, data }) => {
    const seen = 'seen' in data ? { seen: data.seen + offset } : {};
    const total = 'total' in data && edition === '2' ? { ...TOTAL, predicate: 'KURANG' } : {};
    // A shifted position is a position still, and another predicate one of the edition.
    return { type, data: { ...data, ...seen, ...total } } as ReportEvent;
  });
}

/** Whoever of the cast does such a thing. */
function doerOf({ type, data }: ReportEvent): string {
  if ('organization' in data && type !== 'IndicatorsAssigned')
    return data.organization === HEALTH ? 'reporter-of-health' : 'reporter-of-planning';
  const stage = 'from' in data ? data.from : type === 'ResponseDecided' ? data.stage : null;
  if (stage === 'PROVINCIAL_REVIEW') return 'reviewer-of-the-province';
  if (stage === 'REGIONAL_REVIEW') return 'reviewer-of-the-region';
  return ['ResponseScored', 'AssessmentConcluded', 'FinalProposed'].includes(type) ? 'assessor-1' : 'coordinator';
}

type ToldReport = Readonly<{ told: readonly ReportEvent[]; first: number; edition: EditionInForce }>;

/** The final as the decider decides it. */
function finalized({ told, first, edition }: ToldReport): ReportEvent {
  const positionOf = (index: number): number => first + index + (index > 0 ? between(edition) : 0);
  const recordedEvents = told.map((event, index) => recorded<ReportEvent>(event, positionOf(index)));
  const head = positionOf(told.length - 1);
  const cycle = { ...cycleOfReport, instrumentDigest: digestOf(EDITION_TEXTS[edition]) };
  const paper = paperOf(EDITIONS[edition], 'YEAR');
  const facts = asking(cast.assessor2, { now: toInstant(WINDOW_OVER), head, paper, cycle });
  const outcome = report.decide({ type: 'FinalizeReport', ...OF, seen: head }, fold(report, recordedEvents), facts);
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.error)}`);
  return outcome.value.events[0]!;
}

function elsewhere(): ReportEvent {
  return opened({ unit: '64.72', unitName: 'Kota Samarinda', instrumentDigest: DIGEST });
}
