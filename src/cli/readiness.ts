import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';

import { sql } from 'drizzle-orm';

import { readMigrations } from '../database/migrate.ts';
import { SYSTEM_PERSON } from '../domain/access.ts';
import type { Part, Parts, Readiness } from '../http/health.ts';
import { toInstant } from '../kernel/instant.ts';
import type { Instant } from '../kernel/instant.ts';
import { isClockSuspect } from '../ledger/head.ts';
import { findOtherVersion } from '../projection/rebuild/versions.ts';
import { openKeyRing, signingKeyOf } from '../signer/key-ring.ts';
import type { Handle } from '../usecase/handle.ts';
import { ledgerOpening } from '../view/ledger.ts';
import type { Reader } from '../view/reader.ts';

export type ReadinessParts = Readonly<{
  reader: Reader;
  handle: Handle;
  home: string;
  /** Whether the bytes of documents can be stored. */
  documents?: () => Promise<void>;
  /** Whether the scanner answers; null or absent where there is none. */
  scanner?: (() => Promise<void>) | null | undefined;
}>;

type Look = Readonly<{ look: () => Promise<Part>; otherwise: string }>;

/** Milliseconds. Less than the whole answer may take, so that one part that hangs does not hide the others. */
const PATIENCE = 1500;

const WELL: Part = { ok: true };

/**
 * Which part's trouble names the trouble of the whole: what others rest on comes first. A scanner that is away is shown and
 * no trouble of the whole: another instance has no other one, and uploads wait in quarantine meanwhile.
 */
const WEIGHT = ['database', 'ledger', 'signer', 'migrations', 'readModels', 'key', 'clock', 'documents'];

/** Asks each part how it is. Whoever asks while an answer is being found shares it: anybody may ask, and asking costs statements. */
export function createReadiness(parts: ReadinessParts): () => Promise<Readiness> {
  const looks = looksOf(parts);
  // An answer that others share does not end when the one who asked first leaves.
  const outside = AsyncLocalStorage.snapshot();
  let running: Promise<Readiness> | null = null;

  const once = async (): Promise<Readiness> => {
    const answers = await Promise.all(looks.map(async ([name, look]) => [name, await inTime(look)] as const));
    return verdictOn(Object.fromEntries(answers), parts);
  };

  return () => (running ??= outside(once).finally(() => (running = null)));
}

function verdictOn(checks: Parts, { reader }: ReadinessParts): Readiness {
  const [code] = WEIGHT.flatMap((name) => codesOf(checks[name]));
  if (code === undefined) return { ready: true, checks };
  return { ready: false, code, facts: reader.checkpoints.status(), checks };
}

function codesOf(part: Part | undefined): readonly string[] {
  return part === undefined || part.ok ? [] : [part.code];
}

async function inTime({ look, otherwise }: Look): Promise<Part> {
  const failed = { ok: false, code: otherwise } as const;
  const timer = new AbortController();
  const late = pause(PATIENCE, failed, { ref: false, signal: timer.signal }).catch(() => failed);
  try {
    return await Promise.race([look().catch(() => failed), late]);
  } finally {
    timer.abort();
  }
}

function looksOf({ reader, handle, home, documents, scanner }: ReadinessParts): readonly (readonly [string, Look])[] {
  const { database } = reader;
  const looks: Readonly<Record<string, Look>> = {
    database: { look: () => database.execute(sql`select 1`).then(() => WELL), otherwise: 'DATABASE_UNAVAILABLE' },
    migrations: { look: () => migrations(reader), otherwise: 'DATABASE_UNAVAILABLE' },
    readModels: {
      look: async () => ((await findOtherVersion(database)) === null ? WELL : failing('READ_MODELS_OF_OTHER_VERSION')),
      otherwise: 'DATABASE_UNAVAILABLE',
    },
    ledger: { look: () => ledger(handle), otherwise: 'DATABASE_UNAVAILABLE' },
    key: { look: () => key(reader, home), otherwise: 'KEY_UNREADABLE' },
    signer: { look: () => Promise.resolve(signer(reader)), otherwise: 'LOG_CANNOT_SIGN' },
    clock: { look: () => clock(reader), otherwise: 'DATABASE_UNAVAILABLE' },
    ...(documents
      ? { documents: { look: () => documents().then(() => WELL), otherwise: 'DOCUMENTS_UNAVAILABLE' } }
      : {}),
    ...(scanner ? { scanner: { look: () => scanner().then(() => WELL), otherwise: 'SCANNER_UNAVAILABLE' } } : {}),
  };
  return Object.entries(looks);
}

function failing(code: string): Part {
  return { ok: false, code };
}

/** A schema that is newer is another instance's, which is taking over: this one goes on for as long as the ledger takes its commands. */
async function migrations({ database }: Reader): Promise<Part> {
  return (await readMigrations(database)) === 'PENDING' ? failing('MIGRATIONS_PENDING') : WELL;
}

/** Would a command be recorded now? Asks the writer to open the ledger once more: all that may stand against it is that it is open. */
async function ledger(handle: Handle): Promise<Part> {
  const command = { type: 'OpenLedger', origin: 'ready', demo: false, key: null } as const;
  const answer = await handle({ person: SYSTEM_PERSON, commandId: 'ready', command, validateOnly: true });
  if (answer.ok) return failing('LEDGER_NOT_OPEN');
  return answer.error.code === 'LEDGER_OPEN' ? WELL : failing(answer.error.code);
}

async function key(reader: Reader, home: string): Promise<Part> {
  const ring = await openKeyRing(home);
  const { keys = [] } = (await ledgerOpening(reader)) ?? {};
  return keys.length === 0 || keys.some((vkey) => signingKeyOf(ring, vkey)) ? WELL : failing('KEY_MISSING');
}

function signer({ checkpoints }: Reader): Part {
  return checkpoints.status().state === 'SIGNING' ? WELL : failing('LOG_CANNOT_SIGN');
}

/** Also said by the ledger, which refuses commands for it; here it is said by name. */
async function clock({ database }: Reader): Promise<Part> {
  const [row] = await database.execute<{ now: string; last: Instant | null }>(sql`
    select floor(extract(epoch from clock_timestamp()) * 1000)::text as now, recorded_at as last from ledger_head`);
  if (!row) return failing('DATABASE_UNAVAILABLE');
  const times = { databaseNow: toInstant(Number(row.now)), recordedAt: row.last };
  return isClockSuspect(times, Date.now()) ? failing('CLOCK_SUSPECT') : WELL;
}
