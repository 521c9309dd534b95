import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';

import type { Accepting } from './accept.ts';
import { createClaims } from './claims.ts';
import type { Claims, Line } from './claims.ts';
import { askClamd, createClamd } from './clamd.ts';
import type { ClamdSettings } from './clamd.ts';
import { openIncoming } from './incoming.ts';
import type { Incoming } from './incoming.ts';
import { documentsBelow, openStore } from './open-store.ts';
import type { StoreSettings } from './open-store.ts';
import { createPartials } from './partials.ts';
import type { Partials } from './partials.ts';
import type { ReceiveLimits } from './receive.ts';
import { createSlots } from './slots.ts';
import type { SlotLimits, Slots } from './slots.ts';
import type { RecordFound } from './verdicts.ts';

/** Absent members: the defaults. */
export type DocumentSettings = StoreSettings &
  Readonly<{
    maximumBytes?: number;
    clamd?: ClamdSettings | null;
    idleMilliseconds?: number;
    slots?: SlotLimits;
    /** Absent: nobody records verdicts, and what was scanned stays in quarantine. */
    recordFound?: RecordFound;
  }>;

/** Everything that uploads need, and what reads and removes the bytes again. */
export type Documents = Accepting &
  Readonly<{
    incoming: Incoming;
    partials: Partials;
    claims: Pick<Claims, 'claim'>;
    slots: Slots;
    limits: ReceiveLimits;
    /** Throws where nothing could be stored now. */
    check: () => Promise<void>;
    /** Throws unless the scanner answers; null where there is none. */
    askScanner: (() => Promise<void>) | null;
    close: () => Promise<void>;
  }>;

export const DEFAULT_MAXIMUM_BYTES = 50 * 1_048_576;

/** A line that is silent for so long is gone; one that is slow has time for the largest document at half a megabit. */
const IDLE_MILLISECONDS = 30_000;
export const LONGEST_UPLOAD_MILLISECONDS = 15 * 60_000;

/** Somebody's browser sends a handful of files at once. */
const SLOTS: SlotLimits = { inAll: 64, each: 8 };

/** Less than whoever asks whether the product is ready waits for each part. */
const SCANNER_MILLISECONDS = 1000;

const SWEEP_MILLISECONDS = 60 * 60 * 1000;

/**
 * `database` MUST have connections of its own: whoever stores bytes far away holds one for as long as it takes. `line` opens
 * the session that holds the claims on uploads in parts.
 */
export type DocumentParts = Readonly<{
  database: PostgresJsDatabase;
  line: () => Promise<Line>;
}>;

export async function openDocuments(settings: DocumentSettings, { database, line }: DocumentParts): Promise<Documents> {
  const { maximumBytes = DEFAULT_MAXIMUM_BYTES, idleMilliseconds = IDLE_MILLISECONDS } = settings;
  const { clamd = null, recordFound = () => Promise.resolve(null) } = settings;
  const { store, check, close } = await openStore(settings);
  const incoming = await openIncoming(documentsBelow(settings.home));
  await incoming.sweep();
  // Another instance may sweep at the same moment, or the disk be gone: the next hour will tell.
  const sweeping = setInterval(() => void incoming.sweep().catch(() => undefined), SWEEP_MILLISECONDS).unref();
  const claims = createClaims(line);
  return {
    store,
    database,
    scan: clamd && createClamd(clamd),
    askScanner: clamd && (() => askClamd(clamd, SCANNER_MILLISECONDS)),
    recordFound,
    incoming,
    partials: createPartials(incoming.folder, maximumBytes),
    slots: createSlots(settings.slots ?? SLOTS),
    limits: { maximumBytes, idleMilliseconds, longestMilliseconds: LONGEST_UPLOAD_MILLISECONDS },
    claims,
    check,
    close: async () => {
      clearInterval(sweeping);
      close();
      await claims.close();
    },
  };
}
