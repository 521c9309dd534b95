import { rightsOf } from './people.ts';
import type { At, Reader } from './reader.ts';
import { ANYONE } from './visibility.ts';
import type { Viewer } from './visibility.ts';

/** Who looks, with the grants they hold now; null: anybody. */
export async function viewerOf(reader: Reader, now: At, person: string | null): Promise<Viewer> {
  if (person === null) return { ...ANYONE, now: now.time };
  return { person, now: now.time, ...(await rightsOf(reader, now, person)) };
}
