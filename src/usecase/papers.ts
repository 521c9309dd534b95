import { Edition, paperOf } from '../domain/instrument/index.ts';
import type { Paper } from '../domain/instrument/index.ts';
import type { Digest } from '../kernel/digest.ts';

/** Editions by digest, parsed once: what a digest names never changes. */
export type Papers = Readonly<{
  edition: (digest: Digest) => Promise<Edition>;
  paper: (digest: Digest, period: string) => Promise<Paper>;
}>;

/** `read` finds the canonical text of a digest; a ledger that names an edition has its text. */
export function createPapers(read: (digest: Digest) => Promise<string | null>): Papers {
  const editions = new Map<Digest, Promise<Edition>>();
  const papers = new Map<string, Promise<Paper>>();

  const load = async (digest: Digest): Promise<Edition> => {
    const text = await read(digest);
    if (text === null) throw new Error(`no text is stored for the edition ${digest}`);
    return Edition.parse(JSON.parse(text));
  };

  const edition = (digest: Digest): Promise<Edition> => once(editions, digest, () => load(digest));
  const paper = (digest: Digest, period: string): Promise<Paper> =>
    once(papers, `${digest}/${period}`, async () => paperOf(await edition(digest), period));
  return { edition, paper };
}

/** A failure is not remembered. */
function once<Key, Value>(known: Map<Key, Promise<Value>>, key: Key, make: () => Promise<Value>): Promise<Value> {
  const found = known.get(key);
  if (found) return found;
  const made = make();
  known.set(key, made);
  made.catch(() => known.delete(key));
  return made;
}
