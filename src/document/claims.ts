import type postgres from 'postgres';

/** A session of the database that is opened again when it is lost. */
export type Line = Readonly<{
  session: (patience: number) => Promise<Session>;
  close: () => Promise<void>;
}>;

type Session = Readonly<{
  sql: postgres.ISql;
  whileConnected: <Value>(work: Promise<Value>) => Promise<Value>;
  isLost: () => boolean;
}>;

/** `lost`: aborted when nothing keeps others away any longer. */
export type Claim = Readonly<{ lost: AbortSignal; leave: () => Promise<void> }>;

export type Claims = Readonly<{
  /** One request at a time over all instances; null while another holds the name. */
  claim: (name: string) => Promise<Claim | null>;
  close: () => Promise<void>;
}>;

/** Any number, as long as every instance of this product takes the same: "uplo" as ASCII. */
const UPLOAD_LOCKS = 0x75706c6f;

/** Whoever uploads tries again sooner than a person notices. */
const PATIENCE_MILLISECONDS = 2000;

/**
 * Claims are locks of one session, which end with it: of a process that is killed nothing is left, and those of all uploads
 * take one connection. It is opened for the first of them.
 */
export function createClaims(open: () => Promise<Line>): Claims {
  const claimed = new Set<string>();
  const connect = createConnector(open);

  const claim: Claims['claim'] = async (name) => {
    // The session would give itself the same lock twice.
    if (claimed.has(name)) return null;
    claimed.add(name);
    try {
      const held = await lock(await connect.session(), name);
      if (!held) claimed.delete(name);
      return held && { lost: held.lost, leave: () => held.leave().finally(() => claimed.delete(name)) };
    } catch (error) {
      claimed.delete(name);
      throw error;
    }
  };
  return { claim, close: connect.close };
}

/** One opening at a time, whoever waits for it: a second session would be forgotten with its locks. */
function createConnector(open: () => Promise<Line>): Readonly<{
  session: () => Promise<Session>;
  close: () => Promise<void>;
}> {
  let line: Promise<Line> | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  const session = async (): Promise<Session> => {
    line ??= open();
    try {
      return await (await line).session(PATIENCE_MILLISECONDS);
    } catch (error) {
      line = null;
      throw error;
    }
  };
  return {
    session: () => {
      const mine = turn.then(session);
      turn = mine.catch(() => undefined);
      return mine;
    },
    close: async () => (await line)?.close(),
  };
}

async function lock(session: Session, name: string): Promise<Claim | null> {
  const { sql, whileConnected, isLost } = session;
  const asking = sql<{ taken: boolean }[]>`
    select pg_try_advisory_lock(${UPLOAD_LOCKS}::int, hashtext(${name})) as taken`.execute();
  const [row] = await whileConnected(asking);
  if (row?.taken !== true) return null;
  const lost = new AbortController();
  const { promise: left, resolve } = Promise.withResolvers<undefined>();
  whileConnected(left).catch(() => {
    lost.abort();
  });
  const leave = async (): Promise<void> => {
    resolve(undefined);
    if (isLost()) return;
    const unlocking = sql`select pg_advisory_unlock(${UPLOAD_LOCKS}::int, hashtext(${name}))`.execute();
    // Lost meanwhile, and the lock with it.
    await whileConnected(unlocking).catch(() => undefined);
  };
  return { lost: lost.signal, leave };
}
