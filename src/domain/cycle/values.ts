import { z } from 'zod';

import type { Instant } from '../../kernel/instant.ts';

/** PROVINCE_CARING: a province most of whose places hold the predicate. CARING: a place that holds it. */
export const AwardKind = z.enum(['PROVINCE_CARING', 'CARING']);

export type AwardKind = z.infer<typeof AwardKind>;

/** When reports may be submitted: from `opensAt` up to, not including, `closesAt`. */
export type Window = Readonly<{ opensAt: Instant; closesAt: Instant }>;

/** A report of the cycle as publication needs it. `final` is the entry that froze the score; null while it is not final. */
export type ReportStanding = Readonly<{
  unit: string;
  drafting: boolean;
  final: Readonly<{ position: number; total: string; predicate: string | null }> | null;
}>;
