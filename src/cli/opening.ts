import type { Config } from '../config.ts';
import type { OpenDatabase } from '../database/open.ts';
import { resetDatabase } from '../database/reset.ts';
import { tellDemo } from '../demo/tell.ts';
import { createToldClock } from '../demo/told-clock.ts';
import { openStore } from '../document/open-store.ts';
import type { OpenLedgerState } from '../domain/ledger/index.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { toInstant } from '../kernel/instant.ts';
import { StartupError } from '../kernel/startup-error.ts';
import { beginLog } from '../signer/kept-checkpoint.ts';
import { vkeyOf } from '../signer/key-ring.ts';
import { asSystem, enterReference, openLedger, SystemRefused } from '../usecase/open-ledger.ts';
import { loadReference } from '../usecase/reference.ts';
import type { CalendarReference, Reference } from '../usecase/reference.ts';
import { calendarRevisions } from '../view/calendars.ts';
import { countEditions } from '../view/cycles.ts';
import { resolveMoment } from '../view/moment.ts';
import { countJurisdictions } from '../view/places.ts';
import type { Reader } from '../view/reader.ts';
import { openComponents } from './components.ts';
import type { ComponentLog, Components } from './components.ts';
import { keepSamples } from './demo-documents.ts';
import { openVault } from './vault.ts';
import { readLedgerState } from './ledger-state.ts';
import { isSigned, keyToOpenWith, originOf, requireKey, signedOrigin } from './log-key.ts';

export type Opening = Readonly<{
  config: Config;
  log: ComponentLog;
  progress: (told: number, of: number) => void;
}>;

/** The name of the log, and its verifier key. */
type Identity = Readonly<{ origin: string; key: string }>;

/**
 * Makes sure that the ledger is open, and that a demo is told to its end, before anybody can ask anything. Where a
 * checkpoint says that there once was more, nothing is opened or told: the database was lost or set back.
 */
export async function ensureOpened(database: OpenDatabase, opening: Opening): Promise<Pick<Identity, 'origin'>> {
  const state = await readLedgerState(database);
  if (state.phase === 'unopened') return openNew(database, opening);
  refuseOther(state, opening.config);
  if (state.keys.length > 0) await requireKey(opening.config, state);
  const signed = await isSigned(opening.config, state.origin);
  if (state.demo && !state.told) return signed ? state : retell(database, opening);
  if (state.keys.length === 0 && !signed) await adoptKey(database, opening, state);
  if (!state.demo) await complete(database, { opening, origin: state.origin });
  return state;
}

async function openNew(database: OpenDatabase, opening: Opening): Promise<Pick<Identity, 'origin'>> {
  const { config } = opening;
  const signed = await signedOrigin(config);
  if (signed !== null) return { origin: signed };
  const privateKey = await keyToOpenWith(config);
  const origin = originOf(config, privateKey);
  const identity = { origin, key: vkeyOf(origin, privateKey) };
  await beginLog(config.home, { name: origin, privateKey });
  if (config.demo) await tell(database, { opening, identity });
  else await openPlain(database, { opening, identity });
  return identity;
}

/** The settings must mean the ledger that is there: its kind and its name were recorded with its first entry. */
function refuseOther(state: OpenLedgerState, { demo, logOrigin }: Config): void {
  if (state.demo !== demo) throw new StartupError(otherKind(state.demo));
  if (logOrigin === null) return;
  const asked = demo ? `${logOrigin}/demo` : logOrigin;
  if (state.origin === asked) return;
  throw new StartupError(`This database holds the ledger ${state.origin}, but LOG_ORIGIN asks for ${asked}.`);
}

function otherKind(demo: boolean): string {
  return demo
    ? 'This database holds the demo; start with JEJAK_DEMO=true, or name an empty database.'
    : 'This database holds a ledger that is not the demo; start with JEJAK_DEMO=false, or name an empty database.';
}

