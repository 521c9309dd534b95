import { inArray, and, asc, sql } from 'drizzle-orm';

import { unitParts } from '../../domain/codes.ts';
import { closesAtFor } from '../../domain/cycle/index.ts';
import { absentReport, decidersIn, tasksIn } from '../../domain/report/index.ts';
import type { CycleOfReport, ReportState, TaskFacts, UnitOfReport } from '../../domain/report/index.ts';
import { TIME_ZONES } from '../../domain/jurisdiction/index.ts';
import type { CycleRow } from '../../projection/cycle.ts';
import type { ReportRow, ResponseRow } from '../../projection/report.ts';
import { responseTable } from '../../projection/tables.ts';
import { peopleById } from '../people.ts';
import { jurisdictionsByCode, organizationsByKey } from '../places.ts';
import type { At, Reader } from '../reader.ts';
import { reportsByKey } from '../reports.ts';
import { heldAt } from '../rows.ts';
import type { Task } from './task.ts';
import { comparePlaces } from './task.ts';
import type { Looking, Wait } from './waits.ts';

/** What waits at these places, in order: the rules of the domain say so of the report as it stands. */
export async function tasksAt(
  reader: Reader,
  at: At,
  { waits, looking }: Readonly<{ waits: readonly Wait[]; looking: Looking }>,
): Promise<readonly Task[]> {
  const keys = [...new Set(waits.flatMap(keyOf))];
  const [reports, units] = await Promise.all([reportsAt(reader, at, keys), unitsAt(reader, at, waits)]);
  const deciders = await decidersOf(reader, at, [...reports.values()]);
  const tasks = waits.map(async (one): Promise<readonly Task[]> => {
    const { dueAt, unit, cycle, cycleRow } = one;
    const place = { dueAt, unit, cycle, cycleRow };
    if (unit === null) {
      const about = { kind: 'PUBLISH_RESULTS', number: null, indicators: [], since: null } as const;
      return [{ ...place, ...about, report: null, unitName: null }];
    }
    const known = units.get(unit);
    if (!known) return [];
    const paper = await reader.papers.paper(cycleRow.instrumentDigest, cycleRow.period);
    const { row, state } = reports.get(`${unit}/${cycle}`) ?? ABSENT;
    const facts: TaskFacts = {
      ...looking.viewer,
      head: at.position,
      cycle: cycleOf(cycleRow, unit),
      paper,
      unit: known,
      deciders,
      uploads: NOTHING_NAMED,
    };
    return tasksIn({ unit, cycle }, state, facts)
      .filter((task) => task.dueAt === dueAt)
      .map((task) => ({ ...place, ...task, report: row, unitName: known.name }));
  });
  return (await Promise.all(tasks)).flat().toSorted(comparePlaces);
}

/** No task is about documents that somebody is about to name. */
const NOTHING_NAMED: TaskFacts['uploads'] = new Map();

type Opened = Readonly<{ row: ReportRow | null; state: ReportState }>;

const ABSENT: Opened = { row: null, state: absentReport };

function keyOf({ unit, cycle }: Wait): readonly string[] {
  return unit === null ? [] : [`${unit}/${cycle}`];
}

async function reportsAt(reader: Reader, at: At, keys: readonly string[]): Promise<ReadonlyMap<string, Opened>> {
  const [rows, responses] = await Promise.all([reportsByKey(reader, at, keys), standingResponses(reader, at, keys)]);
  return new Map(
    keys.map((key, index): [string, Opened] => {
      const row = rows[index];
      if (!row) return [key, ABSENT];
      const own = Object.fromEntries((responses.get(key) ?? []).map((one) => [one.indicator, one]));
      return [key, { row, state: { phase: 'open', header: row, responses: own } }];
    }),
  );
}

/** The responses as far as they say how they stand: without words, and with the last of the rulings. */
async function standingResponses(
  { database }: Reader,
  at: At,
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly ResponseRow[]>> {
  if (keys.length === 0) return new Map();
  const { body, report, key } = responseTable;
  const standing = sql<ResponseRow>`${body} || jsonb_build_object(
    'narrative', null,
    'documents', jsonb_path_query_array(${body}, '$.documents[*] ? (@.status == "ATTACHED")'),
    'decisions', jsonb_path_query_array(${body}, '$.decisions[last]'),
    'assessments', jsonb_path_query_array(${body}, '$.assessments[last]'))`;
  const rows = await database
    .select({ standing })
    .from(responseTable)
    .where(and(inArray(report, [...keys]), heldAt(responseTable, at)))
    .orderBy(asc(key));
  return Map.groupBy(
    rows.map((row) => row.standing),
    (one) => one.report,
  );
}

/** The units with what their reports ask of them; who they could assign to is asked nowhere here. */
async function unitsAt(reader: Reader, at: At, waits: readonly Wait[]): Promise<ReadonlyMap<string, UnitOfReport>> {
  const codes = [...new Set(waits.flatMap(({ unit }) => unit ?? []))];
  const jurisdictions = [...new Set(codes.map((code) => unitParts(code).jurisdiction))];
  const own = codes.filter((code) => unitParts(code).organization !== null);
  const [places, organizations] = await Promise.all([
    jurisdictionsByCode(reader, at, jurisdictions),
    organizationsByKey(reader, at, own),
  ]);
  const placeOf = new Map(places.flatMap((place) => (place ? [[place.jurisdiction, place] as const] : [])));
  const names = new Map(own.map((code, index) => [code, organizations[index]?.name ?? code]));
  return new Map(
    codes.flatMap((code): readonly [string, UnitOfReport][] => {
      const place = placeOf.get(unitParts(code).jurisdiction);
      if (!place) return [];
      const name = names.get(code);
      const common = { utcOffset: TIME_ZONES[place.timeZone], organizations: {} };
      const { kind } = place;
      return [[code, name ? { kind: 'ORGANIZATION', name, ...common } : { kind, name: place.name, ...common }]];
    }),
  );
}

/** The cycle as this unit knows it: with its own deadline. */
function cycleOf(row: CycleRow, unit: string): CycleOfReport {
  const submission = { ...row.submission, closesAt: closesAtFor(row, unit) };
  return { ...row, submission, published: row.published !== null };
}

/** The rights of those who decided earlier, where a second person has to decide. */
async function decidersOf(reader: Reader, at: At, opened: readonly Opened[]): Promise<TaskFacts['deciders']> {
  const closing = opened.filter(({ row }) => row?.stage === 'OBJECTION_WINDOW');
  const people = await peopleById(reader, at, [...new Set(closing.flatMap(({ state }) => decidersIn(state)))]);
  return new Map(people.flatMap((one) => (one ? [[one.person, one.grants]] : [])));
}
