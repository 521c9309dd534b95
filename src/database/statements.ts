import type { Sql } from 'postgres';

/** Called when a statement is sent, in the context of who sends it; what it answers is called when that has ended. */
export type StatementObserver = () => () => void;

type Work = (transaction: Sql) => Promise<unknown>;

/**
 * A client for Drizzle with somebody watching its statements, also those of its transactions. Drizzle awaits what `unsafe`
 * answers, or the `values` of it, and uses nothing more.
 */
export function watchStatements(client: Sql, observe: StatementObserver | undefined): Sql {
  if (!observe) return client;
  const members: Readonly<Record<PropertyKey, unknown>> = {
    unsafe: watched(client, observe),
    // A transaction of the driver can do whatever Drizzle asks of a client.
    begin: (work: Work) => client.begin((inside) => work(watchStatements(inside as unknown as Sql, observe))),
  };
  return new Proxy(client, {
    get: (target, name): unknown => (Object.hasOwn(members, name) ? members[name] : Reflect.get(target, name)),
  });
}

function watched(client: Sql, observe: StatementObserver): (...parameters: Parameters<Sql['unsafe']>) => object {
  const timed = (sent: PromiseLike<unknown>): Promise<unknown> => {
    const ended = observe();
    const answer = Promise.resolve(sent);
    answer.then(ended, ended);
    return answer;
  };
  return (...parameters) => {
    const statement = client.unsafe(...parameters);
    return {
      values: () => timed(statement.values()),
      then: (...handlers: Parameters<Promise<unknown>['then']>) => timed(statement).then(...handlers),
    };
  };
}
