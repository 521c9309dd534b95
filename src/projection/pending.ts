import { closesAtFor } from '../domain/cycle/index.ts';
import type { Instant } from '../kernel/instant.ts';
import { toInstant } from '../kernel/instant.ts';
import type { Statements } from '../ledger/session.ts';
import type { CycleRow } from './cycle.ts';
import { OPEN_END } from './projection.ts';
import { AWAITS_TIME } from './tables.ts';

/** What passes by time alone and is not recorded yet, whether it is due already or not. */
export type PendingDeadline =
  | Readonly<{
      kind: 'CORRECTION_ROUND' | 'CLARIFICATION';
      unit: string;
      cycle: string;
      number: number;
      dueAt: Instant;
    }>
  | Readonly<{ kind: 'OBJECTION_WINDOW'; unit: string; cycle: string; dueAt: Instant }>
  | Readonly<{ kind: 'SUBMISSION_WINDOW'; cycle: string; dueAt: Instant }>;

/** The database's clock, and the oldest of what is pending. */
export type Pending = Readonly<{ now: Instant; deadlines: readonly PendingDeadline[] }>;

/** The oldest deadlines that are not recorded as passed, at most so many. Cheap: what awaits nothing is not looked at. */
export async function readPending(sql: Statements, limit: number): Promise<Pending> {
  const now = await readClock(sql);
  const [ofReports, ofCycles] = await Promise.all([readOfReports(sql, limit), readOfCycles(sql)]);
  const deadlines = [...ofReports, ...ofCycles].sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
  return { now, deadlines: deadlines.slice(0, limit) };
}

async function readClock(sql: Statements): Promise<Instant> {
  const [row] = await sql<{ now: string }[]>`
    select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now`;
  return toInstant(Number(row?.now));
}

/** The condition is written out word for word as in the index, or the planner would not see that it serves. */
function readOfReports(sql: Statements, limit: number): Promise<readonly PendingDeadline[]> {
  return sql<PendingDeadline[]>`
    select kind, unit, cycle, number, due_at as "dueAt"
    from report, lateral (
      select 'CORRECTION_ROUND' as kind, (one ->> 'round')::integer as number, one ->> 'dueAt' as due_at
      from jsonb_path_query(body, '$.rounds[*] ? (@.resubmittedAt == null && @.closedAt == null)') as one
      union all
      select 'OBJECTION_WINDOW', null, body ->> 'objectionClosesAt'
      where stage = 'OBJECTION_WINDOW' and body ->> 'objectionWindowClosedAt' is null
      union all
      select 'CLARIFICATION', (one ->> 'clarification')::integer, one ->> 'dueAt'
      from jsonb_path_query(body, '$.clarifications[*] ? (@.lapsedAt == null && @.messages[last].kind == "QUESTION")') as one
    ) as pending
    where ${sql.unsafe(`to_position = ${OPEN_END} and ${AWAITS_TIME}`)}
    order by due_at collate "C", report.key limit ${limit}`.execute();
}

type Windows = Pick<CycleRow, 'cycle' | 'participants' | 'submission' | 'extensions' | 'closed'>;

/**
 * Windows are read whole and judged by the rule of the domain. Of published cycles, which get no more extensions and are ever
 * more, only those that lack a deadline that some unit may have: somebody may publish before the clockwork wakes.
 */
async function readOfCycles(sql: Statements): Promise<readonly PendingDeadline[]> {
  const cycles = await sql<Windows[]>`
    select key as cycle, body -> 'participants' as participants, body -> 'submission' as submission,
           body -> 'extensions' as extensions, body -> 'closed' as closed
    from cycle
    where ${sql.unsafe(`to_position = ${OPEN_END}`)} and (body -> 'published' = 'null' or not (
      jsonb_path_query_array(body, '$.closed[*].closesAt') @> jsonb_build_array(body #> '{submission,closesAt}')
      and jsonb_path_query_array(body, '$.closed[*].closesAt')
        @> jsonb_path_query_array(body, '$.extensions[*] ? (@.units != null).closesAt')))`;
  return cycles.flatMap((one) => {
    const closed = new Set(one.closed.map(({ closesAt }) => closesAt));
    const deadlines = new Set(one.participants.map((unit) => closesAtFor(one, unit)));
    const open = [...deadlines].filter((dueAt) => !closed.has(dueAt));
    return open.map((dueAt) => ({ kind: 'SUBMISSION_WINDOW' as const, cycle: one.cycle, dueAt }));
  });
}
