import { z } from 'zod';

import { defineEvent, DigestText, InstantText, text } from '../event.ts';
import type { DomainEvent, EventOf, Recorded } from '../event.ts';
import { Origin, VerifierKeyText } from './values.ts';

/** As it was written before the log had keys. */
const LedgerOpenedV1 = defineEvent('LedgerOpened', 1, z.strictObject({ origin: text(200), demo: z.boolean() }));

/**
 * The first entry of every ledger: the name of the log and the key that signs its checkpoints (null: it had none yet).
 * `demo` says for ever that a told clock was allowed to tell stories into it.
 */
const LedgerOpened = defineEvent(
  'LedgerOpened',
  2,
  z.strictObject({ origin: text(200), demo: z.boolean(), key: VerifierKeyText.nullable() }),
);

/** The stories are told; from here on the ledger keeps the database's time. A demo ledger without it was interrupted. */
const DemoTold = defineEvent('DemoTold', 1, z.strictObject({ stories: z.array(text(200)).min(1).max(20) }));

/** Checkpoints are signed with another key from here on; until `retiresAt` with the one before as well. */
const SigningKeyRotated = defineEvent(
  'SigningKeyRotated',
  1,
  z.strictObject({ key: VerifierKeyText, retiring: VerifierKeyText.nullable(), retiresAt: InstantText }),
);

/** The heads of all streams as of `position`: the root of their sorted Merkle map (docs/bundle.md). */
const StreamHeadsSealed = defineEvent(
  'StreamHeadsSealed',
  1,
  z.strictObject({ position: z.int().positive(), streams: z.int().positive(), root: DigestText }),
);

/**
 * The log goes on under another name and key, since the database no longer holds what was signed under the old ones:
 * `keptSize` entries of it are left, while `oldCheckpoint` was the last that had been signed (null: nobody kept it).
 */
const LedgerForked = defineEvent(
  'LedgerForked',
  1,
  z.strictObject({
    origin: Origin,
    key: VerifierKeyText,
    oldOrigin: text(200),
    oldCheckpoint: text(4000).nullable(),
    keptSize: z.int().nonnegative(),
    reason: text(1000),
  }),
);

const current = [LedgerOpened, DemoTold, SigningKeyRotated, StreamHeadsSealed, LedgerForked] as const;

export const ledgerEvents = [LedgerOpenedV1, ...current] as const;

export type LedgerEvent = EventOf<(typeof current)[number]>;

export function isLedgerEvent(event: Recorded<DomainEvent>): event is Recorded<LedgerEvent> {
  return ledgerEvents.some(({ type }) => type === event.type);
}
