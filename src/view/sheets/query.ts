import { CycleCode, JurisdictionCode, UnitCode } from '../../domain/codes.ts';
import { parseInstant } from '../../kernel/instant.ts';
import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import type { AsOf } from '../moment.ts';
import type { SheetAsked, SheetSource } from './asked.ts';

/** What an export is asked for, as an address says it. */
export type SheetQuery = Readonly<{ filter: SheetAsked['filter']; asOf: AsOf | null }>;

/** The parameter that is missing, unknown, there twice, or not of its form. */
type BadParameter = string;

type Parameters = Readonly<Record<string, string>>;

const EVENT_TYPE = /^[A-Z][A-Za-z]{0,63}$/;
const POSITION = /^\d{1,15}$/;
/** As many as one filter of the API lists. */
const MOST_TYPES = 200;

/** What each parameter has to satisfy. */
const FORMS: Readonly<Record<string, (text: string) => boolean>> = {
  cycle: (text) => CycleCode.safeParse(text).success,
  unit: (text) => UnitCode.safeParse(text).success,
  within: (text) => JurisdictionCode.safeParse(text).success,
  asOf: (text) => asOfFrom(text) !== null,
  from: (text) => parseInstant(text) !== null,
  to: (text) => parseInstant(text) !== null,
  types: (text) => text.split(',').length <= MOST_TYPES && text.split(',').every((type) => EVENT_TYPE.test(type)),
};

const EVERYWHERE = ['cycle', 'unit', 'within', 'asOf'];
const OF_EVENTS = ['from', 'to', 'types'];

/** Reads the parameters of an export. What is not understood is refused: it may have been meant to narrow. */
export function parseSheetQuery(
  given: Iterable<readonly [string, string]>,
  { ofCycle }: Pick<SheetSource, 'ofCycle'>,
): Result<SheetQuery, BadParameter> {
  const allowed = ofCycle ? EVERYWHERE : [...EVERYWHERE, ...OF_EVENTS];
  const parameters: Record<string, string> = {};
  for (const [name, value] of given) {
    const isFine = allowed.includes(name) && !(name in parameters) && FORMS[name]?.(value);
    if (!isFine) return err(name);
    parameters[name] = value;
  }
  return ofCycle && !('cycle' in parameters) ? err('cycle') : ok(queryFrom(parameters));
}

function queryFrom({ cycle, unit, within, asOf, from, to, types }: Parameters): SheetQuery {
  return {
    asOf: asOf === undefined ? null : asOfFrom(asOf),
    filter: {
      units: unit === undefined ? null : [unit],
      within: within ?? null,
      cycles: cycle === undefined ? null : [cycle],
      types: types?.split(',') ?? null,
      recordedFrom: from === undefined ? null : parseInstant(from),
      recordedTo: to === undefined ? null : parseInstant(to),
    },
  };
}

/** A position, or a time. */
function asOfFrom(text: string): AsOf | null {
  if (POSITION.test(text)) return { position: Number(text) };
  const time = parseInstant(text);
  return time === null ? null : { time };
}
