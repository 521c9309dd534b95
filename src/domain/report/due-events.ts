import { z } from 'zod';

import { defineEvent, InstantText, text } from '../event.ts';
import { IndicatorCode } from '../instrument/index.ts';
import { Said } from '../sealed.ts';
import { DecidingStage, Document, ReportDeadline } from './values.ts';

const Indicators = z.array(IndicatorCode).max(500);

/** The report went back: until `dueAt` only these indicators can be revised. */
export const CorrectionRoundOpened = defineEvent(
  'CorrectionRoundOpened',
  1,
  z.strictObject({
    round: z.int().positive(),
    stage: DecidingStage,
    indicators: Indicators.min(1),
    dueAt: InstantText,
    note: text(2000).nullable(),
    seen: z.int().positive(),
  }),
);

export const ReportResubmitted = defineEvent(
  'ReportResubmitted',
  1,
  z.strictObject({ round: z.int().positive(), stage: DecidingStage, unchanged: Indicators }),
);

/** A question in plain words. */
const ClarificationAsked1 = defineEvent(
  'ClarificationAsked',
  1,
  z.strictObject({
    clarification: z.int().positive(),
    indicator: IndicatorCode,
    stage: DecidingStage,
    question: text(4000),
    dueAt: InstantText,
    seen: z.int().positive(),
  }),
);

/** A question to those who answer for an indicator: the first of a thread, or one that follows in it. */
export const ClarificationAsked = defineEvent(
  'ClarificationAsked',
  2,
  z.strictObject({
    clarification: z.int().positive(),
    indicator: IndicatorCode,
    stage: DecidingStage,
    question: Said,
    dueAt: InstantText,
    seen: z.int().positive(),
  }),
);

/** An answer in plain words. */
const ClarificationAnswered1 = defineEvent(
  'ClarificationAnswered',
  1,
  z.strictObject({
    clarification: z.int().positive(),
    indicator: IndicatorCode,
    answer: text(4000),
    documents: z.array(z.strictObject(Document)).max(20),
  }),
);

export const ClarificationAnswered = defineEvent(
  'ClarificationAnswered',
  2,
  z.strictObject({
    clarification: z.int().positive(),
    indicator: IndicatorCode,
    answer: Said,
    documents: z.array(z.strictObject(Document)).max(20),
  }),
);

/** The due date ended a correction round that nobody had resubmitted from. */
export const CorrectionRoundClosed = defineEvent(
  'CorrectionRoundClosed',
  1,
  z.strictObject({
    round: z.int().positive(),
    stage: DecidingStage,
    dueAt: InstantText,
    unchanged: Indicators,
  }),
);

/** Time closed the objection window. `pending` lists the objections that are still to be decided. */
export const ObjectionWindowClosed = defineEvent(
  'ObjectionWindowClosed',
  1,
  z.strictObject({ closesAt: InstantText, pending: z.array(z.int().positive()).max(500) }),
);

/** A question was still unanswered when it was due. It can be answered late. */
export const DeadlineLapsed = defineEvent(
  'DeadlineLapsed',
  1,
  z.strictObject({ deadline: z.literal('CLARIFICATION'), number: z.int().positive(), dueAt: InstantText }),
);

/** More time for one report: for a round or a question by its number, or for objections. */
export const ReportDeadlineExtended = defineEvent(
  'ReportDeadlineExtended',
  1,
  z.strictObject({
    deadline: ReportDeadline,
    number: z.int().positive().nullable(),
    previous: InstantText,
    dueAt: InstantText,
    reason: text(1000),
  }),
);

/** Versions that are only read any more. */
export const earlierReportEvents = [ClarificationAsked1, ClarificationAnswered1] as const;
