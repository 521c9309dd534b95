import { and, eq, inArray, ne, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';

import { isLive, reports } from '../../domain/access.ts';
import type { Grant, Role } from '../../domain/access.ts';
import type { CorrectionRound, ReportStage } from '../../domain/report/index.ts';
import type { Instant } from '../../kernel/instant.ts';
import { reportTable, responseTable } from '../../projection/tables.ts';
import { among, given } from '../given.ts';
import type { At, Reader } from '../reader.ts';
import { heldAt } from '../rows.ts';
import { ofPlace, withinPlace } from '../place-conditions.ts';
import type { Viewer } from '../visibility.ts';
import type { TaskFilter } from './task.ts';

/**
 * What of a report says until when something may wait in it: a few hundred bytes of a header that holds every word of
 * every question, so that all the reports in somebody's reach are at hand at once.
 */
export type ReportOutline = Readonly<{
  unit: string;
  cycle: string;
  stage: ReportStage;
  /** The last one. */
  rounds: readonly CorrectionRound[];
  /** When questions that nobody has answered are due. */
  questions: readonly Instant[];
  objectionClosesAt: Instant | null;
  /** For every pending objection, who scored the indicator last. */
  scorers: readonly (string | null)[];
  proposer: string | null;
}>;

/** Stages at which each role decides. */
export const DECIDED_BY: Readonly<Partial<Record<ReportStage, Role>>> = {
  PROVINCIAL_REVIEW: 'PROVINCIAL_REVIEWER',
  REGIONAL_REVIEW: 'REGIONAL_REVIEWER',
  NATIONAL_ASSESSMENT: 'ASSESSOR',
  OBJECTION_WINDOW: 'ASSESSOR',
};

type Sought = Readonly<{
  viewer: Viewer;
  filter: TaskFilter;
  /** Cycles whose reports can change: of the published ones only what was reopened. */
  cycles: readonly Readonly<{ cycle: string; isPublished: boolean }>[];
  /** Reports that are looked for whatever their stage, to learn which of them are open. */
  keys: readonly string[];
}>;

/** The reports in which something may wait for the viewer: at a stage that is theirs, in their reach. */
export async function reportOutlines({ database }: Reader, at: At, sought: Sought): Promise<readonly ReportOutline[]> {
  const reach = sought.viewer.grants.filter((grant) => isLive(grant, sought.viewer.now)).map(reachOf);
  const changing = and(ne(reportTable.stage, 'FINAL'), inCycles(sought), or(sql`false`, ...reach));
  const listed = sought.keys.length === 0 ? undefined : inArray(reportTable.key, [...sought.keys]);
  const rows = await database
    .select({ outline: outline(at) })
    .from(reportTable)
    .where(and(heldAt(reportTable, at), narrowed(sought.filter), or(changing, listed)));
  return rows.map((row) => row.outline);
}

function reachOf({ role, jurisdiction }: Grant): SQL | undefined {
  const place =
    jurisdiction === null ? sql`true` : (reports(role) ? ofPlace : withinPlace)(reportTable.unit, jurisdiction);
  if (reports(role)) return place;
  const stages = Object.entries(DECIDED_BY).flatMap(([stage, decider]) => (decider === role ? [stage] : []));
  return and(inArray(reportTable.stage, stages), place);
}

function inCycles({ cycles }: Sought): SQL | undefined {
  const reopened = sql`jsonb_array_length(${reportTable.body} -> 'reopenings') > 0`;
  const [settled, open] = [true, false].map((wanted) => cycles.filter(({ isPublished }) => isPublished === wanted));
  return or(of(open ?? []), and(of(settled ?? []), reopened));
}

function of(cycles: Sought['cycles']): SQL {
  return inArray(
    reportTable.cycle,
    cycles.map(({ cycle }) => cycle),
  );
}

function narrowed({ units, within, cycles }: TaskFilter): SQL | undefined {
  return and(
    among(reportTable.unit, units),
    given(within, (code) => withinPlace(reportTable.unit, code)),
    among(reportTable.cycle, cycles),
  );
}

function outline(at: At): SQL<ReportOutline> {
  const { body, key, unit, cycle, stage } = reportTable;
  const scorers = sql`(
    select coalesce(jsonb_agg(${responseTable.body} #> '{assessments,-1,person}'), '[]')
    from jsonb_path_query(${body}, '$.objections[*] ? (@.decision == null)') as objection
    left join ${responseTable} on ${eq(responseTable.key, sql`${key} || '/' || (objection ->> 'indicator')`)}
      and ${heldAt(responseTable, at)})`;
  return sql<ReportOutline>`jsonb_build_object(
    'unit', ${unit}, 'cycle', ${cycle}, 'stage', ${stage},
    'rounds', jsonb_path_query_array(${body}, '$.rounds[last]'),
    'questions', jsonb_path_query_array(${body}, '$.clarifications[*] ? (@.messages[last].kind == "QUESTION").dueAt'),
    'objectionClosesAt', ${body} -> 'objectionClosesAt',
    'scorers', ${scorers},
    'proposer', ${body} #> '{proposal,person}')`;
}
