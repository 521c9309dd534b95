import { unitParts } from '../codes.ts';
import { plusDays } from '../../kernel/instant.ts';
import type { Instant } from '../../kernel/instant.ts';
import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import { coversUnit, isLive } from '../access.ts';
import type { Asking, Authority, Grant } from '../access.ts';
import type { Refusal } from '../decider.ts';
import type { Recorded } from '../event.ts';
import type { BreakGlass } from './commands.ts';
import type { PersonEvent } from './events.ts';
import { GLASS_DAYS } from './values.ts';

type Broken = Recorded<Extract<PersonEvent, { type: 'GlassBroken' }>>;

/** Auditors of any place break the glass, for themselves and under a right that was given to themselves. */
export function glassAuthority({ subject }: BreakGlass, { person, grants, now }: Asking): Authority | null {
  const own = subject === person ? grants.find((grant) => isLive(grant, now) && isGiven(grant)) : undefined;
  return own ? { role: own.role, organization: own.organization, grant: own.position } : null;
}

/** Breaks it, unless the unit is open to them already: it is never renewed while it is. */
export function breakGlass(
  { subject: person, unit, reason }: BreakGlass,
  { grants, now, under }: Breaking,
): Result<PersonEvent, Refusal<'GRANT_EXISTS'>> {
  const audits = grants.filter((grant) => grant.role === 'AUDITOR' && isLive(grant, now));
  if (audits.some((grant) => coversUnit(grant, unit))) return err({ code: 'GRANT_EXISTS' });
  const given = grants.find(({ position }) => position === under.grant);
  const validUntil = earlier(plusDays(now, GLASS_DAYS), given?.validUntil ?? null);
  const data = { person, ...unitParts(unit), reason, validFrom: now, validUntil };
  return ok({ type: 'GlassBroken', data });
}

type Breaking = Asking & Readonly<{ under: Authority }>;

/** What speaks against a glass that was broken, as a clause; null where nothing does. `given`: the right that it names. */
export function glassProblem(
  { data, actor }: Pick<Broken, 'data' | 'actor'>,
  given: (Grant & Readonly<{ person: string }>) | null,
): string | null {
  if (data.person !== actor.person || given?.person !== actor.person) return 'was broken for somebody else';
  if (!isGiven(given)) return 'was broken under what is no right to audit of their own';
  if (data.validUntil > plusDays(data.validFrom, GLASS_DAYS)) return 'is open for longer than a day';
  return given.validUntil !== null && data.validUntil > given.validUntil ? 'lasts longer than that right' : null;
}

/** Neither lent nor broken open: else one glass would open the next, for ever. */
function isGiven({ role, delegatedBy, brokenUnder }: Grant): boolean {
  return role === 'AUDITOR' && delegatedBy === null && brokenUnder === null;
}

function earlier(one: Instant, other: Instant | null): Instant {
  return other !== null && other < one ? other : one;
}
