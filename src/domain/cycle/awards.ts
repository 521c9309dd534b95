import { provinceOf, unitParts } from '../codes.ts';
import type { Edition } from '../instrument/index.ts';
import { provinceAward } from '../scoring/v1/index.ts';
import type { GrantedAward } from './events.ts';
import type { ReportStanding } from './values.ts';

/**
 * The awards that follow from the final scores: provinces first, then places, each in order of code.
 * Every participant of a province counts in its share, also one that never reported.
 */
export function awardsOf(
  edition: Edition,
  participants: readonly string[],
  standings: readonly ReportStanding[],
): readonly GrantedAward[] {
  if (!edition.provinceAward) return [];
  const finals = new Map(standings.map(({ unit, final }) => [unit, final]));
  const members = participants
    .filter(isRegencyOrCity)
    .map((unit) => ({ unit, predicate: finals.get(unit)?.predicate ?? null }));
  return [...provinces(edition, members), ...places(edition.provinceAward.predicate, members, finals)];
}

/** A province or an organization may take part, and is no member of a province. */
function isRegencyOrCity(unit: string): boolean {
  return unitParts(unit).organization === null && unit !== provinceOf(unit);
}

type Member = Readonly<{ unit: string; predicate: string | null }>;

function provinces(edition: Edition, members: readonly Member[]): readonly GrantedAward[] {
  const codes = [...new Set(members.map(({ unit }) => provinceOf(unit)))].sort();
  return codes.flatMap((province) => {
    const own = members.filter(({ unit }) => provinceOf(unit) === province);
    const award = provinceAward(edition, own);
    return award?.awarded ? [caringProvince(edition, province, own, award.count)] : [];
  });
}

function caringProvince(edition: Edition, recipient: string, members: readonly Member[], count: number): GrantedAward {
  return {
    kind: 'PROVINCE_CARING',
    recipient,
    predicate: edition.provinceAward?.predicate ?? '',
    total: null,
    final: null,
    count,
    of: members.length,
    moreThanPercent: edition.provinceAward?.moreThanPercent ?? '',
    members: [...members],
  };
}

function places(
  predicate: string,
  members: readonly Member[],
  finals: ReadonlyMap<string, ReportStanding['final']>,
): readonly GrantedAward[] {
  return members.flatMap(({ unit, predicate: held }) => {
    const final = finals.get(unit);
    if (!final || held !== predicate) return [];
    const figures = { total: final.total, final: final.position, count: null, of: null, moreThanPercent: null };
    return [{ kind: 'CARING', recipient: unit, predicate, ...figures, members: [] }];
  });
}
