import { z } from 'zod';

import type { Digest } from '../kernel/digest.ts';
import { DigestText, text } from './event.ts';

/** The longest text that is sealed. */
export const SAID_MAXIMUM = 4000;

/**
 * What somebody said. SEALED: an entry knows it by commitment only, so that it can be erased. PLAIN: as it was recorded
 * before words were sealed; nothing is recorded like that any more.
 */
export const Said = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('PLAIN'), text: text(SAID_MAXIMUM) }),
  z.strictObject({ kind: z.literal('SEALED'), commitment: DigestText }),
]);

export type Said = z.infer<typeof Said>;

/** The commitment to a value of the command that is being decided; whoever decides MUST NOT record the value itself. */
export type CommitmentOf = (value: string) => Digest;

/** A value that an entry commits to, and the person under whose key it is sealed. */
export type Commitment = Readonly<{ person: string; commitment: Digest }>;
