import { coversUnit, isLive, SYSTEM_PERSON } from '../../domain/access.ts';
import type { Grant } from '../../domain/access.ts';
import { mayBeRecordedBy } from '../../domain/authority.ts';
import { glassProblem, grantOf, lendingProblem } from '../../domain/person/index.ts';
import { FILES } from '../bundle/format.ts';
import { ok } from '../../kernel/result.ts';
import type { Bundle } from './bundle.ts';
import type { BundledEntry } from './entry.ts';
import { faulty } from './fault.ts';
import type { Checked } from './fault.ts';
import { isOf } from './streams.ts';
import type { Streams } from './streams.ts';

type Granting = Streams['grants'][number];
type Grants = ReadonlyMap<number, Granting>;

/**
 * Everybody acted in a role that may do what was done, and under a right that the ledger had given them or that was lent to
 * them; so did whoever gave or lent it, back to the system that opened the ledger. Whether a right was revoked before its
 * end does not follow from a bundle.
 */
export function checkGrants({ entries, streams }: Bundle): Checked {
  const grants: Grants = new Map(streams.grants.map((grant) => [grant.position, grant]));
  const { unit } = streams.reportOpened.data;
  for (const entry of entries) {
    const reported = entry.stream === streams.reportOpened.stream ? unit : null;
    const problem =
      authorityProblem(entry, grants, reported) ??
      roleProblem(entry) ??
      loanProblem(entry, grants) ??
      openingProblem(entry, grants);
    if (problem !== null) return faulty(FILES.events, problem, entry);
  }
  const cited = new Set(entries.map(({ actor }) => actor.grant));
  const spare = streams.grants.find(({ position }) => !cited.has(position));
  if (spare) return faulty(FILES.events, 'Nobody in the bundle acted under this grant.', spare);
  const lent = streams.grants.filter(({ type }) => type === 'RoleDelegated').length;
  return ok(`${grants.size} grants, under which everybody acted${lent > 0 ? `; ${lent} of them lent` : ''}`);
}

function authorityProblem(entry: BundledEntry, grants: Grants, unit: string | null): string | null {
  const { person, role, grant: cited } = entry.actor;
  if (role === 'SYSTEM' || person === SYSTEM_PERSON || cited === null) return systemProblem(entry);
  const grant = grants.get(cited);
  if (!grant || grant.position >= entry.position) return `The grant it cites, entry ${cited}, is not in the bundle.`;
  const problem = grantProblem(entry, grant, unit);
  return problem === null ? null : `The grant it cites, entry ${cited}, ${problem}.`;
}

function grantProblem({ actor, recordedAt }: BundledEntry, grant: Granting, unit: string | null): string | null {
  const { data } = grant;
  if (data.person !== actor.person) return 'was given to somebody else';
  const right = grantOf(grant);
  if (right.role !== actor.role || right.organization !== actor.organization) return 'gives another right';
  if (!isLive(right, recordedAt)) return 'was not valid then';
  return unit === null || coversUnit(right, unit) ? null : `does not reach ${unit}`;
}

function roleProblem(entry: BundledEntry): string | null {
  const { role } = entry.actor;
  return mayBeRecordedBy(role, entry) ? null : `Nobody may do this as ${role}.`;
}

/** A right is lent as it is held, by whoever holds it, and is not lent on. */
function loanProblem(entry: BundledEntry, grants: Grants): string | null {
  if (!isOf(entry, 'RoleDelegated')) return null;
  const problem = lendingProblem(entry, holding(grants.get(entry.data.grant)));
  return problem === null ? null : `The loan of what entry ${entry.data.grant} granted ${problem}.`;
}

/** The glass is broken by an auditor, for themselves, and for a day. */
function openingProblem(entry: BundledEntry, grants: Grants): string | null {
  if (!isOf(entry, 'GlassBroken')) return null;
  const problem = glassProblem(entry, holding(grants.get(entry.actor.grant ?? 0)));
  return problem === null ? null : `The glass ${problem}.`;
}

function holding(granting: Granting | undefined): (Grant & Readonly<{ person: string }>) | null {
  return granting ? { ...grantOf(granting), person: granting.data.person } : null;
}

/** What no person does needs no grant; and nobody else goes without. */
function systemProblem({ actor: { person, role, organization, grant } }: BundledEntry): string | null {
  const isSystem = role === 'SYSTEM' && person === SYSTEM_PERSON && organization === null && grant === null;
  return isSystem ? null : 'It cites no grant.';
}
