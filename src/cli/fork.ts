import type { Config } from '../config.ts';
import { signingKeys } from '../domain/ledger/index.ts';
import type { LedgerState } from '../domain/ledger/index.ts';
import { toInstant } from '../kernel/instant.ts';
import { StartupError } from '../kernel/startup-error.ts';
import { openLine } from '../ledger/line.ts';
import { readTreeHead } from '../ledger/prove.ts';
import { beginLog, readKeptCheckpoint } from '../signer/kept-checkpoint.ts';
import { createKey, openKeyRing, retireKeys, signingKeyOf, vkeyOf } from '../signer/key-ring.ts';
import { extendsKept, signTree } from '../signer/sign.ts';
import { jejakCatalogue } from '../usecase/catalogue.ts';
import { asSystem } from '../usecase/open-ledger.ts';
import { openComponents } from './components.ts';
import { UsageError } from './exit.ts';
import { namedOrigin, originOf } from './log-key.ts';
import { requireOpen, visitDatabase } from './visit.ts';
import type { Visit } from './visit.ts';

/**
 * Goes on under a new name and key with what the database still holds, and says so for ever in the first entry under the
 * new name. What was signed under the old name stays a promise that was broken.
 */
export async function fork(config: Config, reason: string | undefined): Promise<void> {
  if (reason !== undefined && reason.length > LONGEST_REASON)
    throw new UsageError(`The reason may have ${LONGEST_REASON} characters.`);
  if (!reason?.trim()) throw new UsageError('Say why: npm run jejak -- fork --reason "…"');
  const forked = await visitDatabase(config, (visit) => forkLedger(config, visit, reason.trim()));
  process.stdout.write(`the log goes on as ${forked.origin} after ${forked.keptSize} entries\n${forked.key}\n`);
  process.stderr.write('Caches in front of /log/tile still hold tiles of the old log: purge them.\n');
}

/** As the entry takes it. */
const LONGEST_REASON = 1000;

const NOTHING_LOST =
  'The ledger holds everything that was signed, and its key is here: a fork would break a promise that still holds. A new key: npm run jejak -- rotate-key';

type Forked = Readonly<{ origin: string; key: string; keptSize: number }>;

async function forkLedger(config: Config, { database, state: found, log }: Visit, reason: string): Promise<Forked> {
  const state = requireHeld(found);
  const kept = await readKeptCheckpoint(config.home, state.origin);
  if (namedOrigin(config) === state.origin)
    throw new StartupError(`Set LOG_ORIGIN to another name than ${state.origin}.`);
  const ring = await openKeyRing(config.home);
  const canSign = signingKeys(state, toInstant(Date.now())).some((key) => signingKeyOf(ring, key) !== null);
  const oldCheckpoint = kept?.text ?? null;
  // Without a signer: it would rightly stand in the way.
  const { reader, handle, close } = await openComponents(database.applicationUrl, { log });
  try {
    const head = await readTreeHead(reader.database);
    if (canSign && kept && (await extendsKept(reader.database, head, kept))) throw new StartupError(NOTHING_LOST);
    const privateKey = await createKey(config.home);
    const origin = originOf(config, privateKey);
    const key = vkeyOf(origin, privateKey);
    const keptSize = head.size;
    const command = { type: 'ForkLedger', origin, key, oldCheckpoint, keptSize, reason } as const;
    await beginLog(config.home, { name: origin, privateKey });
    await asSystem(handle, { commandId: `fork-${key}`, command });
    await retireKeys(await openKeyRing(config.home), privateKey);
    await signOnce(config, { url: database.applicationUrl, origin });
    return { origin, key, keptSize };
  } finally {
    await close();
  }
}

async function signOnce({ home }: Config, { url, origin }: Readonly<{ url: string; origin: string }>): Promise<void> {
  const line = await openLine(url, 'jejak signer');
  try {
    await signTree({ line, catalogue: jejakCatalogue, home, origin, ring: () => openKeyRing(home) });
  } finally {
    await line.close();
  }
}

function requireHeld(state: LedgerState): ReturnType<typeof requireOpen> {
  if (state.phase === 'open') return requireOpen(state);
  throw new StartupError(
    'The database holds no ledger to go on with; restore a copy, or start anew with another JEJAK_HOME.',
  );
}
