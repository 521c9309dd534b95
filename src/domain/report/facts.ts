import { localDay } from '../../kernel/calendar.ts';
import type { Digest } from '../../kernel/digest.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Result } from '../../kernel/result.ts';
import type { Asking, Authority, Grant } from '../access.ts';
import type { Refusal } from '../decider.ts';
import type { Paper } from '../instrument/index.ts';
import type { GeneralRefusalCode } from '../refusals.ts';
import type { CommitmentOf } from '../sealed.ts';
import type { ValidityDates } from '../scoring/v1/index.ts';
import type { ReportEvent } from './events.ts';
import type { reportRefusals } from './refusals.ts';
import type { Uploads } from './uploads.ts';

/** The cycle as far as its reports ask. */
export type CycleOfReport = Readonly<{
  instrument: string;
  edition: string;
  instrumentDigest: Digest;
  dataYear: number;
  /** For this unit, as extended. */
  submission: Readonly<{ opensAt: Instant; closesAt: Instant }>;
  /** As it was announced: an extension makes no document expire. */
  announced: Readonly<{ closesAt: Instant }>;
  participants: readonly string[];
  /** Once its results are published, its reports stand. */
  published: boolean;
}>;

/** The unit as far as its reports ask. `organizations` are those registered in its jurisdiction. */
export type UnitOfReport = Readonly<{
  kind: 'PROVINCE' | 'REGENCY' | 'CITY' | 'ORGANIZATION';
  name: string;
  /** Hours ahead of UTC; no Indonesian zone has daylight saving. */
  utcOffset: number;
  organizations: Readonly<Record<string, Readonly<{ name: string; mandates: readonly string[] }>>>;
}>;

/**
 * `head`: the last position before this command; nobody can have seen more. `deciders`: the rights, lent ones included, of those who
 * decided before what takes a second person to decide. `uploads`: of the documents that the command names.
 */
export type StandingFacts = Asking &
  Readonly<{
    head: number;
    cycle: CycleOfReport | null;
    paper: Paper | null;
    unit: UnitOfReport | null;
    deciders: ReadonlyMap<string, readonly Grant[]>;
    uploads: Uploads;
  }>;

/** The same for a command that is being decided, with what its words are sealed as. */
export type ReportFacts = StandingFacts & Readonly<{ commitmentOf: CommitmentOf }>;

type Known = Readonly<{ cycle: CycleOfReport; paper: Paper; unit: UnitOfReport; under: Authority }>;

export type Admitted<Facts extends StandingFacts> = Facts & Known;

/** Facts of a report whose cycle, paper and unit are known, and of someone who may do what they ask. */
export type KnownFacts = Admitted<StandingFacts>;

export type ReportRefusalCode =
  | GeneralRefusalCode
  | keyof typeof reportRefusals
  | 'CYCLE_UNKNOWN'
  | 'RESULTS_PUBLISHED'
  | 'DEADLINE_NOT_LATER'
  | 'DEADLINE_TOO_FAR'
  | 'JURISDICTION_UNKNOWN'
  | 'ORGANIZATION_UNKNOWN'
  | 'DOCUMENT_ERASED';

export type ReportRefusal = Refusal<ReportRefusalCode>;

/** What one rule of the decider answers: events, or why not. */
export type Ruled = Result<readonly ReportEvent[], ReportRefusal>;

type DatedFacts = Readonly<{
  cycle: Pick<CycleOfReport, 'announced' | 'dataYear'>;
  unit: Pick<UnitOfReport, 'utcOffset'>;
}>;

/** The days by which an edition judges validity, in the unit's own calendar. */
export function validityDates({ cycle, unit }: DatedFacts): ValidityDates {
  const { announced, dataYear } = cycle;
  return { SUBMISSION_CLOSES: localDay(announced.closesAt, unit.utcOffset), DATA_YEAR_ENDS: `${dataYear}-12-31` };
}
