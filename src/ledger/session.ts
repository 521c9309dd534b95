import { setTimeout as pause } from 'node:timers/promises';

import { drizzle } from 'drizzle-orm/postgres-js';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

import { arrayTypes } from './array-types.ts';

/** Statements on one connection. JSON goes in as text; times and arrays come out as text, JSON comes out read. */
export type Statements = postgres.ISql;

/** What projections and decisions may do inside the transaction of a batch; it refuses to work once that is over. */
export type Transaction = Readonly<{
  sql: Statements;
  /** Drizzle on the same connection. It asks twice per statement; `sql` asks once. */
  db: PostgresJsDatabase;
  /** Starts a statement whose answer nobody needs: it travels together with COMMIT instead of being waited for. */
  send: (statement: postgres.PendingQuery<postgres.Row[]>) => void;
}>;

/** The one connection of a writer. When it is lost it stays lost: a new session is opened instead. */
export type Session = Readonly<{
  sql: Statements;
  begin: () => OpenTransaction;
  /** Fails as soon as the connection is lost, also where the driver would leave a statement waiting for ever. */
  whileConnected: <Value>(work: Promise<Value>) => Promise<Value>;
  isLost: () => boolean;
  discard: () => void;
  close: () => Promise<void>;
}>;

export type OpenTransaction = Transaction & Readonly<{ sent: () => readonly Promise<unknown>[]; end: () => void }>;

export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

/** Milliseconds. Shorter than people wait, longer than any batch takes. */
const TIMEOUTS = { lock_timeout: 10_000, statement_timeout: 30_000, idle_in_transaction_session_timeout: 15_000 };

/**
 * Every statement of a writer finds rows by key. Planned once and for all, and never as a scan, which is what a table
 * that was empty at the time would be planned with until it is analysed. Before PostgreSQL 18 a scan that cannot be
 * avoided (the head has one row) then looks so dear that it would be compiled first: hence `jit`.
 */
const PLANS = {
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  jit: 'off',
};

const CONNECT_TIMEOUT_SECONDS = 5;

/**
 * The connection is reserved and watched, because the driver would otherwise send statements that were meant for a
 * transaction on a fresh connection after a loss, where they would stand alone.
 */
export async function openSession(url: string, name = 'jejak writer'): Promise<Session> {
  const watch = watchConnection();
  const client = postgres(url, {
    max: 1,
    max_lifetime: null,
    fetch_types: false,
    types: arrayTypes,
    connect_timeout: CONNECT_TIMEOUT_SECONDS,
    onnotice: () => undefined,
    onclose: watch.lose,
    connection: {
      application_name: name,
      synchronous_commit: 'on',
      ...TIMEOUTS,
      ...PLANS,
    },
  });
  // Done here so that values are read in one way from the first statement on, whoever uses `db`, and when.
  drizzle(client);
  const discard = (): void => {
    watch.lose();
    void client.end({ timeout: 0 });
  };
  const reserved = await reserve(client);
  const sql = guarded(client, reserved, () => !watch.isLost());
  const close = async (): Promise<void> => {
    if (watch.isLost()) return;
    reserved.release();
    await client.end({ timeout: 5 });
  };
  const begin = (): OpenTransaction => transactionOn(client, reserved, watch.isLost);
  return { sql, begin, whileConnected: watch.whileConnected, isLost: watch.isLost, discard, close };
}

/**
 * The statement before is what connects: a reservation that has to connect itself never ends where the driver does not
 * ask for types. The driver tries again for as long as the server closes the door on it; the timer does not.
 */
async function reserve(client: postgres.Sql): Promise<postgres.ReservedSql> {
  const patience = new AbortController();
  const reserving = client`select 1`.then(() => client.reserve());
  const late = pause(CONNECT_TIMEOUT_SECONDS * 1000, undefined, { signal: patience.signal }).then(() => {
    throw new ConnectionLost('the database did not answer in time');
  });
  try {
    return await Promise.race([reserving, late]);
  } catch (error) {
    reserving.catch(() => undefined);
    await client.end({ timeout: 0 });
    throw error;
  } finally {
    late.catch(() => undefined);
    patience.abort();
  }
}

function transactionOn(client: postgres.Sql, reserved: postgres.ReservedSql, isLost: () => boolean): OpenTransaction {
  const sent: Promise<unknown>[] = [];
  let open = true;
  let db: PostgresJsDatabase | undefined;
  const sql = guarded(client, reserved, () => open && !isLost());
  return {
    sql,
    get db() {
      return (db ??= drizzle(sql));
    },
    send: (statement) => {
      statement.execute().catch(() => undefined);
      sent.push(statement);
    },
    sent: () => sent,
    end: () => {
      open = false;
    },
  };
}

/** Drizzle looks for the client's `options`, which a reserved connection does not have. */
function guarded(client: postgres.Sql, reserved: postgres.ReservedSql, isUsable: () => boolean): postgres.Sql {
  const ensureUsable = (): void => {
    if (!isUsable()) throw new ConnectionLost('the transaction is over or its connection was lost');
  };
  return new Proxy(reserved, {
    apply: (target, self, parameters): unknown => {
      ensureUsable();
      return Reflect.apply(target, self, parameters);
    },
    get: (target, name): unknown => {
      if (name === 'options') return client.options;
      if (name === 'unsafe') ensureUsable();
      return Reflect.get(target, name);
    },
  });
}

type Watch = Readonly<{
  lose: () => void;
  isLost: () => boolean;
  whileConnected: <Value>(work: Promise<Value>) => Promise<Value>;
}>;

/** Waiters leave when they are done; racing a promise that lives as long as the connection would keep them all. */
function watchConnection(): Watch {
  const waiting = new Set<(error: ConnectionLost) => void>();
  let lost = false;
  const lose = (): void => {
    lost = true;
    for (const reject of waiting) reject(new ConnectionLost('the connection to the database was lost'));
    waiting.clear();
  };
  const whileConnected = <Value>(work: Promise<Value>): Promise<Value> =>
    new Promise((resolve, reject) => {
      if (lost) {
        reject(new ConnectionLost('the connection to the database was lost'));
        return;
      }
      waiting.add(reject);
      work.then(resolve, reject).finally(() => waiting.delete(reject));
    });
  return { lose, isLost: () => lost, whileConnected };
}
