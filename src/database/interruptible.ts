import type { Sql } from 'postgres';

import { createCancellable } from './cancellation.ts';
import type { Running } from './cancellation.ts';
import { createGate } from './gate.ts';

/** What the statement that is sent now belongs to: aborted when nobody waits for its rows any more. */
export type CurrentSignal = () => AbortSignal | null;

export type InterruptibleParts = Readonly<{
  /** How many connections the client has. */
  max: number;
  signal: CurrentSignal;
  /** Tells the server to break off what the backend is doing. */
  cancel: (pid: number) => Promise<unknown>;
}>;

type Query = ReturnType<Sql['unsafe']>;
type Shape = (query: Query) => PromiseLike<unknown>;
type Send = (make: () => Query, shape: Shape) => Promise<unknown>;
type Transaction = (client: Sql) => Promise<unknown>;

/**
 * A client that reads, for Drizzle alone: its statements end with the operation they belong to. They wait for a connection
 * here and not in the driver, whose own `cancel` loses a connection that is still being made, and answers others with the
 * rows of a statement that waits behind another.
 */
export function interruptible(client: Sql, { max, signal, cancel }: InterruptibleParts): Sql {
  const gate = createGate(max);
  const cancellable = createCancellable(cancel);
  const send: Send = (make, shape) => {
    const asked = signal();
    return gate(asked, () => cancellable(asked, () => started(make(), shape)));
  };
  const begin = (work: Transaction): Promise<unknown> => {
    const asked = signal();
    return gate(asked, () => cancellable(asked, () => transaction(client, work)));
  };
  return replacing(client, { unsafe: unsafeBy(client, send), begin });
}

function started(query: Query, shape: Shape): Readonly<{ result: Promise<unknown>; running: Running }> {
  return { result: Promise.resolve(shape(query)), running: { pid: () => pidOf(query) } };
}

/** A transaction is broken off with the statement it is at, and tried again as a whole. */
function transaction(client: Sql, work: Transaction): ReturnType<typeof started> {
  let current: Query | null = null;
  const result = client.begin((inside) => {
    const send: Send = async (make, shape) => {
      current = make();
      return shape(current);
    };
    // The driver's client within a transaction is the same function without what opens and closes connections.
    const sql = inside as unknown as Sql;
    return work(replacing(sql, { unsafe: unsafeBy(sql, send) }));
  });
  return { result, running: { pid: () => current && pidOf(current) } };
}

/** Drizzle awaits what `unsafe` answers, or the `values` of it, and uses nothing more. Like the driver's own it is sent then. */
function unsafeBy(client: Sql, send: Send): (...args: Parameters<Sql['unsafe']>) => object {
  return (...args) => {
    const make = (): Query => client.unsafe(...args);
    return {
      values: () => send(make, (query) => query.values()),
      then: (...handlers: Parameters<Promise<unknown>['then']>) => send(make, (query) => query).then(...handlers),
    };
  };
}

function replacing(client: Sql, members: Readonly<Record<PropertyKey, unknown>>): Sql {
  return new Proxy(client, {
    get: (target, name): unknown => (Object.hasOwn(members, name) ? members[name] : Reflect.get(target, name)),
  });
}

/** The backend that a statement runs on now. */
function pidOf(query: Query): number | null {
  // postgres.js keeps the connection's backend with the statement it was sent on, and tells so in no type.
  const { active, state } = query as unknown as { active: boolean; state: { pid: number | null } | null };
  return active ? (state?.pid ?? null) : null;
}
