import { provinceOf } from '../../domain/codes.ts';
import type { Paper } from '../../domain/instrument/index.ts';
import { divide, multiply, rational, sum } from '../../kernel/rational.ts';
import type { Rational } from '../../kernel/rational.ts';
import { inOrder } from '../../kernel/statistics.ts';
import type { CycleRow } from '../../projection/cycle.ts';
import { participantsIn } from '../cycles.ts';
import type { At, Reader } from '../reader.ts';
import { cutsReports, isConfidential, isOfParticipants, orderOf, valueOfPart, valueOfReport } from './dimensions.ts';
import type { KeyValue, StatisticsDimension } from './dimensions.ts';
import type { Anatomy, Part } from './parts.ts';
import { once, scoredOf } from './scored.ts';
import { countedReports } from './standings.ts';
import type { Looking, Standing } from './standings.ts';

export type StatisticsAsked = Looking &
  Readonly<{ cycle: CycleRow; within: string | null; groupBy: readonly StatisticsDimension[] }>;

/** The parts of a report that are in a group. */
export type Portion = Readonly<{ keys: readonly KeyValue[]; standing: Standing; parts: readonly Part[] }>;

/** Reports, or the parts of them, that are the same by every dimension asked for. */
export type Group = Readonly<{
  /** One value for each dimension asked for, in their order. */
  keys: readonly KeyValue[];
  /** How many reports are in it. */
  reports: number;
  /** Of how many participants; null where a dimension is not known of who has not reported. */
  expected: number | null;
  /** One per report: its total or, where its parts are told apart, the share of their points in percent; the smallest first. */
  values: readonly Rational[];
  /** Read only where somebody asks for what stands in the responses. */
  portions: () => Promise<readonly Portion[]>;
}>;

/** A report, or a part of one, with its value. */
type Slice = Readonly<{ keys: readonly KeyValue[]; value: Rational | null }>;

/** How the reports of a cycle did, told apart by up to three dimensions. In the order of the paper, then of codes. */
export async function statistics(reader: Reader, at: At, asked: StatisticsAsked): Promise<readonly Group[]> {
  const { cycle, groupBy } = asked;
  const paper = await reader.papers.paper(cycle.instrumentDigest, cycle.period);
  const reports = await countedReports(reader, at, { cycles: [cycle], within: asked.within });
  const { standings, taken } = await scoredOf(reader, at, reports, asked);
  const sliced: Slicing = {
    paper,
    groupBy,
    standings: groupBy.some(isConfidential) ? standings.filter(({ full }) => full) : standings,
  };
  const apart = once(async () => portionsIn(sliced, await taken()));
  const slices = isFrozen(asked) ? frozenSlices(sliced) : [...(await apart()).values()].flat().map(sliceOf(groupBy));
  const byKeys = Map.groupBy(slices, ({ keys }) => nameOf(keys));
  const all = [...participantKeys(paper, asked), ...slices.map(({ keys }) => keys)];
  const groups = [...new Map(all.map((keys) => [nameOf(keys), keys])).values()];
  return groups.toSorted(inOrderOf(groupBy.map((one) => orderOf(paper, one)))).map((keys) => ({
    ...figuresOf(byKeys.get(nameOf(keys)) ?? []),
    keys,
    expected: expectedIn(asked, keys),
    portions: async () => (await apart()).get(nameOf(keys)) ?? [],
  }));
}

type Slicing = Readonly<{
  paper: Paper;
  groupBy: readonly StatisticsDimension[];
  standings: readonly Standing[];
}>;

/** Final totals and dimensions were frozen with the score: nothing has to be read and computed for them. */
function isFrozen({ basis, groupBy }: StatisticsAsked): boolean {
  return basis === 'FINAL' && groupBy.every((one) => !cutsReports(one) || one === 'DIMENSION');
}

