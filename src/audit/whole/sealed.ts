import type { RecordedJejakEvent } from '../../domain/catalogue.ts';
import type { Digest } from '../../kernel/digest.ts';
import { toDigest } from '../../merkle/hash.ts';
import { headsRoot } from '../../merkle/heads.ts';
import type { StreamHead } from '../../merkle/heads.ts';
import { counted, passed } from './fault.ts';
import type { Check, CheckedEntry, Finding, Snapshot } from './fault.ts';

type Sealed = Readonly<{ streams: number; root: Digest }>;
type SealingEvent = Extract<RecordedJejakEvent, { type: 'StreamHeadsSealed' }>;

/** Recomputes every sealed map of stream heads as of the position that it states. */
export async function createSealedCheck(sql: Snapshot): Promise<Check> {
  const wanted = await readSealedPositions(sql);
  const heads = new Map<string, StreamHead>();
  const recomputed = new Map<number, Sealed>();
  let seals = 0;

  const step = ({ event, leafHash }: CheckedEntry): Finding | null => {
    const finding = event.type === 'StreamHeadsSealed' ? wrongSeal(event, recomputed) : null;
    if (event.type === 'StreamHeadsSealed') seals += 1;
    heads.set(event.stream, { stream: event.stream, streamPosition: event.streamPosition, leafHash });
    if (wanted.has(event.position)) {
      recomputed.set(event.position, { streams: heads.size, root: toDigest(headsRoot([...heads.values()])) });
    }
    return finding;
  };

  const take: Check['take'] = (entries) => {
    for (const entry of entries) {
      const finding = step(entry);
      if (finding) return Promise.resolve(finding);
    }
    return Promise.resolve(null);
  };

  return { name: 'sealed', take, end: () => Promise.resolve(passed(counted(seals, 'sealed map'))) };
}

/** Known beforehand, so that the heads of those positions can be taken in passing. There are few seals. */
async function readSealedPositions(sql: Snapshot): Promise<ReadonlySet<number>> {
  const rows = await sql<{ entry: string }[]>`select entry from ledger_entry where type = 'StreamHeadsSealed'`;
  return new Set(rows.map(({ entry }) => sealedPosition(entry)));
}

/** Only a hint of what will be asked: an entry that cannot be read is found by the check of the entries. */
function sealedPosition(entry: string): number {
  try {
    // Whatever else it is, the number is compared with positions and nothing more.
    return (JSON.parse(entry) as { data: { position: number } }).data.position;
  } catch {
    return 0;
  }
}

function wrongSeal({ position, data }: SealingEvent, recomputed: ReadonlyMap<number, Sealed>): Finding | null {
  const found = recomputed.get(data.position);
  if (!found) return { position, sentence: `it seals position ${data.position}, which does not come before it` };
  if (found.streams !== data.streams) {
    return {
      position,
      sentence: `it seals ${data.streams} streams as of ${data.position}, where there were ${found.streams}`,
    };
  }
  const same = found.root === data.root;
  return same
    ? null
    : { position, sentence: `the heads as of ${data.position} have the root ${found.root}, not ${data.root}` };
}
