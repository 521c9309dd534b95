import { execute, parse, validate } from 'graphql';
import { drizzle } from 'drizzle-orm/postgres-js';
import { afterAll, beforeAll } from 'vitest';

import { connect } from '../../src/database/connect.ts';
import { createContext } from '../../src/graphql/context.ts';
import { schema } from '../../src/graphql/schema.ts';
import type { Locale } from '../../src/kernel/locale.ts';
import { NO_CHECKPOINTS } from '../../src/ledger/checkpoints.ts';
import { readContent } from '../../src/ledger/content.ts';
import { jejakCatalogue } from '../../src/usecase/catalogue.ts';
import type { Handle } from '../../src/usecase/handle.ts';
import { createPapers } from '../../src/usecase/papers.ts';
import type { At, Reader } from '../../src/view/reader.ts';
import { noSubscriptions } from './no-subscriptions.ts';
import { testVault } from './vault.ts';

/** An answer as a client gets it, and how many SQL statements it took. */
export type Answered = Readonly<{
  data: unknown;
  errors: readonly Readonly<{ message: string; code: unknown; path: unknown; issues: unknown }>[];
  statements: number;
}>;

export type Asked = Readonly<{
  person?: string;
  locale?: Locale;
  variables?: Readonly<Record<string, unknown>>;
  /** The moment it is asked at; without it, now. */
  now?: At;
}>;

export type Ask = (query: string, asked?: Asked) => Promise<Answered>;

/** A part of an answer: `report.score.total`, `events.nodes.0`. */
export function pick(data: unknown, path: string): unknown {
  return path.split('.').reduce((part, name) => (isRecord(part) ? part[name] : undefined), data);
}

export function pickText(data: unknown, path: string): string {
  return String(pick(data, path));
}

/** One part of each item of a list. */
export function pickEach(data: unknown, list: string, path: string): readonly unknown[] {
  const items = pick(data, list);
  return Array.isArray(items) ? items.map((item) => pick(item, path)) : [];
}

function isRecord(part: unknown): part is Readonly<Record<string, unknown>> {
  return typeof part === 'object' && part !== null;
}

/** Executes operations in this process on readers whose statements are counted. */
export function useGraphql(url: () => string): Ask {
  let statements = 0;
  let client: ReturnType<typeof connect>;
  let reader: Reader;

  beforeAll(() => {
    client = connect(url(), { max: 4 });
    const database = drizzle(client, { logger: { logQuery: () => (statements += 1) } });
    reader = {
      database,
      catalogue: jejakCatalogue,
      papers: createPapers((digest) => readContent(database, digest)),
      checkpoints: NO_CHECKPOINTS,
      vault: testVault,
    };
  });
  afterAll(() => client.end());

  return async (query, { person, locale = 'EN', variables = {}, now } = {}) => {
    const document = parse(query);
    const invalid = validate(schema, document);
    if (invalid.length > 0) throw new Error(invalid.map(({ message }) => message).join('\n'));
    const before = statements;
    const live = noSubscriptions(reader);
    const contextValue = createContext(
      {
        reader,
        handle: readOnly,
        person: person ?? null,
        locale,
        requestId: 'test',
        live,
      },
      now,
    );
    const { data, errors = [] } = await execute({ schema, document, contextValue, variableValues: variables });
    return {
      data: structuredClone(data),
      errors: errors.map(({ message, extensions, path }) => ({
        message,
        path,
        code: extensions['code'],
        issues: extensions['issues'],
      })),
      statements: statements - before,
    };
  };
}

const readOnly: Handle = () => Promise.reject(new Error('this client only reads'));
