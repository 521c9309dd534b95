import { provinceOf } from '../codes.ts';
import type { Edition } from '../instrument/index.ts';
import { provinceAward } from '../scoring/v1/index.ts';
import { annualAwards, isRegencyOrCity } from './annual-awards.ts';
import type { YearOfCycle } from './annual-awards.ts';
import type { GrantedAward } from './events.ts';
import type { ReportStanding } from './values.ts';

/** What awards follow from: one cycle, and the year it belongs to where that has several periods. */
type AwardBasis = Readonly<{
  cycle: string;
  participants: readonly string[];
  standings: readonly ReportStanding[];
  year: YearOfCycle | null;
}>;

/** The awards that follow from the final scores: for a predicate first, then for the year. */
export function awardsOf(edition: Edition, basis: AwardBasis): readonly GrantedAward[] {
  const { year } = basis;
  return [...caringAwards(edition, basis), ...(year ? annualAwards(edition, year) : [])];
}

/**
 * Provinces first, then places, each in order of code. Every participant of a province counts in its share, also one that
 * never reported.
 */
function caringAwards(edition: Edition, { cycle, participants, standings }: AwardBasis): readonly GrantedAward[] {
  if (!edition.provinceAward) return [];
  const finals = new Map(standings.map(({ unit, final }) => [unit, final]));
  const members = participants
    .filter(isRegencyOrCity)
    .map((unit) => ({ unit, predicate: finals.get(unit)?.predicate ?? null }));
  const awards = [...provinces(edition, members), ...places(edition.provinceAward.predicate, members, finals)];
  return awards.map((award) => ({ ...award, within: null, cycles: [cycle], measure: null, compared: [] }));
}

/** An award for a predicate, of one cycle. */
type Caring = Omit<GrantedAward, 'within' | 'cycles' | 'measure' | 'compared'>;

type Member = Readonly<{ unit: string; predicate: string | null }>;

function provinces(edition: Edition, members: readonly Member[]): readonly Caring[] {
  const codes = [...new Set(members.map(({ unit }) => provinceOf(unit)))].sort();
  return codes.flatMap((province) => {
    const own = members.filter(({ unit }) => provinceOf(unit) === province);
    const award = provinceAward(edition, own);
    return award?.awarded ? [caringProvince(edition, province, own, award.count)] : [];
  });
}

function caringProvince(edition: Edition, recipient: string, members: readonly Member[], count: number): Caring {
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
): readonly Caring[] {
  return members.flatMap(({ unit, predicate: held }) => {
    const final = finals.get(unit);
    if (!final || held !== predicate) return [];
    const figures = { total: final.total, final: final.position, count: null, of: null, moreThanPercent: null };
    return [{ kind: 'CARING', recipient: unit, predicate, ...figures, members: [] }];
  });
}
