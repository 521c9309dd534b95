import { validate } from 'graphql';
import type { GraphQLSchema, ValidationRule } from 'graphql';
import { createGraphQLError } from 'graphql-yoga';
import type { Plugin } from 'graphql-yoga';

import { repetitionIn } from '../graphql/repetition.ts';
import { inLocale } from '../kernel/locale.ts';
import type { Bilingual } from '../kernel/locale.ts';
import { currentExchange } from './exchange.ts';

/** A bulk mutation of 200 items with ten checks each, all written into its text, has some 17,000. */
const MOST_TOKENS = 20_000;

/** The parser and the rules of validation call themselves once per level; the schema is not half as deep. */
const DEEPEST = 64;

/**
 * Aliases and directives repeat what is dear; so few of each hold back overloading, and no published operation has half
 * as many.
 */
const MOST_ALIASES = 15;
const MOST_DIRECTIVES = 8;

const TOO_DEEP = { id: 'Kueri terlalu dalam bersarang.', en: 'The query is nested too deeply.' };

const TOO_MANY_ALIASES = {
  id: `Satu dokumen memuat paling banyak ${MOST_ALIASES} alias.`,
  en: `A document holds at most ${MOST_ALIASES} aliases.`,
};

const TOO_MANY_DIRECTIVES = {
  id: `Satu dokumen memuat paling banyak ${MOST_DIRECTIVES} direktif.`,
  en: `A document holds at most ${MOST_DIRECTIVES} directives.`,
};

/** Whoever fragments so much means the rules of validation, which compare each with every other one. */
const MOST_FRAGMENTS = 100;

/** No name of the schema is a fourth as long; refusals repeat the names they are about. */
const LONGEST_NAME = 200;
// From its beginning: from every letter of it, a name would be read as often as it is long.
const TOO_LONG = new RegExp(`\\b\\w{${LONGEST_NAME + 1}}`);

/** Enough to mend a query by, few enough to cost nothing. */
const MOST_PROBLEMS = 10;

const NAME_TOO_LONG = {
  id: `Sebuah nama dalam kueri memuat paling banyak ${LONGEST_NAME} karakter.`,
  en: `A name in a query has at most ${LONGEST_NAME} characters.`,
};

const TOO_MANY_FRAGMENTS = {
  id: `Satu dokumen memuat paling banyak ${MOST_FRAGMENTS} fragmen.`,
  en: `A document holds at most ${MOST_FRAGMENTS} fragments.`,
};

/**
 * Strings and comments, whose brackets nest nothing. What is not closed reaches to the end: so every quotation mark that
 * begins one is the beginning of a match, and none of the text is read twice (else a mebibyte would take minutes).
 */
const UNNESTED = /"""(?:\\"""|[^])*?(?:"""|$)|"(?:\\.|[^"\\\n])*"?|#[^\n]*/g;

type Document = Parameters<typeof repetitionIn>[0];

/** Turns down what would exhaust the server before its cost can be told. */
export function useGuard(): Plugin {
  return {
    onParams: ({ params: { query } }) => {
      if (typeof query !== 'string') return;
      const plain = query.replace(UNNESTED, ' ');
      if (depthOf(plain) > DEEPEST) throw refused('QUERY_TOO_DEEP', TOO_DEEP);
      if (TOO_LONG.test(plain)) throw refused('BAD_USER_INPUT', NAME_TOO_LONG);
    },
    onParse: ({ parseFn, setParseFn }) => {
      setParseFn((source, options): unknown => {
        // The parser of graphql, or one that stands in for it.
        const document = parseFn(source, { ...options, maxTokens: MOST_TOKENS }) as Document;
        refuseRepetition(document);
        return document;
      });
    },
    // Suggestions measure every name of the schema against each name that is not one of it.
    onValidate: ({ setValidationFn }) => {
      const bounds = { maxErrors: MOST_PROBLEMS, hideSuggestions: true };
      setValidationFn((schema: GraphQLSchema, document: Document, rules: readonly ValidationRule[]) =>
        validate(schema, document, rules, bounds),
      );
    },
    onExecute: ({ executeFn, setExecuteFn }) => {
      setExecuteFn((args: Parameters<typeof executeFn>[0]) => {
        const quiet = { ...args, hideSuggestions: true };
        return executeFn(quiet) as unknown;
      });
    },
  };
}

function depthOf(query: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [bracket] of query.matchAll(/[[\](){}]/g)) {
    depth += '[({'.includes(bracket) ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function refuseRepetition(document: Document): void {
  const { aliases, directives, fragments } = repetitionIn(document);
  if (aliases > MOST_ALIASES) throw refused('BAD_USER_INPUT', TOO_MANY_ALIASES);
  if (fragments > MOST_FRAGMENTS) throw refused('BAD_USER_INPUT', TOO_MANY_FRAGMENTS);
  if (directives > MOST_DIRECTIVES) throw refused('BAD_USER_INPUT', TOO_MANY_DIRECTIVES);
}

function refused(code: string, sentence: Bilingual): Error {
  const locale = currentExchange.getStore()?.locale ?? 'EN';
  return createGraphQLError(inLocale(sentence, locale), { extensions: { code, http: { status: 400 } } });
}
