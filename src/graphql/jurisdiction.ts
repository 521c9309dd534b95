import { z } from 'zod';

import { JurisdictionCode, provinceOf } from '../domain/codes.ts';
import { InstrumentCode } from '../domain/instrument/index.ts';
import { countJurisdictions, listJurisdictions } from '../view/places.ts';
import { asOfArg, AsOfPointRef } from './as-of.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import { CycleResultRef, loadCycleResults } from './cycle-result.ts';
import { JurisdictionKindEnum } from './enums.ts';
import { loadJurisdiction } from './load.ts';
import type { Moment } from './moment.ts';
import { momentKey, parseMomentKey } from './node-id.ts';
import { connectionOf, decodeCursor, encodeCursor, forwardArgs, notACursor, pageSize, perPage } from './paging.ts';
import type { Page } from './paging.ts';
import { parseArgs } from './parse-args.ts';
import { JurisdictionRef, OrganizationRef } from './refs.ts';
import type { JurisdictionNode } from './refs.ts';

const ResultsArgs = z.object({ instrument: InstrumentCode });

builder.node(JurisdictionRef, {
  description:
    'A province, regency or city. The Home Ministry and Statistics Indonesia number them differently, so there are two codes.',
  id: { resolve: ({ row, at }) => momentKey(row.jurisdiction, at) },
  loadOne: async (id, context) => {
    const { at, key } = await parseMomentKey(id, context);
    return loadJurisdiction(context, at, key);
  },
  fields: (t) => ({
    code: t.string({
      description: 'Of the Home Ministry (Kemendagri): "64.71".',
      resolve: ({ row }) => row.jurisdiction,
    }),
    bpsCode: t.string({
      nullable: true,
      description: 'Of Statistics Indonesia (BPS): "6471". Looks like the other code and may mean another place.',
      resolve: ({ row }) => row.bpsCode,
    }),
    kind: t.field({ type: JurisdictionKindEnum, resolve: ({ row }) => row.kind }),
    name: t.string({ resolve: ({ row }) => row.name }),
    timeZone: t.string({ description: 'Dates of its reports are local to it.', resolve: ({ row }) => row.timeZone }),
    source: t.string({ description: 'Where its entry was taken from.', resolve: ({ row }) => row.source }),
    asOf: t.field({ type: AsOfPointRef, resolve: ({ at }) => at }),
    parent: t.field({
      type: JurisdictionRef,
      nullable: true,
      description: 'The province of a regency or city.',
      resolve: ({ row, at }, _args, context) => parentOf(context, at, row.jurisdiction),
    }),
    organizations: t.field({
      type: [OrganizationRef],
      description: 'The local agencies and others that are registered here.',
      resolve: async ({ row, at }, _args, { loaders }) =>
        (await loaders.organizationsOf.load({ at, key: row.jurisdiction })).map((one) => ({ row: one, at })),
    }),
    results: t.field({
      type: [CycleResultRef],
      args: { instrument: t.arg.string({ required: true }) },
      description: 'How it did in each cycle of an instrument that you may see: the trend over the years.',
      resolve: ({ row, at }, asked, context) => {
        const { instrument } = parseArgs(ResultsArgs, asked, context);
        return loadCycleResults(context, at, { unit: row.jurisdiction, instrument });
      },
    }),
  }),
});

async function parentOf(context: GraphqlContext, at: Moment, code: string): Promise<JurisdictionNode | null> {
  const province = provinceOf(code);
  return province === code ? null : loadJurisdiction(context, at, province);
}

const JurisdictionConnection = connectionOf('Jurisdiction', JurisdictionRef);

const JurisdictionArgs = z.object({ code: JurisdictionCode });
const JurisdictionsArgs = z.object({ within: JurisdictionCode.nullish() });

builder.queryFields((t) => ({
  jurisdiction: t.field({
    type: JurisdictionRef,
    nullable: true,
    description: 'A place by its Home Ministry code.',
    args: { code: t.arg.string({ required: true }), ...asOfArg },
    resolve: async (_root, { asOf, ...asked }, context) => {
      const { code } = parseArgs(JurisdictionArgs, asked, context);
      return loadJurisdiction(context, await context.at(asOf), code);
    },
  }),
  jurisdictions: t.field({
    type: JurisdictionConnection,
    description: 'Places in order of code.',
    complexity: perPage,
    args: {
      within: t.arg.string({ description: 'The code of a place: it and everything below it.' }),
      kind: t.arg({ type: JurisdictionKindEnum }),
      ...asOfArg,
      ...forwardArgs,
    },
    resolve: async (_root, { kind, asOf, ...asked }, context) => {
      const { within } = parseArgs(JurisdictionsArgs, asked, context);
      const filter = { within: within ?? null, kind: kind ?? null };
      return jurisdictionPage(context, await context.at(asOf), { filter, page: asked });
    },
  }),
}));

type PlacesAsked = Readonly<{
  filter: Parameters<typeof countJurisdictions>[2];
  page: Readonly<{ first?: number | null | undefined; after?: string | null | undefined }>;
}>;

async function jurisdictionPage(
  { reader, locale }: GraphqlContext,
  at: Moment,
  { filter, page }: PlacesAsked,
): Promise<Page<JurisdictionNode>> {
  const size = pageSize(page.first, locale);
  const after = decodeCursor('jurisdiction', page.after, locale);
  if (after !== null && !JurisdictionCode.safeParse(after).success) throw notACursor(locale);
  const rows = await listJurisdictions(reader, at, { filter, after, limit: size + 1 });
  return {
    edges: rows
      .slice(0, size)
      .map((row) => ({ node: { row, at }, cursor: encodeCursor('jurisdiction', row.jurisdiction) })),
    hasNextPage: rows.length > size,
    hasPreviousPage: after !== null,
    total: () => countJurisdictions(reader, at, filter),
  };
}
