import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';

import { responseTable } from '../projection/tables.ts';
import { given, oneOf } from './given.ts';
import { markedText } from './marked-text.ts';
import type { MarkedText } from './marked-text.ts';
import { MARKS } from './marked-text.ts';
import { inScopes, withinPlace } from './place-conditions.ts';
import type { At, Reader } from './reader.ts';
import { heldAt } from './rows.ts';
import { readableScopes } from './visibility.ts';
import type { Viewer } from './visibility.ts';

/** Every given member narrows; lists mean "one of these". */
export type SearchFilter = Readonly<{
  units?: readonly string[] | null | undefined;
  within?: string | null | undefined;
  cycles?: readonly string[] | null | undefined;
  indicators?: readonly string[] | null | undefined;
}>;

export type SearchAsked = Readonly<{ text: string; filter: SearchFilter; viewer: Viewer }>;

/** The place of a hit in the order: its rank, as the database writes it, then its key. */
export type SearchCursor = Readonly<{ rank: string; key: string }>;

/** Where words were found in one response; texts with marks, never markup. */
export type Hit = SearchCursor &
  Readonly<{
    /** `<unit>/<cycle>` */
    report: string;
    indicator: string;
    narrative: MarkedText | null;
    titles: readonly (MarkedText & Readonly<{ attachment: string }>)[];
  }>;

type Row = SearchCursor &
  Readonly<{
    report: string;
    indicator: string;
    narrative: string | null;
    titles: readonly Readonly<{ attachment: string; title: string }>[] | null;
  }>;

/** The best first; one more than asked for tells whether there is a next page. */
export async function searchResponses(
  { database }: Reader,
  at: At,
  { asked, after, limit }: Readonly<{ asked: SearchAsked; after: SearchCursor | null; limit: number }>,
): Promise<readonly Hit[]> {
  const { start, stop } = MARKS;
  const beyond = after
    ? sql`where rank < ${after.rank}::real or (rank = ${after.rank}::real and key > ${after.key} collate "C")`
    : sql``;
  const rows = await database.execute<Row>(sql`
    with found as materialized (
      select * from (${hits(at, asked)}) as ranked ${beyond} order by rank desc, key collate "C" limit ${limit}
    )
    select key, rank::text as rank, report, body ->> 'indicator' as indicator,
      ts_headline('indonesian', translate(body ->> 'narrative', ${start + stop}, ''), query, ${OPTIONS}) as narrative,
      (select jsonb_agg(jsonb_build_object('attachment', one -> 'attachment',
          'title', ts_headline('indonesian', translate(one ->> 'title', ${start + stop}, ''), query, ${WHOLE})))
        from jsonb_array_elements(body -> 'documents') as one where one ->> 'status' = 'ATTACHED') as titles
    from found order by found.rank desc, found.key collate "C"`);
  return rows.map(hitOf);
}

export async function countHits({ database }: Reader, at: At, asked: SearchAsked): Promise<number> {
  const [row] = await database.execute<{ found: number }>(
    sql`select count(*)::integer as found from (${hits(at, asked)}) as ranked`,
  );
  return row?.found ?? 0;
}

const OPTIONS = `StartSel=${MARKS.start}, StopSel=${MARKS.stop}, MaxFragments=2, MaxWords=24, MinWords=8, FragmentDelimiter=" … "`;
const WHOLE = `StartSel=${MARKS.start}, StopSel=${MARKS.stop}, HighlightAll=true`;

/** As many titles of one response as a screen shows. */
const MOST_TITLES = 10;

function hitOf({ key, rank, report, indicator, narrative, titles }: Row): Hit {
  const marked = narrative === null ? null : markedText(narrative);
  const found = (titles ?? []).map(({ attachment, title }) => ({ attachment, ...markedText(title) }));
  return {
    key,
    rank,
    report,
    indicator,
    narrative: marked && marked.marks.length > 0 ? marked : null,
    titles: found.filter(({ marks }) => marks.length > 0).slice(0, MOST_TITLES),
  };
}

/** A question that names no word, or only words that must be missing, would find everything: it finds nothing. */
function hits(at: At, { text, filter, viewer }: SearchAsked): SQL {
  const { key, report, body, words } = responseTable;
  return sql`
    select ${key} as key, ${report} as report, ${body} as body, query, ts_rank_cd(${words}, query) as rank
    from ${responseTable}, websearch_to_tsquery('indonesian', ${text}) as query
    where ${words} @@ query and ${words} is not null and querytree(query) not in ('', 'T')
      and ${heldAt(responseTable, at)} and ${narrowed(filter)} and ${readable(viewer)}`;
}

function narrowed({ units, within, cycles, indicators }: SearchFilter): SQL {
  const { report, body } = responseTable;
  const all = [
    given(units, (list) => oneOf(sql`substring(${report} from '^(.+)/[^/]+$')`, list)),
    given(within, (code) => sql`${withinPlace(report, code)}`),
    given(cycles, (list) => oneOf(sql`substring(${report} from '[^/]+$')`, list)),
    given(indicators, (list) => oneOf(sql`(${body} ->> 'indicator')`, list)),
  ].filter((one) => one !== undefined);
  return all.length === 0 ? sql`true` : sql.join(all, sql` and `);
}

/** Responses are only to be seen in reports that are seen in full. */
function readable(viewer: Viewer): SQL {
  const scopes = readableScopes(viewer);
  if (scopes === null) return sql`true`;
  return sql`${inScopes(responseTable.report, scopes)}`;
}