/** A ledger that was opened before logs had keys gets its first one. */
async function adoptKey(database: OpenDatabase, { config, log }: Opening, { origin }: OpenLedgerState): Promise<void> {
  const privateKey = await keyToOpenWith(config);
  const key = vkeyOf(origin, privateKey);
  await beginLog(config.home, { name: origin, privateKey });
  await withComponents(database, { log }, async ({ handle }) => {
    const command = { type: 'RotateSigningKey', key, retiresAt: toInstant(Date.now()) } as const;
    await asSystem(handle, { commandId: 'first-signing-key', command });
  });
}

type Named = Readonly<{ opening: Opening; identity: Identity }>;

/** Command ids are fixed, so that an opening that was interrupted goes on where it stopped. */
async function openPlain(database: OpenDatabase, { opening: { log }, identity }: Named): Promise<void> {
  await withComponents(database, { log }, ({ handle }) =>
    openLedger(handle, { ...identity, demo: false, reference: loadReference() }),
  );
}

/**
 * Enters the reference data that an open ledger lacks: those of an opening that was interrupted, or of a newer version.
 * Under the eyes of the signer: a ledger that lost what was signed is left as it is.
 */
async function complete(
  database: OpenDatabase,
  { opening: { log, config }, origin }: Readonly<{ opening: Opening; origin: string }>,
): Promise<void> {
  const signing = { home: config.home, origin };
  try {
    await withComponents(database, { log, signing }, async ({ reader, handle }) => {
      const reference = loadReference();
      if (!(await holdsReference(reader, reference))) await enterReference(handle, reference);
    });
  } catch (error) {
    if (!(error instanceof SystemRefused)) throw error;
    if (error.refusal.code === 'LEDGER_BEHIND_CHECKPOINT') return;
    const sentence =
      'The reference data of this version do not fit the ledger, which holds other data under the same names.';
    throw new StartupError(sentence, { cause: error });
  }
}

async function holdsReference(reader: Reader, { jurisdictions, editions, calendars }: Reference): Promise<boolean> {
  const now = await resolveMoment(reader, null);
  if (!now.ok) return false;
  const everywhere = { within: null, kind: null };
  const [places, published, years] = await Promise.all([
    countJurisdictions(reader, now.value, everywhere),
    countEditions(reader, now.value),
    calendarRevisions(reader, now.value),
  ]);
  const entered = new Set(years.map(wordsOf));
  return (
    places >= jurisdictions.length &&
    published >= editions.length &&
    calendars.every(({ year }) => entered.has(wordsOf(year)))
  );
}

/** What a year of a calendar says, whoever published it in which revision. */
function wordsOf({ calendar, year, days, source, provenance }: Omit<CalendarReference['year'], 'reason'>): string {
  return canonicalJson({ calendar, year, days, source, provenance });
}

/** The server answers nobody before the demo is told, so nothing but its own stories can be lost. */
async function retell(database: OpenDatabase, opening: Opening): Promise<Pick<Identity, 'origin'>> {
  if (opening.config.databaseUrl !== null) {
    throw new StartupError('The telling of the demo into this database was interrupted; name an empty database.');
  }
  opening.log.warn('The telling of the demo was interrupted; it is told again from the beginning.');
  await resetDatabase(database);
  return openNew(database, opening);
}

async function tell(database: OpenDatabase, { opening, identity }: Named): Promise<void> {
  const { config, log, progress } = opening;
  const clock = createToldClock();
  const vault = await openVault(database, config);
  const { store, close } = await openStore({ home: config.home, ...config.documents });
  const keep = keepSamples({ store, home: config.home, applicationUrl: database.applicationUrl });
  try {
    await withComponents(database, { log, clock, vault }, ({ handle }) =>
      tellDemo({ ...identity, handle, clock, reference: loadReference(), keep, progress }),
    );
  } finally {
    close();
  }
}

async function withComponents(
  { applicationUrl }: OpenDatabase,
  options: Parameters<typeof openComponents>[1],
  work: (components: Components) => Promise<void>,
): Promise<void> {
  const components = await openComponents(applicationUrl, options);
  try {
    await work(components);
  } finally {
    await components.close();
  }
}
