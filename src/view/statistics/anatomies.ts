import { sql } from 'drizzle-orm';

import type { ResponseState, ScoreBasis } from '../../domain/report/index.ts';
import { ledgerEntry, ledgerHead } from '../../ledger/tables.ts';
import { responseTable } from '../../projection/tables.ts';
import { memoized } from '../memoized.ts';
import type { Reader } from '../reader.ts';
import { createKept } from './kept.ts';
import type { Kept } from './kept.ts';
import { anatomyOf } from './parts.ts';
import type { Anatomy } from './parts.ts';
import type { Unscored } from './standings.ts';

/** A report up to an entry. */
type Named = Pick<Unscored, 'key' | 'upTo' | 'cycle'>;

/** Reports read in one statement: six for the nation. */
const BATCH = 100;

/** Reports scored at a stretch, some 30 ms: then others are answered. */
const STRETCH = 10;

/** Anatomies that are kept, at some 40 KiB each: two cycles of the nation. */
const KEPT = 1_100;

const keptOf = memoized<Kept<Anatomy>>();

/** Reports taken apart, by key: one statement to name them, and one per batch of those that are not known yet. */
export async function anatomies(
  reader: Reader,
  reports: readonly Named[],
  basis: ScoreBasis,
): Promise<ReadonlyMap<string, Anatomy>> {
  const kept = keptOf(reader.database, '', () => createKept(KEPT));
  const names = await namesOf(reader, reports, basis);
  const found = new Map<string, Anatomy>();
  const unknown: Named[] = [];
  for (const report of reports) {
    const anatomy = kept.get(names.get(report.key) ?? '');
    if (anatomy) found.set(report.key, anatomy);
    else unknown.push(report);
  }
  for (let start = 0; start < unknown.length; start += BATCH) {
    const batch = unknown.slice(start, start + BATCH);
    const responses = await responsesUpTo(reader, batch);
    for (const [index, report] of batch.entries()) {
      if (index % STRETCH === 0) await othersFirst();
      const paper = await reader.papers.paper(report.cycle.instrumentDigest, report.cycle.period);
      const anatomy = anatomyOf(paper, responses.get(report.key) ?? [], basis);
      found.set(report.key, anatomy);
      const name = names.get(report.key);
      if (name !== undefined) kept.set(name, anatomy);
    }
  }
  return found;
}

/** Lets waiting requests be answered before the next stretch. */
function othersFirst(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

/**
 * What a report is at a moment follows from its stream up to then, and the leaf hash of the last entry there names that
 * stream as a whole, since every entry names the one before. So two moments share an anatomy exactly where nothing
 * happened to the report between them, and a ledger that was set back and went on otherwise shares none. Beside it: the
 * paper, the basis, and the number of rebuilds, which may have mended rows.
 */
async function namesOf(
  { database }: Reader,
  reports: readonly Named[],
  basis: ScoreBasis,
): Promise<ReadonlyMap<string, string>> {
  if (reports.length === 0) return new Map();
  const rows = await database.execute<{ key: string; leaf: string; rebuilds: number }>(sql`
    select asked.key, last.leaf_hash as leaf, (select projections from ${ledgerHead}) as rebuilds
    from ${askedFor(reports)} cross join lateral (
      select leaf_hash from ${ledgerEntry}
      where stream = 'report/' || asked.key and position <= asked.up_to
      order by stream_position desc limit 1) as last`);
  const papers = new Map(reports.map(({ key, cycle }) => [key, `${cycle.instrumentDigest} ${cycle.period}`]));
  return new Map(rows.map(({ key, leaf, rebuilds }) => [key, [leaf, papers.get(key), basis, rebuilds].join(' ')]));
}

/** The responses of each report as they were at its own moment, without what no score and no count asks for. */
async function responsesUpTo(
  { database }: Reader,
  reports: readonly Named[],
): Promise<ReadonlyMap<string, readonly ResponseState[]>> {
  const rows = await database.execute<{ key: string; responses: readonly ResponseState[] | null }>(sql`
    select asked.key, found.responses
    from ${askedFor(reports)} cross join lateral (
      select jsonb_agg((body - '{narrative,report,clarifications}'::text[])
        || jsonb_build_object('documents', (
          select coalesce(jsonb_agg(one - '{title,digest,mediaType,bytes,issuedOn,organization,reason}'::text[]), '[]')
          from jsonb_array_elements(body -> 'documents') as one where one ->> 'status' = 'ATTACHED'))) as responses
      from ${responseTable}
      where report = asked.key and from_position <= asked.up_to and to_position > asked.up_to) as found`);
  // Written by the response projection; what was left out is not read by any score or count.
  return new Map(rows.map(({ key, responses }) => [key, responses ?? []]));
}

/** The reports as a table of their keys and moments. */
function askedFor(reports: readonly Named[]) {
  const list = JSON.stringify(reports.map(({ key, upTo }) => ({ key, up_to: upTo })));
  return sql`jsonb_to_recordset(${list}::jsonb) as asked (key text, up_to bigint)`;
}
