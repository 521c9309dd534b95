import { canonicalJson } from '../../kernel/canonical-json.ts';
import { err, ok } from '../../kernel/result.ts';
import { checksOf, paperOf } from '../instrument/index.ts';
import type { Edition, PaperIndicator } from '../instrument/index.ts';
import type { ReplaceEdition } from './commands.ts';
import { ofUnits } from './facts.ts';
import type { CycleFacts, CycleRefusal, Ruled } from './facts.ts';
import type { OpenedCycle } from './state.ts';
import type { ReportStanding } from './values.ts';

/** Binds the whole cycle to another edition, as long as nobody was assessed by the one it has. */
export function replaceEdition(state: OpenedCycle, command: ReplaceEdition, facts: CycleFacts): Ruled {
  const { cycle, edition: to, reason } = command;
  const { editions, named, bound, standings } = facts;
  if (state.published !== null) return err({ code: 'RESULTS_PUBLISHED' });
  const instrumentDigest = Object.hasOwn(editions, to) ? editions[to] : null;
  if (!instrumentDigest || !named || !bound) return err({ code: 'EDITION_UNKNOWN', path: ['edition'] });
  if (to === state.edition) return err({ code: 'NOTHING_CHANGED', path: ['edition'] });
  const refusal = begunRefusal(standings) ?? misfitRefusal(state, { bound, named }, facts);
  if (refusal) return err(refusal);
  const { edition: from } = state;
  const data = { cycle, from, to, instrumentDigest, title: named.title, reason, reports: standings.length };
  return ok([{ type: 'EditionReplaced', data }]);
}

function begunRefusal(standings: readonly ReportStanding[]): CycleRefusal | null {
  const assessed = standings.filter(({ phase }) => phase === 'ASSESSMENT' || phase === 'FINAL');
  const units = assessed.map(({ unit }) => unit);
  return units.length > 0 ? ofUnits('ASSESSMENT_BEGUN', units, 'units') : null;
}

function misfitRefusal(
  state: OpenedCycle,
  { bound, named }: Readonly<{ bound: Edition; named: Edition }>,
  facts: CycleFacts,
): CycleRefusal | null {
  return routeRefusal(bound, facts) ?? fitRefusal(state.period, bound, named) ?? additionRefusal(state, bound, facts);
}

/** Reports that are open go the way they were opened with: no other may be prescribed to those that follow. */
function routeRefusal(bound: Edition, { named, standings }: CycleFacts): CycleRefusal | null {
  const same = canonicalJson(named?.stages ?? null) === canonicalJson(bound.stages);
  return same || standings.length === 0 ? null : { code: 'EDITION_DOES_NOT_FIT', path: ['edition'] };
}

/** Once a report is handed in, nothing can be asked in addition: nobody could answer it. */
function additionRefusal(
  { period }: OpenedCycle,
  bound: Edition,
  { named, standings }: CycleFacts,
): CycleRefusal | null {
  if (!named || standings.every(({ phase }) => phase === 'DRAFTING')) return null;
  const before = paperOf(bound, period).indicators;
  return misfitting([...paperOf(named, period).indicators.keys()].filter((code) => !before.has(code)));
}

/**
 * Null where the named edition can be put in the place of the bound one. What was asked has to be asked again, and in the
 * same way: else answers that were given would say nothing.
 */
export function fitRefusal(period: string, bound: Edition, named: Edition): CycleRefusal | null {
  if (!named.periods.some(({ code }) => code === period)) return { code: 'PERIOD_UNKNOWN', path: ['edition'] };
  const asked = paperOf(named, period).indicators;
  const before = [...paperOf(bound, period).indicators.values()];
  return misfitting(before.filter((one) => !isAskedAlike(one, asked.get(one.code))).map(({ code }) => code));
}

/** The same answer for as many points, and a place for every document and every check that there may be. */
function isAskedAlike(before: PaperIndicator, after: PaperIndicator | undefined): boolean {
  if (after?.maximum !== before.maximum || canonicalJson(after.answer) !== canonicalJson(before.answer)) return false;
  const places = new Set([...after.evidence, ...checksOf(after.rule)].map(({ code }) => code));
  return [...before.evidence, ...checksOf(before.rule)].every(({ code }) => places.has(code));
}

function misfitting(indicators: readonly string[]): CycleRefusal | null {
  if (indicators.length === 0) return null;
  const code = 'EDITION_DOES_NOT_FIT';
  return { code, details: indicators.map((indicator) => ({ code, indicator, path: ['edition'] })) };
}