function frozenSlices({ groupBy, standings }: Slicing): readonly Slice[] {
  return standings.flatMap((standing) => {
    const keysWith = (dimension: string | null): readonly KeyValue[] =>
      groupBy.map((one) => (one === 'DIMENSION' ? dimension : valueOfReport(one, standing)));
    if (!groupBy.some(cutsReports)) return [{ keys: keysWith(null), value: standing.total }];
    return [...standing.dimensions].map(([code, share]) => ({
      keys: keysWith(code),
      value: share && multiply(share, HUNDRED),
    }));
  });
}

const HUNDRED = rational(100);

/** The portions of every group, by the name of its keys. */
function portionsIn(
  { paper, groupBy, standings }: Slicing,
  taken: ReadonlyMap<string, Anatomy>,
): ReadonlyMap<string, readonly Portion[]> {
  const portions = standings.flatMap((standing) => {
    const parts = (taken.get(standing.key)?.parts ?? []).map((part) => {
      const keys = groupBy.map((one) =>
        cutsReports(one) ? valueOfPart(paper, one, part) : valueOfReport(one, standing),
      );
      return { part, keys, name: nameOf(keys) };
    });
    return [...Map.groupBy(parts, ({ name }) => name)].map(([name, members]) => ({
      name,
      keys: members[0]?.keys ?? [],
      standing,
      parts: members.map(({ part }) => part),
    }));
  });
  return Map.groupBy(portions, ({ name }) => name);
}

function sliceOf(groupBy: readonly StatisticsDimension[]): (portion: Portion) => Slice {
  const whole = !groupBy.some(cutsReports);
  return ({ keys, standing, parts }) => ({ keys, value: whole ? standing.total : shareOf(parts) });
}

/** The points reached of those within reach, each weighed as in the total; null where nothing is in force. */
function shareOf(parts: readonly Part[]): Rational | null {
  const worth = sum(parts.map((one) => one.worth));
  if (worth.numerator === 0n) return null;
  return multiply(divide(sum(parts.map((one) => one.contribution)), worth), HUNDRED);
}

function figuresOf(slices: readonly Slice[]): Pick<Group, 'reports' | 'values'> {
  return { reports: slices.length, values: inOrder(slices.flatMap(({ value }) => (value ? [value] : []))) };
}

/** The groups in which participants are expected, whether or not any of them has come that far. */
function participantKeys(paper: Paper, asked: StatisticsAsked): readonly (readonly KeyValue[])[] {
  const { groupBy } = asked;
  if (!groupBy.every(isOfParticipants)) return [];
  const provinces = [...new Set(participantsIn(asked.cycle, asked.within).map(provinceOf))];
  const indicators = [...paper.indicators.values()];
  const unanswered = indicators.map((indicator) => ({ indicator, status: 'UNASSIGNED', organization: null }) as const);
  return provinces.flatMap((unit) =>
    unanswered.map((part) =>
      groupBy.map((one) =>
        cutsReports(one) ? valueOfPart(paper, one, part) : valueOfReport(one, { unit, predicate: null }),
      ),
    ),
  );
}

function expectedIn(asked: StatisticsAsked, keys: readonly KeyValue[]): number | null {
  const { groupBy } = asked;
  if (!groupBy.every(isOfParticipants)) return null;
  const province = keys[groupBy.indexOf('PROVINCE')] ?? null;
  const participants = participantsIn(asked.cycle, asked.within);
  return participants.filter((unit) => province === null || provinceOf(unit) === province).length;
}

function nameOf(keys: readonly KeyValue[]): string {
  return JSON.stringify(keys);
}

function inOrderOf(orders: readonly (readonly KeyValue[])[]) {
  return (a: readonly KeyValue[], b: readonly KeyValue[]): number => {
    for (const [index, order] of orders.entries()) {
      const difference = compareKeys(order, a[index] ?? null, b[index] ?? null);
      if (difference !== 0) return difference;
    }
    return 0;
  };
}

function compareKeys(order: readonly KeyValue[], a: KeyValue, b: KeyValue): number {
  if (a === b) return 0;
  const [left, right] = [a, b].map((one) => (order.includes(one) ? order.indexOf(one) : order.length));
  if (left !== right) return (left ?? 0) - (right ?? 0);
  return a !== null && (b === null || a < b) ? -1 : 1;
}
