import { CycleCode, UnitCode } from '../../domain/codes.ts';
import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';

/** The report that a sheet is for, and whether anything is to be written. */
export type ImportTarget = Readonly<{ unit: string; cycle: string; validateOnly: boolean }>;

const FORMS: Readonly<Record<string, (text: string) => boolean>> = {
  unit: (text) => UnitCode.safeParse(text).success,
  cycle: (text) => CycleCode.safeParse(text).success,
  validateOnly: (text) => text === 'true' || text === 'false',
};

/** Reads the parameters of an import; else the one that is missing, unknown, there twice, or not of its form. */
export function parseImportTarget(given: Iterable<readonly [string, string]>): Result<ImportTarget, string> {
  const parameters: Record<string, string> = {};
  for (const [name, value] of given) {
    const isFine = Object.hasOwn(FORMS, name) && !Object.hasOwn(parameters, name) && FORMS[name]?.(value);
    if (!isFine) return err(name);
    parameters[name] = value;
  }
  const { unit, cycle, validateOnly } = parameters;
  if (unit === undefined) return err('unit');
  return cycle === undefined ? err('cycle') : ok({ unit, cycle, validateOnly: validateOnly === 'true' });
}
