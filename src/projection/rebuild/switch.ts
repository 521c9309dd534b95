import { setTimeout as pause } from 'node:timers/promises';

import type { Sql, TransactionSql } from 'postgres';

import { StartupError } from '../../kernel/startup-error.ts';
import type { Catalogue } from '../../ledger/catalogue.ts';
import { databaseCode, isLockTimeout } from '../../ledger/database-error.ts';
import type { Statements } from '../../ledger/session.ts';
import { indexBeside, liveIndexes } from './beside.ts';
import type { Beside, LiveIndex } from './beside.ts';
import { definitionOf } from './definition.ts';
import { advance } from './replay.ts';
import type { Model } from './replay.ts';
import { copyRights } from './rights.ts';

export type Switching = Readonly<{
  sql: Sql;
  catalogue: Catalogue;
  models: readonly Model[];
  /** Throws where the transaction does not run on the connection that holds the lock of this rebuild. */
  ensureHolding: (sql: Statements) => Promise<void>;
  /** Called under the lock of the head, before and after the tables change places. */
  reached: (step: 'LOCKED' | 'SWITCHED') => Promise<void>;
}>;

/** How an attempt ended; where it did not switch, the new tables are now at `position`. */
export type Attempt = Readonly<{ switched: boolean; position: number }>;

/** For the head, and for maintenance to let go of the tables. Nobody waits behind us meanwhile. */
const LOCK_MILLISECONDS = 10_000;
/**
 * For readers to let go of all tables together, while others wait behind us. Shorter than PostgreSQL's deadlock_timeout
 * (1 s): a reader of two tables can then never be the one who is sent away.
 */
const READERS_MILLISECONDS = 700;
/** lock_not_available, query_canceled, deadlock_detected (PostgreSQL, appendix A). */
const BUSY: readonly (string | null)[] = ['55P03', '57014', '40P01'];
const SWITCH_PAUSE = 50;

/**
 * One transaction: the head is locked, what was recorded meanwhile is applied, and the new tables take the places and the
 * names of the live ones. The head comes before the tables, as with every writer. Where readers hold the tables, the
 * attempt is given up and only the applying stays.
 */
export async function attemptSwitch(switching: Switching, after: number): Promise<Attempt> {
  const { sql, catalogue, models, ensureHolding, reached } = switching;
  try {
    return await sql.begin(async (transaction) => {
      await ensureHolding(transaction);
      const indexes = await keepMaintenanceAway(transaction, models);
      const position = await lockHead(transaction);
      await advance(transaction, { sql: transaction, catalogue }, { models, after, upTo: position });
      await reached('LOCKED');
      const switched = await unlessBusy(() =>
        transaction.savepoint((savepoint) => exchange(savepoint, models, indexes)),
      );
      if (switched) await reached('SWITCHED');
      return { switched, position };
    });
  } catch (error) {
    // Only before anything was applied is a lock waited for that is not taken care of above.
    if (!isLockTimeout(error)) throw error;
    return { switched: false, position: after };
  }
}

/** A little longer after every attempt that was in vain, so that long readers come to an end. */
export async function pauseAfter(attempt: number): Promise<void> {
  await pause(attempt * SWITCH_PAUSE);
}

/** Conflicts with vacuum and migrations only. Taken by itself, because it may take as long as an autovacuum needs to notice. */
async function keepMaintenanceAway(
  sql: Statements,
  models: readonly Model[],
): Promise<ReadonlyMap<string, readonly LiveIndex[]>> {
  await sql.unsafe(`set local lock_timeout = ${LOCK_MILLISECONDS}`);
  const indexes = new Map<string, readonly LiveIndex[]>();
  for (const { live, table } of models) {
    await sql`lock table ${sql(live)} in share update exclusive mode`;
    if ((await definitionOf(sql, live)) !== (await definitionOf(sql, table))) {
      throw new StartupError(`The table ${live} was migrated while it was being rebuilt; start the rebuild again.`);
    }
    indexes.set(live, await liveIndexes(sql, live));
  }
  return indexes;
}

async function lockHead(sql: Statements): Promise<number> {
  const [head] = await sql<{ position: string }[]>`select position from ledger_head for update`;
  if (!head) throw new Error('the ledger has no head row: the migrations did not run');
  return Number(head.position);
}

async function exchange(
  sql: TransactionSql,
  models: readonly Model[],
  indexes: ReadonlyMap<string, readonly LiveIndex[]>,
): Promise<void> {
  await sql.unsafe(`set local statement_timeout = ${READERS_MILLISECONDS}`);
  const names = models.map(({ live }) => `"${live}"`).join(', ');
  await sql.unsafe(`lock table ${names} in access exclusive mode`);
  await sql`set local statement_timeout = 0`;
  for (const model of models) {
    await copyRights(sql, model);
    await takePlace(sql, model, indexes.get(model.live) ?? []);
    await sql`
      insert into projection_version (name, version) values (${model.live}, ${model.projection.version})
      on conflict (name) do update set version = excluded.version`;
  }
  // Writers forget what they remember of the rows when they see it raised.
  await sql`update ledger_head set projections = projections + 1`;
}

async function takePlace(sql: Statements, model: Beside, indexes: readonly LiveIndex[]): Promise<void> {
  const { live, table } = model;
  await sql`drop table ${sql(live)}`;
  await sql`alter table ${sql(table)} rename to ${sql(live)}`;
  for (const { name } of indexes) await sql`alter index ${sql(indexBeside(model, name))} rename to ${sql(name)}`;
}

async function unlessBusy(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (BUSY.includes(databaseCode(error))) return false;
    throw error;
  }
}
