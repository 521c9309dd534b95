import type { Instant } from '../kernel/instant.ts';
import type { Edition, Paper } from '../domain/instrument/index.ts';
import type { Digest } from '../kernel/digest.ts';
import type { Checkpoints } from '../ledger/checkpoints.ts';
import type { Source } from '../ledger/read.ts';
import type { Vault } from '../ledger/sealed/vault.ts';

/** The moment a question is about: a position of the ledger, and the time it stands for. */
export type At = Readonly<{ position: number; time: Instant }>;

/** What views read from. */
export type Reader = Source &
  Readonly<{
    checkpoints: Checkpoints;
    /** Opens what is sealed. */
    vault: Vault;
    papers: Readonly<{
      edition: (digest: Digest) => Promise<Edition>;
      paper: (digest: Digest, period: string) => Promise<Paper>;
    }>;
  }>;
