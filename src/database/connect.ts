import { drizzle } from 'drizzle-orm/postgres-js';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

import { interruptible } from './interruptible.ts';
import type { CurrentSignal } from './interruptible.ts';
import { watchStatements } from './statements.ts';
import type { StatementObserver } from './statements.ts';

export type ConnectOptions = Readonly<{ max?: number; name?: string; statementTimeout?: number }>;

/** For clients that only read: what the statement that is sent now belongs to, with which it MUST end. */
export type ReaderOptions = ConnectOptions & Readonly<{ signal: CurrentSignal; statement?: StatementObserver }>;

/** Drizzle with the client it was given for itself alone. */
export type Database = Readonly<{ db: PostgresJsDatabase; close: () => Promise<void> }>;

/** No statement of ours is this slow; one that is has gone wrong. */
const STATEMENT_TIMEOUT = 30_000;
/** Longer than any batch holds the head of the ledger, shorter than a person waits. */
const LOCK_TIMEOUT = 10_000;
/** A transaction that idles holds locks for nobody. */
const IDLE_TIMEOUT = 15_000;
const CONNECT_TIMEOUT_SECONDS = 10;
const CONNECTIONS = 10;

/** A client for plain statements, LISTEN and COPY. MUST NOT be handed to Drizzle: it would change how values are read. */
export function connect(url: string, options: ConnectOptions = {}): postgres.Sql {
  const timeout = options.statementTimeout ?? STATEMENT_TIMEOUT;
  return postgres(url, {
    max: options.max ?? CONNECTIONS,
    connect_timeout: CONNECT_TIMEOUT_SECONDS,
    max_lifetime: null,
    onnotice: () => undefined,
    connection: {
      application_name: options.name ?? 'jejak',
      statement_timeout: timeout,
      lock_timeout: timeout === 0 ? 0 : LOCK_TIMEOUT,
      idle_in_transaction_session_timeout: IDLE_TIMEOUT,
      // Compiling a statement takes longer than any of ours runs.
      jit: 'off',
      TimeZone: 'UTC',
    },
  });
}

/** Drizzle changes the client it is given (https://github.com/drizzle-team/drizzle-orm/issues/724), so it gets its own. */
export function connectDrizzle(url: string, options: ConnectOptions = {}): Database {
  const client = connect(url, options);
  return { db: drizzle(client), close: () => client.end({ timeout: 5 }) };
}

/** The same for questions: a statement that nobody waits for any more is cancelled in PostgreSQL. */
export function connectReader(url: string, { signal, statement, ...options }: ReaderOptions): Database {
  const client = connect(url, options);
  const { max = CONNECTIONS, name = 'jejak' } = options;
  const control = connect(url, { max: 1, name: `${name} control` });
  // Behind a proxy that makes numbers up, a number may be anybody's: only our own readers are told.
  const cancel = (pid: number): Promise<unknown> => control`
    select pg_cancel_backend(pid) from pg_stat_activity where pid = ${pid} and application_name = ${name}`;
  const close = async (): Promise<void> => {
    await Promise.all([client, control].map((one) => one.end({ timeout: 5 })));
  };
  return { db: drizzle(watchStatements(interruptible(client, { max, signal, cancel }), statement)), close };
}
