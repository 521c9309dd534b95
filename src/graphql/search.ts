import { z } from 'zod';

import { CycleCode, JurisdictionCode, UnitCode } from '../domain/codes.ts';
import { text } from '../domain/event.ts';
import { IndicatorCode } from '../domain/instrument/index.ts';
import type { MarkedText } from '../view/marked-text.ts';
import { countHits, searchResponses } from '../view/search.ts';
import type { Hit, SearchAsked, SearchCursor } from '../view/search.ts';
import { reportOfStream } from '../view/streams.ts';
import type { Locale } from '../kernel/locale.ts';
import { asOfArg } from './as-of.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import { loadReport, loadResponse, present, requireGrant } from './load.ts';
import type { Moment } from './moment.ts';
import { connectionOf, decodeCursor, encodeCursor, forwardArgs, notACursor, pageSize, perPage } from './paging.ts';
import type { Page } from './paging.ts';
import { listOf, parseArgs, parseFilter } from './parse-args.ts';
import { AttachmentRef, ReportRef, ResponseRef } from './refs.ts';

type HitNode = Readonly<{ hit: Hit; at: Moment }>;
type Source = 'NARRATIVE' | 'DOCUMENT_TITLE';
type SnippetNode = MarkedText & Readonly<{ source: Source; attachment: string | null; of: HitNode }>;

const SearchSource = builder.enumType('SearchSource', {
  description:
    'Where words were found. DOCUMENT_TITLE: of a document that is attached, neither replaced nor withdrawn.',
  values: ['NARRATIVE', 'DOCUMENT_TITLE'] as const,
});

const TextMarkRef = builder.objectRef<MarkedText['marks'][number]>('TextMark').implement({
  description: 'A part of a text: from `start` up to, not including, `end`, in UTF-16 code units as JavaScript counts.',
  fields: (t) => ({ start: t.exposeInt('start'), end: t.exposeInt('end') }),
});

const SnippetRef = builder.objectRef<SnippetNode>('SearchSnippet').implement({
  description:
    'Words that were found, with some of what stands around them. Plain text: what looks like a tag is left out, and what stays is no markup.',
  fields: (t) => ({
    source: t.expose('source', { type: SearchSource }),
    document: t.field({
      type: AttachmentRef,
      nullable: true,
      description: 'Whose title it is.',
      resolve: async ({ attachment, of }, _args, context) => {
        if (attachment === null) return null;
        const response = await responseOf(of, context);
        const found = response?.state.documents.find((one) => one.attachment === attachment);
        return response && found
          ? { report: response.report, indicator: response.indicator.code, attachment: found }
          : null;
      },
    }),
    text: t.exposeString('text'),
    marks: t.field({
      type: [TextMarkRef],
      description: 'The words that were found.',
      resolve: ({ marks }) => [...marks],
    }),
  }),
});

const HitRef = builder.objectRef<HitNode>('SearchHit').implement({
  description: 'A response in which the words were found.',
  fields: (t) => ({
    report: t.field({
      type: ReportRef,
      resolve: ({ hit, at }, _args, context) => present(loadReport(context, at, reportIn(hit))),
    }),
    indicator: t.string({ description: 'The code of the indicator.', resolve: ({ hit }) => hit.indicator }),
    response: t.field({
      type: ResponseRef,
      nullable: true,
      description: 'Null where the edition in force no longer asks the indicator.',
      complexity: 5,
      resolve: (node, _args, context) => responseOf(node, context),
    }),
    matchedIn: t.field({
      type: [SearchSource],
      complexity: { field: 1, multiplier: 2 },
      resolve: (node) => [...new Set(snippetsOf(node).map(({ source }) => source))],
    }),
    snippets: t.field({
      type: [SnippetRef],
      description: 'Of the narrative and of at most ten titles.',
      complexity: { field: 1, multiplier: 4 },
      resolve: snippetsOf,
    }),
  }),
});

