import { provinceOf } from '../../domain/codes.ts';
import type { Paper, PaperIndicator } from '../../domain/instrument/index.ts';
import { RESPONSE_STATUSES } from '../response-status.ts';
import type { ResponseStatus } from '../response-status.ts';
import type { Standing } from './standings.ts';

export const STATISTICS_DIMENSIONS = [
  'PROVINCE',
  'DIMENSION',
  'TARGET_GROUP',
  'ASPECT',
  'STATUS',
  'PREDICATE',
  'AGENCY',
] as const;

export type StatisticsDimension = (typeof STATISTICS_DIMENSIONS)[number];

/** What a report is by one dimension; null where it is nothing of it: no predicate, no agency, no target group. */
export type KeyValue = string | null;

/** One indicator of a report, as far as it is told apart. */
export type Placed = Readonly<{ indicator: PaperIndicator; status: ResponseStatus; organization: string | null }>;

/** Told apart by the report as a whole; the others cut it into parts. */
const OF_REPORTS: readonly StatisticsDimension[] = ['PROVINCE', 'PREDICATE'];

/** Known of a unit that has not reported yet. */
const OF_PARTICIPANTS: readonly StatisticsDimension[] = ['PROVINCE', 'DIMENSION', 'TARGET_GROUP', 'ASPECT'];

/** To be seen only in reports that are seen in full: who answers, and how it was ruled on. */
const CONFIDENTIAL: readonly StatisticsDimension[] = ['STATUS', 'AGENCY'];

export function cutsReports(dimension: StatisticsDimension): boolean {
  return !OF_REPORTS.includes(dimension);
}

export function isOfParticipants(dimension: StatisticsDimension): boolean {
  return OF_PARTICIPANTS.includes(dimension);
}

export function isConfidential(dimension: StatisticsDimension): boolean {
  return CONFIDENTIAL.includes(dimension);
}

/** What a report as a whole is by a dimension. MUST be one that does not cut reports. */
export function valueOfReport(dimension: StatisticsDimension, { unit, predicate }: KeyOfReport): KeyValue {
  return dimension === 'PROVINCE' ? provinceOf(unit) : predicate;
}

type KeyOfReport = Pick<Standing, 'unit' | 'predicate'>;

/** What one indicator of a report is by a dimension. MUST be one that cuts reports. */
export function valueOfPart(paper: Paper, dimension: StatisticsDimension, part: Placed): KeyValue {
  switch (dimension) {
    case 'DIMENSION':
      return part.indicator.dimension;
    case 'TARGET_GROUP':
      return targetGroupOf(paper, part.indicator);
    case 'ASPECT':
      return part.indicator.kind;
    case 'STATUS':
      return part.status;
    case 'AGENCY':
      return part.organization;
    case 'PROVINCE':
    case 'PREDICATE':
      throw new Error(`${dimension} does not tell the parts of a report apart`);
  }
}

/**
 * From the edition alone: the group of the dimension where it names one (KKP HAM: SIPOL, EKOSOB); where it measures
 * actions, the dimensions are the groups they are for (Aksi HAM: PEREMPUAN, ANAK, ...); else there is none (IRH).
 */
export function targetGroupOf({ dimensions }: Paper, { dimension, kind }: PaperIndicator): KeyValue {
  const group = dimensions.find(({ code }) => code === dimension)?.group ?? null;
  return group ?? (kind === 'ACTION' ? dimension : null);
}

/** The values of a dimension in the order in which they are listed; those not named here follow by code, null last. */
export function orderOf(paper: Paper, dimension: StatisticsDimension): readonly KeyValue[] {
  const indicators = [...paper.indicators.values()];
  switch (dimension) {
    case 'DIMENSION':
      return paper.dimensions.map(({ code }) => code);
    case 'TARGET_GROUP':
      return [...new Set(indicators.map((one) => targetGroupOf(paper, one)))];
    case 'ASPECT':
      return [...new Set(indicators.map(({ kind }) => kind))];
    case 'STATUS':
      return RESPONSE_STATUSES;
    case 'PREDICATE':
      return paper.edition.predicates.map(({ code }) => code);
    case 'PROVINCE':
    case 'AGENCY':
      return [];
  }
}
