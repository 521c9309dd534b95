import type { Grant } from '../access.ts';
import type { Recorded } from '../event.ts';
import type { PersonEvent } from './events.ts';

type Lending = Recorded<Extract<PersonEvent, { type: 'RoleDelegated' }>>;

/**
 * What speaks against a loan, as a clause; null where nothing does. It is made by whoever holds the right, under that very
 * right, as it is and for no longer; `lent` is the right that it names, null where there is none. Whether that right was in
 * force is asked of every entry.
 */
export function lendingProblem(
  { data, actor }: Pick<Lending, 'data' | 'actor'>,
  lent: (Grant & Readonly<{ person: string }>) | null,
): string | null {
  if (data.delegatedBy !== actor.person || data.grant !== actor.grant) return 'was made under another right';
  if (lent?.person !== data.delegatedBy) return 'was made by somebody who does not hold it';
  if (lent.delegatedBy !== null) return 'lends on what was only lent';
  if (!isSameRight(data, lent)) return 'gives another right';
  return lent.validUntil !== null && data.validUntil > lent.validUntil ? 'lasts longer' : null;
}

function isSameRight(data: Lending['data'], { role, jurisdiction, organization }: Grant): boolean {
  return data.role === role && data.jurisdiction === jurisdiction && data.organization === organization;
}
