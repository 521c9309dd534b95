import type { Sql } from 'postgres';

import { StartupError } from '../../kernel/startup-error.ts';
import type { Catalogue } from '../../ledger/catalogue.ts';
import { readPosition } from '../../ledger/head.ts';
import type { Projection } from '../projection.ts';
import { besideOf, createBeside, dropLeftovers, indexTable } from './beside.ts';
import { contentsAt, differencesAt } from './compare.ts';
import type { Contents, Differences } from './compare.ts';
import { ensureDerived } from './definition.ts';
import { holdRebuild } from './hold.ts';
import { advance, replay } from './replay.ts';
import type { Model, Progress } from './replay.ts';
import { attemptSwitch, pauseAfter } from './switch.ts';
import type { Switching } from './switch.ts';
import { readVersions } from './versions.ts';

/** How far a rebuild has come. */
export type Step = 'CREATED' | 'COPIED' | 'INDEXED' | 'COMPARED' | 'CAUGHT_UP' | 'LOCKED' | 'SWITCHED';

export type RebuildParts = Readonly<{
  /** As the owner of the tables, with ONE connection: it holds the lock that keeps other rebuilds out. */
  sql: Sql;
  /** Another client: entries are read while rows are written. */
  reader: Sql;
  catalogue: Catalogue;
  projections: readonly Projection[];
  progress?: Progress;
  /** Called at every step; whatever it throws interrupts the rebuild there. */
  reached?: (step: Step) => Promise<void> | void;
}>;

/** What became of one read model. `NEW_VERSION` is not compared: its rows are meant to differ. */
export type Rebuilt = Readonly<{ name: string; version: number }> &
  Contents &
  Readonly<{ outcome: 'AS_BEFORE' | 'NEW_VERSION' | Differences }>;

/** The read models as they were compared at `comparedAt`, and as they stand since `switchedAt`. */
export type RebuildReport = Readonly<{ comparedAt: number; switchedAt: number; models: readonly Rebuilt[] }>;

/** Entries that may be applied under the lock of the head: a batch or two of a writer. */
const SMALL_GAP = 500;
/** Rounds of catching up after which a writer is taken to be as fast as we are. */
const ROUNDS = 30;
const ATTEMPTS = 30;

/**
 * Builds read models anew from the ledger, beside the live tables and while they are read and written, compares them and
 * puts the new ones in their places. Interrupted anywhere, it leaves the live tables as they were.
 */
export async function rebuild(parts: RebuildParts): Promise<RebuildReport> {
  const { sql, projections, reached = () => undefined } = parts;
  const { ensureHolding, release } = await holdRebuild(sql);
  try {
    await dropLeftovers(sql);
    const models = projections.map((projection) => ({ ...besideOf(projection), open: new Map() }));
    const comparedAt = await fill({ ...parts, reached }, models);
    const compared = await compare(parts.reader, models, comparedAt);
    await reached('COMPARED');
    const switching = {
      sql,
      catalogue: parts.catalogue,
      models,
      ensureHolding,
      reached: async (step: Step) => reached(step),
    };
    const switchedAt = await switchOver(parts, switching, comparedAt);
    return { comparedAt, switchedAt, models: compared };
  } catch (error) {
    // Where not even that works, the next rebuild does it.
    await dropLeftovers(sql).catch(() => undefined);
    throw error;
  } finally {
    await release();
  }
}

async function fill(
  {
    sql,
    reader,
    catalogue,
    progress = () => undefined,
    reached,
  }: RebuildParts & Required<Pick<RebuildParts, 'reached'>>,
  models: readonly Model[],
): Promise<number> {
  for (const model of models) await createBeside(sql, model);
  await reached('CREATED');
  const upTo = await readPosition(reader);
  await replay(sql, { sql: reader, catalogue }, { models, upTo, progress });
  await reached('COPIED');
  for (const model of models) {
    await indexTable(sql, model);
    await ensureDerived(sql, model);
  }
  await reached('INDEXED');
  return upTo;
}

async function compare(sql: Sql, models: readonly Model[], position: number): Promise<readonly Rebuilt[]> {
  const versions = await readVersions(sql);
  const compared: Rebuilt[] = [];
  for (const model of models) {
    const { name, version } = model.projection;
    const contents = await contentsAt(sql, model.table, position);
    const known = { name, version, ...contents };
    if (versions.get(name) !== version) compared.push({ ...known, outcome: 'NEW_VERSION' });
    else if ((await contentsAt(sql, model.live, position)).digest === contents.digest) {
      compared.push({ ...known, outcome: 'AS_BEFORE' });
    } else compared.push({ ...known, outcome: await differencesAt(sql, model, position) });
  }
  return compared;
}

/** Catches up without a lock until the rest is small, then switches; again and again where readers stand in the way. */
async function switchOver(parts: RebuildParts, switching: Switching, after: number): Promise<number> {
  let position = after;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    position = await catchUp(parts, switching.models, position);
    if (attempt === 1) await parts.reached?.('CAUGHT_UP');
    const tried = await attemptSwitch(switching, position);
    position = tried.position;
    if (tried.switched) return position;
    await pauseAfter(attempt);
  }
  throw new StartupError(
    'The new read models could not take their places: most likely `jejak verify` or another long reader holds the old ones. Wait until it has ended, then rebuild again.',
  );
}

async function catchUp(
  { sql, reader, catalogue }: RebuildParts,
  models: readonly Model[],
  after: number,
): Promise<number> {
  let position = after;
  for (let round = 0; round < ROUNDS; round += 1) {
    const upTo = await readPosition(reader);
    if (upTo - position <= SMALL_GAP) return position;
    await advance(sql, { sql: reader, catalogue }, { models, after: position, upTo });
    position = upTo;
  }
  return position;
}
