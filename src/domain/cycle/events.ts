import { z } from 'zod';

import { CycleCode, JurisdictionCode, UnitCode } from '../codes.ts';
import { DayText, DecimalText, defineEvent, DigestText, ExactText, InstantText, text } from '../event.ts';
import type { EventOf } from '../event.ts';
import { BilingualText, EditionCode, InstrumentCode, PeriodCode } from '../instrument/index.ts';
import { AwardKind } from './values.ts';

const Year = z.int().min(1945).max(9999);

/** Reporting was called for: which edition, for which years and period, until when, and from whom. */
const CycleOpened = defineEvent(
  'CycleOpened',
  1,
  z.strictObject({
    cycle: CycleCode,
    instrument: InstrumentCode,
    edition: EditionCode,
    instrumentDigest: DigestText,
    title: BilingualText,
    period: PeriodCode,
    dataYear: Year,
    cycleYear: Year,
    awardYear: Year,
    submission: z.strictObject({ opensAt: InstantText, closesAt: InstantText }),
    notice: text(500),
    participants: z.array(UnitCode).min(1).max(2000),
  }),
);

/** The final scores of the cycle became public. The awards follow in `AwardsGranted`. */
const ResultsPublished = defineEvent(
  'ResultsPublished',
  1,
  z.strictObject({
    cycle: CycleCode,
    participants: z.int().positive(),
    final: z.int().nonnegative(),
    notSubmitted: z.array(UnitCode).max(2000),
    awards: z.int().nonnegative(),
  }),
);

/** As awards were granted before units were compared over a year. */
const AwardsGrantedV1 = defineEvent(
  'AwardsGranted',
  1,
  z.strictObject({
    cycle: CycleCode,
    awards: z
      .array(
        z.strictObject({
          kind: AwardKind.extract(['PROVINCE_CARING', 'CARING']),
          recipient: UnitCode,
          predicate: z.string(),
          total: z.string().nullable(),
          final: z.int().positive().nullable(),
          count: z.int().positive().nullable(),
          of: z.int().positive().nullable(),
          moreThanPercent: z.string().nullable(),
          members: z.array(z.strictObject({ unit: UnitCode, predicate: z.string().nullable() })).max(60),
        }),
      )
      .min(1)
      .max(100),
  }),
);

/** A final of a period; the hours from a complete submission to a deadline; the working hours of a correction round. */
const AwardTerm = z.strictObject({
  cycle: CycleCode,
  number: z.int().positive().nullable(),
  from: InstantText.nullable(),
  to: InstantText.nullable(),
  exact: ExactText,
  entry: z.int().positive(),
});

/** A place among those it was compared with: `exact` is the mean of its terms, as the measure takes it. */
const ComparedPlace = z.strictObject({
  unit: UnitCode,
  utcOffset: z.int(),
  standing: z.enum(['MEASURED', 'NEVER_RETURNED', 'UNRANKED']),
  exact: ExactText.nullable(),
  terms: z.array(AwardTerm).max(1000),
});

/**
 * Awards with the figures they rest on, frozen. CARING: `total` and `predicate` as entry `final` froze them.
 * PROVINCE_CARING: `count` of `of` places hold the predicate, which is more than `moreThanPercent` percent. BEST, FASTEST,
 * MOST_RESPONSIVE: `measure` is the best among all places of `within` in the cycles of a year, which are `compared`; its
 * `exact` is null for who was never returned anything.
 */
const AwardsGranted = defineEvent(
  'AwardsGranted',
  2,
  z.strictObject({
    cycle: CycleCode,
    awards: z
      .array(
        z.strictObject({
          kind: AwardKind,
          recipient: UnitCode,
          within: JurisdictionCode.nullable(),
          cycles: z.array(CycleCode).min(1).max(12),
          predicate: z.string().nullable(),
          total: z.string().nullable(),
          final: z.int().positive().nullable(),
          count: z.int().positive().nullable(),
          of: z.int().positive().nullable(),
          moreThanPercent: z.string().nullable(),
          members: z.array(z.strictObject({ unit: UnitCode, predicate: z.string().nullable() })).max(60),
          measure: z
            .strictObject({
              unit: z.enum(['POINTS', 'HOURS', 'WORKING_HOURS']),
              exact: ExactText.nullable(),
              rounded: DecimalText.nullable(),
            })
            .nullable(),
          compared: z.array(ComparedPlace).max(60),
        }),
      )
      .min(1)
      .max(100),
  }),
);

/** More time to submit: for the units that are named, or for all (null). `previous` is the deadline it takes the place of. */
const DeadlineExtended = defineEvent(
  'DeadlineExtended',
  1,
  z.strictObject({
    cycle: CycleCode,
    units: z.array(UnitCode).min(1).max(2000).nullable(),
    closesAt: InstantText,
    previous: InstantText,
    reason: text(1000),
  }),
);

/** A deadline passed: for the units that are named, or for all that had no other (null). */
const SubmissionWindowClosed = defineEvent(
  'SubmissionWindowClosed',
  1,
  z.strictObject({
    cycle: CycleCode,
    closesAt: InstantText,
    units: z.array(UnitCode).min(1).max(2000).nullable(),
    notSubmitted: z.array(UnitCode).max(2000),
  }),
);

/** The whole cycle is scored by another edition from here on, before any of its reports was assessed. */
const EditionReplaced = defineEvent(
  'EditionReplaced',
  1,
  z.strictObject({
    cycle: CycleCode,
    from: EditionCode,
    to: EditionCode,
    instrumentDigest: DigestText,
    title: BilingualText,
    reason: text(1000),
    reports: z.int().nonnegative(),
  }),
);

/** What was published elsewhere (a decree, the press) as the score of a unit. It stands beside the recomputed one. */
const OfficialScoreRecorded = defineEvent(
  'OfficialScoreRecorded',
  1,
  z.strictObject({
    cycle: CycleCode,
    unit: UnitCode,
    total: DecimalText,
    predicate: z.string().nullable(),
    source: text(1000),
    publishedOn: DayText.nullable(),
  }),
);

const current = [
  CycleOpened,
  ResultsPublished,
  AwardsGranted,
  DeadlineExtended,
  SubmissionWindowClosed,
  EditionReplaced,
  OfficialScoreRecorded,
] as const;

export const cycleEvents = [AwardsGrantedV1, ...current] as const;

export type CycleEvent = EventOf<(typeof current)[number]>;
export type GrantedAward = Extract<CycleEvent, { type: 'AwardsGranted' }>['data']['awards'][number];
