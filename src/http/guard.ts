import { createGraphQLError } from 'graphql-yoga';
import type { Plugin } from 'graphql-yoga';

import { inLocale } from '../kernel/locale.ts';
import { currentExchange } from './exchange.ts';

/** A bulk mutation of 200 items with ten checks each, all written into its text, has some 17,000. */
const MOST_TOKENS = 20_000;

/** The parser and the rules of validation call themselves once per level; the schema is not half as deep. */
const DEEPEST = 64;

const TOO_DEEP = { id: 'Kueri terlalu dalam bersarang.', en: 'The query is nested too deeply.' };

/** Strings and comments, whose brackets nest nothing. */
const UNNESTED = /"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|#[^\n]*/g;

/** Turns down what would exhaust the server before its cost can be told. */
export function useGuard(): Plugin {
  return {
    onParams: ({ params: { query } }) => {
      if (typeof query === 'string' && depthOf(query) > DEEPEST) throw tooDeep();
    },
    onParse: ({ parseFn, setParseFn }) => {
      setParseFn((source, options): unknown => parseFn(source, { ...options, maxTokens: MOST_TOKENS }));
    },
  };
}

function depthOf(query: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [bracket] of query.replace(UNNESTED, ' ').matchAll(/[[\](){}]/g)) {
    depth += '[({'.includes(bracket) ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function tooDeep(): Error {
  const locale = currentExchange.getStore()?.locale ?? 'EN';
  return createGraphQLError(inLocale(TOO_DEEP, locale), {
    extensions: { code: 'QUERY_TOO_DEEP', http: { status: 400 } },
  });
}