function snippetsOf(of: HitNode): SnippetNode[] {
  const { narrative, titles } = of.hit;
  const said = narrative ? [{ ...narrative, source: 'NARRATIVE', attachment: null, of } as const] : [];
  return [...said, ...titles.map((title) => ({ ...title, source: 'DOCUMENT_TITLE', of }) as const)];
}

function responseOf({ hit, at }: HitNode, context: GraphqlContext): ReturnType<typeof loadResponse> {
  return loadResponse(context, at, { ...reportIn(hit), indicator: hit.indicator });
}

function reportIn({ report }: Hit): Readonly<{ unit: string; cycle: string }> {
  const found = reportOfStream(`report/${report}`);
  if (!found) throw new Error(`${report} is no report`);
  return found;
}

const SearchFilterInput = builder.inputType('SearchFilter', {
  description: 'Every member narrows; lists mean "one of these", of 200 at most.',
  fields: (t) => ({
    units: t.stringList({ description: 'Codes of reporting units.' }),
    within: t.string({ description: 'The code of a place: it and everything below it.' }),
    cycles: t.stringList(),
    indicators: t.stringList(),
  }),
});

const SearchFilterSchema = z.object({
  units: listOf(UnitCode),
  within: JurisdictionCode.nullish(),
  cycles: listOf(CycleCode),
  indicators: listOf(IndicatorCode),
});

/** As long as a sentence. */
const LONGEST = 200;

const SearchArgs = z.object({ text: text(LONGEST) });

const SearchConnection = connectionOf<HitNode>('SearchHit', HitRef);

builder.queryField('search', (t) =>
  t.field({
    type: SearchConnection,
    description:
      'Responses of reports that you see in full, by words of their narratives and of the titles of their documents, the ' +
      'best first. Words are compared by their Indonesian stems; all of them must be there, "several in quotes" next to ' +
      'each other, `or` one of two, `-` none. A question that names no word finds nothing.',
    complexity: (args) => ({ ...perPage(args), field: SEARCH }),
    args: {
      text: t.arg.string({ required: true, description: `${LONGEST} characters at most.` }),
      filter: t.arg({ type: SearchFilterInput }),
      ...asOfArg,
      ...forwardArgs,
    },
    resolve: async (_root, { text: words, filter, asOf, ...page }, context) => {
      const at = await context.at(asOf);
      await requireGrant(context);
      const asked = {
        ...parseArgs(SearchArgs, { text: words }, context),
        filter: parseFilter(SearchFilterSchema, filter, context),
        viewer: await context.viewer(),
      };
      return searchPage(context, at, { asked, page });
    },
  }),
);

/** Every response that holds the words is ranked. */
const SEARCH = 1_000;

type Asked = Readonly<{
  asked: SearchAsked;
  page: Readonly<{ first?: number | null | undefined; after?: string | null | undefined }>;
}>;

async function searchPage(context: GraphqlContext, at: Moment, { asked, page }: Asked): Promise<Page<HitNode>> {
  const { reader, locale } = context;
  const size = pageSize(page.first, locale);
  const after = parseCursor(decodeCursor('search', page.after, locale), locale);
  const hits = await searchResponses(reader, at, { asked, after, limit: size + 1 });
  return {
    edges: hits.slice(0, size).map((hit) => ({
      node: { hit, at },
      cursor: encodeCursor('search', `${hit.rank} ${hit.key}`),
    })),
    hasNextPage: hits.length > size,
    hasPreviousPage: after !== null,
    total: () => countHits(reader, at, asked),
  };
}

/** A rank as PostgreSQL writes a `real` that is not negative. */
const CURSOR = /^(?<rank>\d{1,10}(?:\.\d{1,12})?(?:e[+-]\d{1,2})?) (?<key>[\x21-\x7e]{1,200})$/;

function parseCursor(cursor: string | null, locale: Locale): SearchCursor | null {
  if (cursor === null) return null;
  const { rank, key } = CURSOR.exec(cursor)?.groups ?? {};
  if (rank !== undefined && key !== undefined) return { rank, key };
  throw notACursor(locale);
}
