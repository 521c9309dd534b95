import type { Config } from '../config.ts';
import { openDatabase } from '../database/open.ts';
import type { OpenDatabase } from '../database/open.ts';
import type { LedgerState, OpenLedgerState } from '../domain/ledger/index.ts';
import { StartupError } from '../kernel/startup-error.ts';
import { openComponents } from './components.ts';
import type { ComponentLog, Components } from './components.ts';
import { readLedgerState } from './ledger-state.ts';
import { createLog } from './log.ts';

/** A database as a command finds it, also beside a running product: what is there is used, nothing is opened or told. */
export type Visit = Readonly<{ database: OpenDatabase; state: LedgerState; log: ComponentLog }>;

export async function visitDatabase<Value>(config: Config, work: (visit: Visit) => Promise<Value>): Promise<Value> {
  const log = createLog(config);
  const database = await openDatabase({ ...config, visit: true, migrates: false }, log);
  try {
    return await work({ database, state: await readLedgerState(database), log });
  } finally {
    await database.close();
  }
}

export type LedgerVisit = Readonly<{ state: OpenLedgerState; components: Components }>;

/** The ledger with everything that reads, writes and signs. */
export async function visitLedger<Value>(config: Config, work: (visit: LedgerVisit) => Promise<Value>): Promise<Value> {
  return visitDatabase(config, async ({ database, state: found, log }) => {
    const state = requireOpen(found);
    const signing = { home: config.home, origin: state.origin };
    const components = await openComponents(database.applicationUrl, { log, signing });
    try {
      return await work({ state, components });
    } finally {
      await components.close();
    }
  });
}

/** A demo that is still being told is not looked at: it may be told anew from the beginning. */
export function requireOpen(state: LedgerState): OpenLedgerState {
  if (state.phase === 'open' && (!state.demo || state.told)) return state;
  throw new StartupError('The ledger is not open yet; start the product first: npm start');
}
