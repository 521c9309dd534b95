import type { Config } from '../config.ts';
import { toInstant } from '../kernel/instant.ts';
import { StartupError } from '../kernel/startup-error.ts';
import { createKey, vkeyOf } from '../signer/key-ring.ts';
import { asSystem } from '../usecase/open-ledger.ts';
import { UsageError } from './exit.ts';
import { requireKey } from './log-key.ts';
import { visitLedger } from './visit.ts';

const NOT_SIGNING = 'The ledger does not hold what was signed, or cannot be signed now; see the log. No key was made.';

/** Long enough for everybody who verifies to learn of the new key. */
const DEFAULT_DAYS = 30;
const DAY = 86_400_000;

/** Makes a new signing key and records it; for so many days the one before signs along. */
export async function rotateKey(config: Config, days: string | undefined): Promise<void> {
  const retiresAt = toInstant(Date.now() + parseDays(days) * DAY);
  const key = await visitLedger(config, async ({ state, components: { handle, reader } }) => {
    await requireKey(config, state);
    if (reader.checkpoints.status().state !== 'SIGNING') throw new StartupError(NOT_SIGNING);
    const made = vkeyOf(state.origin, await createKey(config.home));
    const command = { type: 'RotateSigningKey', key: made, retiresAt } as const;
    const position = await asSystem(handle, { commandId: `rotate-${made}`, command });
    await reader.checkpoints.covering(position);
    return made;
  });
  process.stdout.write(`${key}\nthe key before signs along until ${retiresAt}\n`);
}

function parseDays(text: string | undefined): number {
  const days = text === undefined ? DEFAULT_DAYS : Number(text);
  if (Number.isInteger(days) && days >= 0 && days <= 3650) return days;
  throw new UsageError('--days takes a whole number from 0 to 3650.');
}
