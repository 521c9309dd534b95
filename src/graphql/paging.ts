import type { ObjectRef, SchemaTypes } from '@pothos/core';
import type { GraphQLError } from 'graphql';

import type { Locale } from '../kernel/locale.ts';
import { builder } from './builder.ts';
import { badInput } from './errors.ts';
import { decodeBase64 } from './node-id.ts';

/** One page of a connection. `total` is only called when somebody asks for it. */
export type Page<Node> = Readonly<{
  edges: readonly Edge<Node>[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  total: () => number | Promise<number>;
}>;

type Edge<Node> = Readonly<{ cursor: string; node: Node }>;
type Sized = Readonly<{ first?: number | null | undefined; last?: number | null | undefined }>;
type Forward = Readonly<{ first?: number | null | undefined; after?: string | null | undefined }>;

const DEFAULT_PAGE = 20;
const LARGEST_PAGE = 100;

export const forwardArgs = builder.args((t) => ({
  first: t.int({ description: `How many, at most ${LARGEST_PAGE}; default ${DEFAULT_PAGE}.` }),
  after: t.string({ description: 'Continues after this cursor.' }),
}));

export const bothWaysArgs = builder.args((t) => ({
  first: t.int({ description: `How many from the front, at most ${LARGEST_PAGE}; default ${DEFAULT_PAGE}.` }),
  after: t.string({ description: 'Continues after this cursor.' }),
  last: t.int({ description: `How many from the end, at most ${LARGEST_PAGE}.` }),
  before: t.string({ description: 'Continues backwards from this cursor.' }),
}));

/** What a page costs: each node it may hold. */
export function perPage({ first, last }: Sized): { field: number; multiplier: number } {
  return { field: 1, multiplier: Math.max(0, last ?? first ?? DEFAULT_PAGE) };
}

/** Searching the ledger, page or no page, costs as much as a hundred fields that are at hand. */
const SEARCH = 100;

/** What a page of entries costs that has to be searched for. */
export function perSearch(args: Sized): { field: number; multiplier: number } {
  return { ...perPage(args), field: SEARCH };
}

export function pageSize(size: number | null | undefined, locale: Locale): number {
  const wanted = size ?? DEFAULT_PAGE;
  if (wanted >= 0 && wanted <= LARGEST_PAGE) return wanted;
  const sentence = {
    id: `Satu halaman memuat 0 sampai ${LARGEST_PAGE} butir.`,
    en: `A page holds 0 to ${LARGEST_PAGE} items.`,
  };
  throw badInput(sentence, locale);
}

/** Cursors are opaque; `kind` keeps the cursor of one connection out of another. */
export function encodeCursor(kind: string, key: string): string {
  return btoa(`${kind}:${key}`);
}

export function decodeCursor(kind: string, cursor: string | null | undefined, locale: Locale): string | null {
  if (cursor === null || cursor === undefined) return null;
  const text = decodeBase64(cursor);
  if (text.startsWith(`${kind}:`)) return text.slice(kind.length + 1);
  throw badInput({ id: 'Kursor itu bukan dari daftar ini.', en: 'That cursor is not of this list.' }, locale);
}

export function notACursor(locale: Locale): GraphQLError {
  return badInput({ id: 'Kursor itu tidak sah.', en: 'That is not a cursor.' }, locale);
}

/** A page of a list that is at hand as a whole; `kind` names it in its cursors, which are places in the list. */
export function pageOfList<Node>(
  nodes: readonly Node[],
  args: Forward,
  { kind, locale }: Readonly<{ kind: string; locale: Locale }>,
): Page<Node> {
  const size = pageSize(args.first, locale);
  const after = decodeCursor(kind, args.after, locale);
  if (after !== null && !/^\d{1,9}$/.test(after)) throw notACursor(locale);
  const start = after === null ? 0 : Number(after) + 1;
  const edges = nodes
    .slice(start, start + size)
    .map((node, index) => ({ node, cursor: encodeCursor(kind, String(start + index)) }));
  return {
    edges,
    hasNextPage: start + size < nodes.length,
    hasPreviousPage: start > 0,
    total: () => nodes.length,
  };
}

type Ref<Node> = ObjectRef<
  typeof builder extends PothosSchemaTypes.SchemaBuilder<infer Types> ? Types : SchemaTypes,
  Node
>;

/**
 * The connection type of a node type: edges, nodes, `pageInfo`, and `totalCount` as a field of its own. `More`: what its
 * pages know besides, for fields that are added to it.
 */
export function connectionOf<Node, More = unknown>(name: string, node: Ref<Node>): Ref<Page<Node> & More> {
  const edge = builder.objectRef<Edge<Node>>(`${name}Edge`);
  edge.implement({
    description: `A ${name} with its place in the list.`,
    fields: (t) => ({
      cursor: t.exposeString('cursor'),
      node: t.field({ type: node, resolve: (one) => one.node as never }),
    }),
  });
  return builder.objectRef<Page<Node> & More>(`${name}Connection`).implement({
    description: `A page of a list of ${name}.`,
    fields: (t) => ({
      edges: t.field({ type: [edge], complexity: { field: 0, multiplier: 1 }, resolve: ({ edges }) => edges as never }),
      nodes: t.field({
        type: [node],
        complexity: { field: 0, multiplier: 1 },
        resolve: ({ edges }) => edges.map((one) => one.node) as never,
      }),
      pageInfo: t.field({
        type: builder.pageInfoRef(),
        complexity: 0,
        resolve: ({ edges, hasNextPage, hasPreviousPage }) => ({
          hasNextPage,
          hasPreviousPage,
          startCursor: edges[0]?.cursor ?? null,
          endCursor: edges.at(-1)?.cursor ?? null,
        }),
      }),
      totalCount: t.int({
        description: 'How many there are in all; counted only when it is asked for.',
        resolve: ({ total }) => total(),
      }),
    }),
  });
}
