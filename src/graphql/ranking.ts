import { z } from 'zod';

import { NATIONAL_CALENDAR } from '../domain/calendar/index.ts';
import { CycleCode, JurisdictionCode, UnitCode, unitParts } from '../domain/codes.ts';
import type { ScoreBasis } from '../domain/report/index.ts';
import { parseRational, toExact, ZERO } from '../kernel/rational.ts';
import { explanationOf } from '../view/ranking/explanation.ts';
import { entriesAfter, offsetsOf, ranking, RANKING_MEASURES } from '../view/ranking/ranking.ts';
import type { RankedReport, Ranking, RankingMeasure } from '../view/ranking/ranking.ts';
import { rankingSight } from '../view/ranking/sight.ts';
import type { At } from '../view/reader.ts';
import { maySee } from '../view/visibility.ts';
import { asOfArg } from './as-of.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import { ScoreBasisEnum } from './enums.ts';
import { loadCycle, loadReportAs, reportKey } from './load.ts';
import type { Moment } from './moment.ts';
import { connectionOf, decodeCursor, encodeCursor, forwardArgs, notACursor, pageSize, perPage } from './paging.ts';
import type { Page } from './paging.ts';
import { parseArgs } from './parse-args.ts';
import { ReportRef } from './refs.ts';
import type { CycleNode, ReportNode } from './refs.ts';
import { cycleToday, sightError } from './results.ts';
import { inWords, localeArg } from './words.ts';

const RankingMeasureEnum = builder.enumType('RankingMeasure', {
  description:
    'SCORE: by the total. TIMELINESS: by the hours from the first complete submission to the deadline that was in force for the unit then. RESPONSIVENESS: by the mean working time of the returns; who was never returned anything ranks first.',
  values: RANKING_MEASURES,
});

type EntryNode = Readonly<{ entry: RankedReport; of: Ranking; report: ReportNode }>;

const RankingEntryRef = builder.objectRef<EntryNode>('RankingEntry').implement({
  description:
    'A report in its place. Who is exactly equal shares the rank, and as many ranks are left out after it: 1, 1, 3.',
  fields: (t) => ({
    rank: t.int({ resolve: ({ entry }) => entry.rank }),
    report: t.field({ type: ReportRef, resolve: ({ report }) => report }),
    value: t.field({
      type: 'Decimal',
      description:
        'What it is ranked by: points, hours or working hours, rounded to be read. 0 where it was never returned.',
      resolve: ({ entry }) => entry.shown,
    }),
    exact: t.string({
      description: 'The value as an exact fraction, by which alone ranks are decided.',
      resolve: ({ entry }) => toExact(entry.measured.exact),
    }),
    neverReturned: t.boolean({
      description: 'By RESPONSIVENESS: nothing was returned, which ranks before any working time.',
      resolve: ({ entry }) => entry.measured.neverReturned,
    }),
    tiedWith: t.int({ description: 'How many others share the rank.', resolve: ({ entry }) => entry.tiedWith }),
    explanation: t.string({
      args: localeArg,
      description: 'The rank in words: who shares it and why, and who is only rounded alike.',
      complexity: 5,
      resolve: ({ entry, of }, args, context) => inWords(explanationOf(of, entry), args, context),
    }),
  }),
});

type RankingPage = Page<EntryNode> & Readonly<{ unranked: number }>;

const RankingConnection = connectionOf<EntryNode, Readonly<{ unranked: number }>>('Ranking', RankingEntryRef);

builder.objectFields(RankingConnection, (t) => ({
  unranked: t.exposeInt('unranked', { description: 'Participants without a value, which are not ranked.' }),
}));

const RankingArgs = z.object({ cycle: CycleCode, within: JurisdictionCode.nullish() });

/** All reports of a cycle are read and compared, whatever the page; on other bases than FINAL they are scored as well. */
const RANKING = { FINAL: 1_000, OTHER: 8_000 } as const;

