import { isLive } from '../domain/access.ts';
import type { Grant } from '../domain/access.ts';
import type { Instant } from '../kernel/instant.ts';
import { resolveMoment } from './moment.ts';
import { rightsOf } from './people.ts';
import type { Reader } from './reader.ts';

/**
 * In whose names the person may bring documents now: an organization (`64.71/dinas-sosial`) for which they report, a unit
 * (`64.71`) whose report they coordinate.
 */
export async function uploadOwnersOf(reader: Reader, person: string): Promise<readonly string[]> {
  const now = await resolveMoment(reader, null);
  if (!now.ok) return [];
  const { grants } = await rightsOf(reader, now.value, person);
  return uploadOwnersIn(grants, now.value.time);
}

/** The same of somebody whose rights are at hand. */
export function uploadOwnersIn(grants: readonly Grant[], now: Instant): readonly string[] {
  return [...new Set(grants.filter((grant) => isLive(grant, now)).flatMap(ownerOf))];
}

function ownerOf({ role, jurisdiction, organization }: Grant): readonly string[] {
  if (jurisdiction === null) return [];
  if (role === 'COORDINATOR') return [[jurisdiction, organization].filter((part) => part !== null).join('/')];
  return role === 'REPORTER' && organization !== null ? [`${jurisdiction}/${organization}`] : [];
}
