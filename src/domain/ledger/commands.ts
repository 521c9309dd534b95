import type { Digest } from '../../kernel/digest.ts';
import type { Instant } from '../../kernel/instant.ts';

export type OpenLedger = Readonly<{ type: 'OpenLedger'; origin: string; demo: boolean; key: string | null }>;

export type EndDemo = Readonly<{ type: 'EndDemo'; stories: readonly string[] }>;

export type RotateSigningKey = Readonly<{ type: 'RotateSigningKey'; key: string; retiresAt: Instant }>;

/** `root` is that of the heads of so many streams as of `position`. */
export type SealStreamHeads = Readonly<{ type: 'SealStreamHeads'; position: number; streams: number; root: Digest }>;

export type ForkLedger = Readonly<{
  type: 'ForkLedger';
  origin: string;
  key: string;
  oldCheckpoint: string | null;
  keptSize: number;
  reason: string;
}>;

export type LedgerCommand = OpenLedger | EndDemo | RotateSigningKey | SealStreamHeads | ForkLedger;
