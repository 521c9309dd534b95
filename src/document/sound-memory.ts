import type { Digest } from '../kernel/digest.ts';

/** Whose bytes were all looked at a moment ago, and were the digest's. */
export type SoundMemory = Readonly<{
  /** Asks again only where nobody did a moment ago. */
  isSound: (digest: Digest, look: () => Promise<boolean>) => Promise<boolean>;
}>;

/** As long as a viewer takes to fetch a document part by part; altered bytes are found that much later. */
const MILLISECONDS = 60_000;

/** More than are read within a minute. */
const MOST = 1000;

/** Else whoever asks for a document byte by byte would have it hashed as often as it is long. */
export function createSoundMemory(): SoundMemory {
  const seen = new Map<Digest, number>();

  return {
    isSound: async (digest, look) => {
      const until = seen.get(digest);
      if (until !== undefined && performance.now() < until) return true;
      seen.delete(digest);
      if (!(await look())) return false;
      seen.set(digest, performance.now() + MILLISECONDS);
      // The oldest stands first.
      const [oldest] = seen.keys();
      if (seen.size > MOST && oldest !== undefined) seen.delete(oldest);
      return true;
    },
  };
}
