import { and, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';

import type { Instant } from '../kernel/instant.ts';
import { reportTable } from '../projection/tables.ts';
import { given, oneOf } from './given.ts';
import type { At } from './reader.ts';

/** How far reports have come and how they did: what a dashboard narrows by. */
export type ProgressFilter = Readonly<{
  /** Of the final total. */
  predicates?: readonly string[] | null | undefined;
  totalFrom?: string | null | undefined;
  totalTo?: string | null | undefined;
  /** Of the first submission; who has not submitted is neither late nor in time. */
  late?: boolean | null | undefined;
  submittedFrom?: Instant | null | undefined;
  submittedTo?: Instant | null | undefined;
  /** Has a correction round that is open at the moment. */
  inCorrection?: boolean | null | undefined;
}>;

const { body, finalTotal } = reportTable;

const submittedAt = sql`(${body} #>> '{submissions,0,at}') collate "C"`;

export function progressed(filter: ProgressFilter, at: At): SQL | undefined {
  const { predicates, totalFrom, totalTo, late, submittedFrom, submittedTo, inCorrection } = filter;
  return and(
    given(predicates, (codes) => oneOf(sql`${body} #>> '{final,predicate}'`, codes)),
    given(totalFrom, (total) => sql`${finalTotal}::numeric >= ${total}::numeric`),
    given(totalTo, (total) => sql`${finalTotal}::numeric <= ${total}::numeric`),
    given(late, (is) => sql`${body} #>> '{submissions,0,late}' = ${String(is)}`),
    given(submittedFrom, (time) => sql`${submittedAt} >= ${time}`),
    given(submittedTo, (time) => sql`${submittedAt} <= ${time}`),
    given(inCorrection, (is) => sql`${openRound(at)} = ${is}`),
  );
}

/** MUST agree with `openRound` of the domain. */
function openRound({ time }: At): SQL {
  const last = (member: string): SQL => sql`${body} #>> ${`{rounds,-1,${member}}`}::text[]`;
  return sql`coalesce(${last('resubmittedAt')} is null and ${last('closedAt')} is null
    and (${last('dueAt')}) collate "C" > ${time}, false)`;
}
