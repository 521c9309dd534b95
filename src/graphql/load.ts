import { unitParts } from '../domain/codes.ts';
import type { PaperIndicator } from '../domain/instrument/index.ts';
import { emptyResponse } from '../domain/report/index.ts';
import type { Final } from '../domain/report/index.ts';
import { publicationOf } from '../view/cycles.ts';
import type { CycleRow } from '../view/cycles.ts';
import type { RecordedEntry } from '../view/events.ts';
import { holdsGrant, maySeeAll, visibilityOf } from '../view/visibility.ts';
import type { Visibility } from '../view/visibility.ts';
import type { ReportMoment } from '../view/score.ts';
import type { GraphqlContext } from './context.ts';
import { notPublishedThen, unauthenticated, forbidden } from './errors.ts';
import type { Moment } from './moment.ts';
import type {
  CycleNode,
  EditionNode,
  EventNode,
  IndicatorNode,
  InstrumentNode,
  JurisdictionNode,
  OrganizationNode,
  PersonNode,
  ReportNode,
  ResponseNode,
  UnitNode,
} from './refs.ts';

export type ReportKey = Readonly<{ unit: string; cycle: string }>;

export function reportKey({ unit, cycle }: ReportKey): string {
  return `${unit}/${cycle}`;
}

export async function loadJurisdiction(
  context: GraphqlContext,
  at: Moment,
  key: string,
): Promise<JurisdictionNode | null> {
  const row = await context.loaders.jurisdiction.load({ at, key });
  return row && { row, at };
}

/** By `<jurisdiction>/<organization>`. */
export async function loadOrganization(
  context: GraphqlContext,
  at: Moment,
  key: string,
): Promise<OrganizationNode | null> {
  const row = await context.loaders.organization.load({ at, key });
  return row && { row, at };
}

export async function loadUnit(context: GraphqlContext, at: Moment, code: string): Promise<UnitNode | null> {
  const parts = unitParts(code);
  const [jurisdiction, organization] = await Promise.all([
    loadJurisdiction(context, at, parts.jurisdiction),
    parts.organization === null ? null : loadOrganization(context, at, code),
  ]);
  if (!jurisdiction || (parts.organization !== null && !organization)) return null;
  return { code, jurisdiction, organization };
}

export async function loadPerson(context: GraphqlContext, at: Moment, key: string): Promise<PersonNode | null> {
  const row = await context.loaders.person.load({ at, key });
  return row && { row, at };
}

export async function loadCycle(context: GraphqlContext, at: Moment, key: string): Promise<CycleNode | null> {
  const row = await context.loaders.cycle.load({ at, key });
  return row && { row, at };
}

/** By `<instrument>/<edition>`. */
export async function loadEdition(context: GraphqlContext, at: Moment, key: string): Promise<EditionNode | null> {
  const row = await context.loaders.edition.load({ at, key });
  return row && { row, at };
}

/** With the edition that is asked for; null: the newest. */
export async function loadInstrument(
  context: GraphqlContext,
  at: Moment,
  { code, edition }: Readonly<{ code: string; edition: string | null }>,
): Promise<InstrumentNode | null> {
  const editions = await context.loaders.editionsOf.load({ at, key: code });
  const row = edition === null ? editions.at(-1) : editions.find((one) => one.edition === edition);
  return row ? { code, edition: { row, at }, at } : null;
}

/**
 * The report as this viewer may see it, or null. Throws NOT_PUBLISHED_THEN where only its results of another moment are
 * public.
 */
export async function loadReport(context: GraphqlContext, at: Moment, key: ReportKey): Promise<ReportNode | null> {
  const visibility = await visibilityFor(context, at, key);
  if (visibility === 'NOT_PUBLISHED_THEN') throw notPublishedThen(context.locale);
  if (visibility === 'NONE') return null;
  return loadReportAs(context, at, { key, visibility });
}

/** In full, the report as it is; else as it was when its cycle's results were published last, where it was final. */
export async function loadReportAs(
  { loaders }: GraphqlContext,
  at: Moment,
  { key, visibility }: Readonly<{ key: ReportKey; visibility: ReportNode['visibility'] }>,
): Promise<ReportNode | null> {
  const cycle = visibility === 'FULL' ? null : await loaders.cycle.load({ at, key: key.cycle });
  const rowsAt = visibility === 'FULL' ? at : cycle && publicationOf(cycle);
  if (!rowsAt) return null;
  const row = await loaders.report.load({ at: rowsAt, key: reportKey(key) });
  if (!row || (visibility === 'PUBLISHED' && row.stage !== 'FINAL')) return null;
  return { row, at, visibility, rowsAt };
}

