import { checksOf } from '../../domain/instrument/index.ts';
import type { PaperIndicator } from '../../domain/instrument/index.ts';
import type { CheckResult } from '../../domain/report/index.ts';
import type { Fault } from './report.ts';

/** Every formal check of the action; those with a fault fail, with the note that names the defect. */
export function checked({ code: action, rule }: PaperIndicator, faults: readonly Fault[]): readonly CheckResult[] {
  return checksOf(rule).map(({ code }) => {
    const fault = faults.find(([check]) => check === `${action}.${code.slice(-3)}`);
    return { code, passed: !fault, note: fault ? fault[1] : null };
  });
}
