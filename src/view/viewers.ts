import { peopleById, rightsIn } from './people.ts';
import type { PersonRow } from './people.ts';
import type { At, Reader } from './reader.ts';
import { ANYONE } from './visibility.ts';
import type { Viewer } from './visibility.ts';

/** Who looks, with the grants they hold now; null: anybody. */
export async function viewerOf(reader: Reader, now: At, person: string | null): Promise<Viewer> {
  if (person === null) return { ...ANYONE, now: now.time };
  const [row = null] = await peopleById(reader, now, [person]);
  return viewerFrom(reader, now, { person, row });
}

/** The same of somebody whose row is at hand; null: unknown, and without any grant. */
export async function viewerFrom(
  reader: Reader,
  now: At,
  { person, row }: Readonly<{ person: string; row: PersonRow | null }>,
): Promise<Viewer> {
  return { person, now: now.time, grants: [], ...(row && (await rightsIn(reader, now, row))) };
}
