import { CycleCode, JurisdictionCode, UnitCode } from '../../domain/codes.ts';
import { SCORE_BASES } from '../../domain/report/index.ts';
import type { ScoreBasis } from '../../domain/report/index.ts';
import { parseInstant } from '../../kernel/instant.ts';
import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import type { AsOf } from '../moment.ts';
import { RANKING_MEASURES } from '../ranking/ranking.ts';
import type { RankingMeasure } from '../ranking/ranking.ts';
import type { SheetAsked, SheetSource } from './asked.ts';

/** What an export is asked for, as an address says it. */
export type SheetQuery = Pick<SheetAsked, 'filter' | 'by' | 'basis'> & Readonly<{ asOf: AsOf | null }>;

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
  by: (text) => measureFrom(text) !== undefined,
  basis: (text) => basisFrom(text) !== undefined,
  types: (text) => text.split(',').length <= MOST_TYPES && text.split(',').every((type) => EVENT_TYPE.test(type)),
};

/** Reads the parameters of an export. What is not understood is refused: it may have been meant to narrow. */
export function parseSheetQuery(
  given: Iterable<readonly [string, string]>,
  { needs, takes }: Pick<SheetSource, 'needs' | 'takes'>,
): Result<SheetQuery, BadParameter> {
  const allowed = [...needs, ...takes];
  const parameters: Record<string, string> = {};
  for (const [name, value] of given) {
    const isFine = allowed.includes(name) && !(name in parameters) && FORMS[name]?.(value);
    if (!isFine) return err(name);
    parameters[name] = value;
  }
  const missing = needs.find((name) => !(name in parameters));
  return missing === undefined ? ok(queryFrom(parameters)) : err(missing);
}

function queryFrom({ asOf, by, basis, ...filter }: Parameters): SheetQuery {
  return {
    asOf: asOf === undefined ? null : asOfFrom(asOf),
    by: measureFrom(by) ?? 'SCORE',
    basis: basisFrom(basis) ?? 'FINAL',
    filter: filterFrom(filter),
  };
}

function filterFrom({ cycle, unit, within, from, to, types }: Parameters): SheetQuery['filter'] {
  return {
    units: unit === undefined ? null : [unit],
    within: within ?? null,
    cycles: cycle === undefined ? null : [cycle],
    types: types?.split(',') ?? null,
    recordedFrom: from === undefined ? null : parseInstant(from),
    recordedTo: to === undefined ? null : parseInstant(to),
  };
}

function measureFrom(text: string | undefined): RankingMeasure | undefined {
  return RANKING_MEASURES.find((measure) => measure === text);
}

function basisFrom(text: string | undefined): ScoreBasis | undefined {
  return SCORE_BASES.find((basis) => basis === text);
}

/** A position, or a time. */
function asOfFrom(text: string): AsOf | null {
  if (POSITION.test(text)) return { position: Number(text) };
  const time = parseInstant(text);
  return time === null ? null : { time };
}
