import type { OpenDatabase } from '../database/open.ts';
import { resetDatabase } from '../database/reset.ts';
import { tellDemo } from '../demo/tell.ts';
import { createToldClock } from '../demo/told-clock.ts';
import { fold } from '../domain/decider.ts';
import { deciders } from '../domain/catalogue.ts';
import { isLedgerEvent } from '../domain/ledger/index.ts';
import type { LedgerEvent, LedgerState } from '../domain/ledger/index.ts';
import type { Recorded } from '../domain/event.ts';
import { LEDGER_STREAM } from '../domain/streams.ts';
import { StartupError } from '../kernel/startup-error.ts';
import { readStream } from '../ledger/read.ts';
import { openLedger, SystemRefused } from '../usecase/open-ledger.ts';
import { loadReference } from '../usecase/reference.ts';
import type { Reference } from '../usecase/reference.ts';
import { countEditions } from '../view/cycles.ts';
import { resolveMoment } from '../view/moment.ts';
import { countJurisdictions } from '../view/places.ts';
import type { Reader } from '../view/reader.ts';
import { openComponents } from './components.ts';
import type { ComponentLog } from './components.ts';

export type LedgerWish = Readonly<{
  origin: string;
  demo: boolean;
  /** True where the database is ours alone, so that an interrupted demo may be thrown away. */
  embedded: boolean;
  log: ComponentLog;
  progress: (told: number, of: number) => void;
}>;

/** Makes sure that the ledger is open, and that a demo is told to its end, before anybody can ask anything. */
export async function ensureOpened(database: OpenDatabase, wish: LedgerWish): Promise<void> {
  const state = await ledgerState(database, wish.log);
  if (state.phase === 'open') refuseOther(state, wish);
  if (!wish.demo) return openPlain(database, wish);
  if (state.phase === 'open' && state.told) return;
  if (state.phase === 'open') await resetInterrupted(database, wish);
  await tell(database, wish);
}

/** The settings must mean the ledger that is there: its kind and its name were recorded with its first entry. */
function refuseOther(state: Extract<LedgerState, { phase: 'open' }>, wish: LedgerWish): void {
  if (state.demo !== wish.demo) throw new StartupError(otherKind(state.demo));
  if (state.origin === wish.origin) return;
  throw new StartupError(`This database holds the ledger ${state.origin}, but LOG_ORIGIN asks for ${wish.origin}.`);
}

function otherKind(demo: boolean): string {
  return demo
    ? 'This database holds the demo; start with JEJAK_DEMO=true, or name an empty database.'
    : 'This database holds a ledger that is not the demo; start with JEJAK_DEMO=false, or name an empty database.';
}

async function ledgerState(database: OpenDatabase, log: ComponentLog): Promise<LedgerState> {
  const { reader, close } = await openComponents(database.applicationUrl, { log });
  try {
    return fold(deciders.ledger, await ledgerHistory(reader));
  } finally {
    await close();
  }
}

async function ledgerHistory(reader: Reader): Promise<readonly Recorded<LedgerEvent>[]> {
  const history: Recorded<LedgerEvent>[] = [];
  for await (const event of readStream(reader, LEDGER_STREAM)) if (isLedgerEvent(event)) history.push(event);
  return history;
}

/** Command ids are fixed, so that an opening that was interrupted goes on where it stopped. */
async function openPlain(database: OpenDatabase, { origin, log }: LedgerWish): Promise<void> {
  const { reader, handle, close } = await openComponents(database.applicationUrl, { log });
  try {
    const reference = loadReference();
    if (await holdsReference(reader, reference)) return;
    await openLedger(handle, { origin, demo: false, reference });
  } catch (error) {
    if (!(error instanceof SystemRefused)) throw error;
    const sentence =
      'The reference data of this version do not fit the ledger, which holds other data under the same names.';
    throw new StartupError(sentence, { cause: error });
  } finally {
    await close();
  }
}

async function holdsReference(reader: Reader, { jurisdictions, editions }: Reference): Promise<boolean> {
  const now = await resolveMoment(reader, null);
  if (!now.ok) return false;
  const everywhere = { within: null, kind: null };
  const [places, published] = await Promise.all([
    countJurisdictions(reader, now.value, everywhere),
    countEditions(reader, now.value),
  ]);
  return places >= jurisdictions.length && published >= editions.length;
}

/** The server answers nobody before the demo is told, so nothing but its own stories can be lost. */
async function resetInterrupted(database: OpenDatabase, { embedded, log }: LedgerWish): Promise<void> {
  if (!embedded) {
    throw new StartupError('The telling of the demo into this database was interrupted; name an empty database.');
  }
  log.warn('The telling of the demo was interrupted; it is told again from the beginning.');
  await resetDatabase(database);
}

async function tell(database: OpenDatabase, { origin, log, progress }: LedgerWish): Promise<void> {
  const clock = createToldClock();
  const { handle, close } = await openComponents(database.applicationUrl, { log, clock });
  try {
    await tellDemo({ handle, clock, origin, reference: loadReference(), progress });
  } finally {
    await close();
  }
}