/** Permission is today's; what is public belongs to the moment. */
export async function visibilityFor(
  context: GraphqlContext,
  at: Moment,
  { unit, cycle }: ReportKey,
): Promise<Visibility> {
  const viewer = await context.viewer();
  const nothing = { then: null, today: null, at };
  if (visibilityOf(viewer, unit, nothing) === 'FULL') return 'FULL';
  const head = await context.head();
  const [then, today] = await Promise.all([
    context.loaders.cycle.load({ at, key: cycle }),
    context.loaders.cycle.load({ at: head, key: cycle }),
  ]);
  const participates = today?.participants.includes(unit) ?? false;
  return visibilityOf(viewer, unit, { then, today: participates ? today : null, at });
}

/** Null where the viewer sees published results only, or the cycle does not ask the indicator. */
export async function loadResponse(
  context: GraphqlContext,
  at: Moment,
  { indicator, ...key }: ReportKey & Readonly<{ indicator: string }>,
): Promise<ResponseNode | null> {
  const report = await loadReport(context, at, key);
  if (report?.visibility !== 'FULL') return null;
  const moment = await momentOf(context, report);
  const asked = moment.paper.indicators.get(indicator);
  return asked ? responseNode(report, moment, asked) : null;
}

export function responseNode(report: ReportNode, moment: ReportMoment, indicator: PaperIndicator): ResponseNode {
  const { code } = indicator;
  const state = moment.responses.find((one) => one.indicator === code) ?? emptyResponse(code);
  return { report, moment, indicator, state };
}

/** An indicator that the report's rows name, so that its paper MUST ask it. */
export function askedIn({ paper }: ReportMoment, code: string): PaperIndicator {
  const indicator = paper.indicators.get(code);
  if (!indicator) throw new Error(`the paper does not ask ${code}`);
  return indicator;
}

export function indicatorNode(moment: ReportMoment, code: string): IndicatorNode {
  const indicator = askedIn(moment, code);
  return { dimension: indicator.dimension, indicator };
}

/** The report with all its score follows from. */
export async function momentOf({ loaders }: GraphqlContext, { row, rowsAt }: ReportNode): Promise<ReportMoment> {
  const moment = await loaders.moment.load({ at: rowsAt, key: reportKey(row) });
  if (!moment) throw new Error(`the report ${reportKey(row)} has no row at position ${rowsAt.position}`);
  return moment;
}

/** The report as it was when this score was frozen: what follows from it follows from the same rows for ever. */
export async function reportOfFinal(
  { loaders }: GraphqlContext,
  report: ReportNode,
  { position, at: time }: Pick<Final, 'position' | 'at'>,
): Promise<ReportNode> {
  const rowsAt = { position, time };
  const row = await loaders.report.load({ at: rowsAt, key: reportKey(report.row) });
  if (!row) throw new Error(`the report ${reportKey(report.row)} has no row at position ${position}`);
  return { ...report, row, rowsAt };
}

/** For what its owner names, so that it MUST be there. */
export async function present<Value>(found: Promise<Value | null>): Promise<Value> {
  const value = await found;
  if (value === null) throw new Error('what a row names is not there');
  return value;
}

/** Throws unless the viewer sees the report in full. */
export function requireFull({ visibility }: ReportNode, { locale }: GraphqlContext): void {
  if (visibility !== 'FULL') throw forbidden(locale);
}

export function eventNode(entry: RecordedEntry, at: Moment): EventNode {
  return { ...entry, at };
}

/** Entries that a report cites, which MUST be seen in full by the viewer. */
export async function loadEvents(
  context: GraphqlContext,
  at: Moment,
  positions: readonly number[],
): Promise<EventNode[]> {
  return Promise.all(positions.map((position) => loadEvent(context, at, position)));
}

/** An entry that a report cites, which MUST be seen in full by the viewer. */
export async function loadEvent({ loaders }: GraphqlContext, at: Moment, position: number): Promise<EventNode> {
  const entry = await loaders.event.load(position);
  if (!entry) throw new Error(`the ledger has no entry at position ${position}`);
  return eventNode(entry, at);
}

/** Entries of a cycle are of no unit: they are for whoever sees the whole nation. */
export async function loadCycleEvent(
  context: GraphqlContext,
  { at }: CycleNode,
  position: number,
): Promise<EventNode | null> {
  return maySeeAll(await context.viewer()) ? loadEvent(context, at, position) : null;
}

/** Who reported and who did not is public with the results; before, it is for those who hold a grant. */
export async function requireParticipation(context: GraphqlContext, { published }: CycleRow): Promise<void> {
  if (!published && !holdsGrant(await context.viewer())) throw forbidden(context.locale);
}

/** Throws unless the viewer holds a live grant of any kind. */
export async function requireGrant(context: GraphqlContext): Promise<void> {
  const viewer = await context.viewer();
  if (viewer.person === null) throw unauthenticated(context.locale);
  if (!holdsGrant(viewer)) throw forbidden(context.locale);
}
