import { coversUnit, isLive, reachesBelow, rootOf } from '../domain/access.ts';
import type { Grant, Lenders } from '../domain/access.ts';
import { disclosureStream } from '../domain/streams.ts';
import type { Instant } from '../kernel/instant.ts';
import type { CycleRow } from '../projection/cycle.ts';
import type { At } from './reader.ts';
import { isAboutPeople, unitOfStream } from './streams.ts';

/** Who looks: today's grants decide, whatever moment is looked at. Anonymous: no person, no grants. */
export type Viewer = Readonly<{ person: string | null; grants: readonly Grant[]; now: Instant; lenders?: Lenders }>;

/** FULL: everything. PUBLISHED: results only, without drafts, notes, events or actors. */
export type Visibility = 'FULL' | 'PUBLISHED' | 'NOT_PUBLISHED_THEN' | 'NONE';

export const ANYONE: Omit<Viewer, 'now'> = { person: null, grants: [] };

/** Does any live grant reach the unit? */
export function maySee({ grants, now }: Viewer, unit: string): boolean {
  return grants.some((grant) => isLive(grant, now) && coversUnit(grant, unit));
}

/** Does any grant of the viewer live at all? */
export function holdsGrant({ grants, now }: Viewer): boolean {
  return grants.some((grant) => isLive(grant, now));
}

/** Whoever holds a grant over the nation sees every unit, and what is of none, short of what is about people. */
export function maySeeAll({ grants, now }: Viewer): boolean {
  return grants.some((grant) => isLive(grant, now) && grant.jurisdiction === null);
}

/** Auditors and administrators of the nation see every entry: also who holds which right, and who took what home. */
export function oversees({ grants, now }: Viewer): boolean {
  return grants.some(
    (grant) =>
      isLive(grant, now) && grant.jurisdiction === null && (grant.role === 'AUDITOR' || grant.role === 'ADMINISTRATOR'),
  );
}

/** May the viewer read the entries of the stream? MUST agree with what `listEvents` lets through. */
export function mayRead(viewer: Viewer, stream: string): boolean {
  const unit = unitOfStream(stream);
  if (unit !== null) return maySee(viewer, unit);
  if (!isAboutPeople(stream)) return maySeeAll(viewer);
  const isOwn = viewer.person !== null && stream === disclosureStream(viewer.person);
  return oversees(viewer) || (isOwn && holdsGrant(viewer));
}

/** A place a viewer may read: with everything below it, or with its own organizations only; or one organization. */
export type Scope = Readonly<{ jurisdiction: string; below: boolean }>;

/** The places a viewer may read, for filters; null: everything. MUST agree with `coversUnit`. */
export function readableScopes(viewer: Viewer): readonly Scope[] | null {
  if (maySeeAll(viewer)) return null;
  return viewer.grants
    .filter((grant) => isLive(grant, viewer.now))
    .flatMap((grant) => {
      const jurisdiction = rootOf(grant);
      return jurisdiction === null ? [] : [{ jurisdiction, below: reachesBelow(grant) }];
    });
}

/** What a viewer sees of the reports of a cycle: permission is today's, visibility belongs to the moment. */
export function visibilityOf(
  viewer: Viewer,
  unit: string,
  { then, today, at }: Readonly<{ then: CycleRow | null; today: CycleRow | null; at: At }>,
): Visibility {
  if (maySee(viewer, unit)) return 'FULL';
  if (then?.published && then.published.position <= at.position) return 'PUBLISHED';
  return today?.published ? 'NOT_PUBLISHED_THEN' : 'NONE';
}
