import { removeUnless, uploadedBefore } from '../../document/collecting.ts';
import type { Stored } from '../../document/collecting.ts';
import type { Digest } from '../../kernel/digest.ts';

/** What a round of keeping did. */
export type Kept = Readonly<{ collected: number; removed: number }>;

export type Collecting = Stored & Readonly<{ graceDays: number }>;

/** Uploads of one round: so many, so that a round ends and others get their turn. */
const AT_ONCE = 500;

/**
 * Marks uploads that nothing of their place referred to within the days of grace, and removes bytes that nobody needs any
 * longer. MUST NOT be hurried: each upload is judged under the ledger's lock, so that nobody attaches it meanwhile.
 */
export async function collectUploads({ graceDays, ...stored }: Collecting): Promise<Kept> {
  const digests = await uploadedBefore(stored, { graceDays, limit: AT_ONCE });
  let removed = 0;
  for (const digest of digests) if (await removeUnless(stored, digest)) removed += 1;
  return { collected: digests.length, removed };
}

/** Removes the bytes of these digests where they are erased by law. */
export async function removeErased(stored: Stored, digests: readonly Digest[]): Promise<number> {
  let removed = 0;
  for (const digest of digests) if (await removeUnless(stored, digest)) removed += 1;
  return removed;
}
