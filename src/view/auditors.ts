import { authorityFor } from '../domain/access.ts';
import { resolveMoment } from './moment.ts';
import { rightsOf } from './people.ts';
import type { Reader } from './reader.ts';

/**
 * Does the person audit the unit now; null: the whole nation? Entries hold what people wrote and who they are, so that only
 * auditors take them home, one report or all of them.
 */
export async function isAuditor(reader: Reader, person: string, unit: string | null): Promise<boolean> {
  const now = await resolveMoment(reader, null);
  if (!now.ok) return false;
  const { grants } = await rightsOf(reader, now.value, person);
  return authorityFor({ roles: ['AUDITOR'], unit }, grants, now.value.time) !== null;
}
