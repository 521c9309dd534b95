import { CycleCode, UnitCode } from '../../domain/codes.ts';

/** Which report is meant: the unit that reports, and the cycle it reports in. */
export type ReportKey = Readonly<{ unit: string; cycle: string }>;

const KEY = /^(.+)\/([^/]+)$/s;

/** Reads `<unit>/<cycle>`, where the unit may hold a slash and the cycle does not; null where neither code can be. */
export function parseReportKey(text: string): ReportKey | null {
  const [, unit = '', cycle = ''] = KEY.exec(text) ?? [];
  return UnitCode.safeParse(unit).success && CycleCode.safeParse(cycle).success ? { unit, cycle } : null;
}
