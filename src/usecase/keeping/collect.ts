import { removeAll, uploadedBefore } from '../../document/collecting.ts';
import type { Stored } from '../../document/collecting.ts';

/** What a round of keeping did. */
export type Kept = Readonly<{ collected: number; removed: number }>;

export type Collecting = Stored & Readonly<{ graceDays: number; mayGoOn?: () => boolean }>;

/** Uploads of one round: so many, so that a round ends, and that few bytes are left over where a process ends in one. */
const AT_ONCE = 100;

/**
 * Marks uploads that nothing of their place referred to within the days of grace, and removes bytes that nobody needs any
 * longer. MUST NOT be hurried: each upload is judged under the ledger's lock, so that nobody attaches it meanwhile.
 */
export async function collectUploads({ graceDays, mayGoOn, ...stored }: Collecting): Promise<Kept> {
  const digests = await uploadedBefore(stored, { graceDays, limit: AT_ONCE });
  return { collected: digests.length, removed: await removeAll(stored, digests, mayGoOn) };
}
