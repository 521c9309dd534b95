import { erasedAfter, erasedButBrought, removeAll } from '../../document/collecting.ts';
import type { Stored } from '../../document/collecting.ts';

/**
 * Removes bytes that are erased by law: the first time all that are, then what entries erased since, and what was uploaded
 * since although it is erased.
 */
export function createErasing(stored: Stored, mayGoOn: () => boolean): () => Promise<void> {
  let position = 0;
  let lookedAt = performance.now();

  return async () => {
    const now = performance.now();
    const entries = await erasedAfter(stored, position);
    const brought = await erasedButBrought(stored, (now - lookedAt) / 1000);
    const digests = new Set([...entries.map(({ digest }) => digest), ...brought]);
    await removeAll(stored, [...digests], mayGoOn);
    position = entries.at(-1)?.position ?? position;
    lookedAt = now;
  };
}