builder.queryField('ranking', (t) =>
  t.field({
    type: RankingConnection,
    description:
      'The reports of a cycle by their place in the nation or in a province, among all that have a value. Published results for everybody; other bases than FINAL, and what is not published, for whoever sees all units in question in full.',
    complexity: ({ basis, ...page }) => ({
      ...perPage(page),
      field: RANKING[(basis ?? 'FINAL') === 'FINAL' ? 'FINAL' : 'OTHER'],
    }),
    args: {
      cycle: t.arg.string({ required: true, description: '"IRH-2025".' }),
      within: t.arg.string({ description: 'The code of a place: it and everything below it. Default: the nation.' }),
      by: t.arg({ type: RankingMeasureEnum, required: true }),
      basis: t.arg({ type: ScoreBasisEnum, description: 'Which reports count, and by which score. Default: FINAL.' }),
      ...asOfArg,
      ...forwardArgs,
    },
    resolve: async (_root, { asOf, by, basis, first, after, ...given }, context) => {
      const { cycle: code, within } = parseArgs(RankingArgs, given, context);
      const cycle = await loadCycle(context, await context.at(asOf), code);
      const asked = { within: within ?? null, by, basis: basis ?? 'FINAL' };
      const none: Ranking = { by, entries: [], unranked: 0 };
      const rowsAt = cycle && (await rowsAtFor(context, cycle, asked));
      const of = cycle && rowsAt ? await loadRanking(context, { ...cycle, rowsAt }, asked) : none;
      return pageOf(context, of, { first, after, at: cycle?.at ?? null, rowsAt });
    },
  }),
);

type Asked = Readonly<{ within: string | null; by: RankingMeasure; basis: ScoreBasis }>;

async function rowsAtFor(context: GraphqlContext, { row, at }: CycleNode, asked: Asked): Promise<At> {
  const today = () => cycleToday(context, row.cycle);
  const sight = await rankingSight(await context.viewer(), { cycle: row, ...asked, at, today });
  if (sight.ok) return sight.value;
  throw sightError(sight.error, context.locale);
}

async function loadRanking(
  { loaders, reader }: GraphqlContext,
  { row: cycle, at, rowsAt }: CycleNode & Readonly<{ rowsAt: At }>,
  asked: Asked,
): Promise<Ranking> {
  const [reports, calendar] = await Promise.all([
    loaders.reportsOf.load({ at: rowsAt, key: cycle.cycle }),
    loaders.calendar.load({ at, key: NATIONAL_CALENDAR }),
  ]);
  const places = new Set(reports.map(({ unit }) => unitParts(unit).jurisdiction));
  const zones = await Promise.all([...places].map((key) => loaders.jurisdiction.load({ at, key })));
  return ranking(reader, rowsAt, { ...asked, cycle, reports, calendar, offsets: offsetsOf(zones) });
}

type PageAsked = Readonly<{
  first: number | null | undefined;
  after: string | null | undefined;
  at: Moment | null;
  rowsAt: At | null;
}>;

async function pageOf(
  context: GraphqlContext,
  of: Ranking,
  { first, after, at, rowsAt }: PageAsked,
): Promise<RankingPage> {
  const size = pageSize(first, context.locale);
  const place = parsePlace(context, of.by, after);
  const entries = place ? entriesAfter(of, place) : of.entries;
  const nodes = entries.slice(0, size).map((entry) => nodeOf(context, of, { entry, at, rowsAt }));
  const edges = (await Promise.all(nodes)).flatMap((node) =>
    node ? [{ node, cursor: placeOf(of.by, node.entry) }] : [],
  );
  return {
    edges,
    hasNextPage: entries.length > size,
    hasPreviousPage: place !== null,
    total: () => of.entries.length,
    unranked: of.unranked,
  };
}

type Placed = Readonly<{ entry: RankedReport; at: Moment | null; rowsAt: At | null }>;

/** Whoever sees the report in full sees it as it is, whatever the ranking was made of. */
async function nodeOf(context: GraphqlContext, of: Ranking, { entry, at, rowsAt }: Placed): Promise<EntryNode | null> {
  if (!at || !rowsAt) return null;
  const { row } = entry;
  context.loaders.report.prime({ at: rowsAt, key: reportKey(row) }, row);
  const visibility = maySee(await context.viewer(), row.unit) ? 'FULL' : 'PUBLISHED';
  const report = await loadReportAs(context, at, { key: row, visibility });
  return report && { entry, of, report };
}

const NEVER = 'never';

/** A place in the order is its value and its unit: it stays where it is, whoever comes and goes. */
function placeOf(by: RankingMeasure, { row, measured }: RankedReport): string {
  return encodeCursor(by, `${row.unit} ${measured.neverReturned ? NEVER : toExact(measured.exact)}`);
}

function parsePlace({ locale }: GraphqlContext, by: RankingMeasure, after: string | null | undefined) {
  const text = decodeCursor(by, after, locale);
  if (text === null) return null;
  const [unit = '', value = ''] = text.split(' ');
  const neverReturned = value === NEVER;
  const exact = neverReturned ? ZERO : parseRational(value);
  if (!exact || !UnitCode.safeParse(unit).success) throw notACursor(locale);
  return { unit, measured: { exact, neverReturned } };
}
