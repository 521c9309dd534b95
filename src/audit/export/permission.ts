import { authorityFor } from '../../domain/access.ts';
import { resolveMoment } from '../../view/moment.ts';
import { peopleById } from '../../view/people.ts';
import type { Reader } from '../../view/reader.ts';

/** A bundle holds every entry of a report and who made it, so only who audits the unit now may take one home. */
export async function mayExport(reader: Reader, person: string, unit: string): Promise<boolean> {
  const now = await resolveMoment(reader, null);
  if (!now.ok) return false;
  const [row] = await peopleById(reader, now.value, [person]);
  return authorityFor({ roles: ['AUDITOR'], unit }, row?.grants ?? [], now.value.time) !== null;
}
