import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';

import { StartupError } from '../../kernel/startup-error.ts';
import type { Statements } from '../../ledger/session.ts';
import { projections } from '../registry.ts';
import { projectionVersionTable } from '../tables.ts';

/** Throws where a table holds another version of its read model than this program writes and reads. */
export async function ensureProjectionVersions(database: PostgresJsDatabase): Promise<void> {
  ensureHeld(await heldIn(database));
}

/** The name of one such read model; null where all are of this program. */
export async function findOtherVersion(database: PostgresJsDatabase): Promise<string | null> {
  return otherThan(await heldIn(database))?.name ?? null;
}

async function heldIn(database: PostgresJsDatabase): Promise<ReadonlyMap<string, number>> {
  const rows = await database.select().from(projectionVersionTable);
  return new Map(rows.map(({ name, version }) => [name, version]));
}

/** Which version of each read model its table holds. */
export async function readVersions(sql: Statements): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<{ name: string; version: number }[]>`select name, version from projection_version`;
  return new Map(rows.map(({ name, version }) => [name, version]));
}

/** Throws where those are not the versions of this program. */
export function ensureHeld(held: ReadonlyMap<string, number>): void {
  const other = otherThan(held);
  if (!other) return;
  const version = held.get(other.name);
  const at = version === undefined ? 'no version' : `version ${version}`;
  throw new StartupError(
    `Read model ${other.name} is at ${at} and this program needs ${other.version}; run npm run jejak -- rebuild.`,
  );
}

function otherThan(held: ReadonlyMap<string, number>): (typeof projections)[number] | undefined {
  return projections.find(({ name, version }) => held.get(name) !== version);
}
