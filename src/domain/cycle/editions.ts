import { canonicalJson } from '../../kernel/canonical-json.ts';
import { err, ok } from '../../kernel/result.ts';
import { paperOf } from '../instrument/index.ts';
import type { Edition } from '../instrument/index.ts';
import type { ReplaceEdition } from './commands.ts';
import { ofUnits } from './facts.ts';
import type { CycleFacts, CycleRefusal, Ruled } from './facts.ts';
import type { OpenedCycle } from './state.ts';

/** Binds the whole cycle to another edition, as long as nobody was assessed by the one it has. */
export function replaceEdition(state: OpenedCycle, command: ReplaceEdition, facts: CycleFacts): Ruled {
  const { cycle, edition: to, reason } = command;
  const { editions, named, bound, standings } = facts;
  if (state.published !== null) return err({ code: 'RESULTS_PUBLISHED' });
  const instrumentDigest = Object.hasOwn(editions, to) ? editions[to] : null;
  if (!instrumentDigest || !named || !bound) return err({ code: 'EDITION_UNKNOWN', path: ['edition'] });
  if (to === state.edition) return err({ code: 'NOTHING_CHANGED', path: ['edition'] });
  const assessed = standings.filter(({ phase }) => phase === 'ASSESSMENT' || phase === 'FINAL');
  if (assessed.length > 0) return err(ofUnits('ASSESSMENT_BEGUN', assessed.map(({ unit }) => unit), 'units'));
  const refusal = fitRefusal(state, bound, named);
  if (refusal) return err(refusal);
  const { edition: from } = state;
  const data = { cycle, from, to, instrumentDigest, title: named.title, reason, reports: standings.length };
  return ok([{ type: 'EditionReplaced', data }]);
}

/** What was asked has to be asked again, and in the same way: else answers that were given would say nothing. */
function fitRefusal({ period }: OpenedCycle, bound: Edition, named: Edition): CycleRefusal | null {
  if (!named.periods.some(({ code }) => code === period)) return { code: 'PERIOD_UNKNOWN', path: ['edition'] };
  const asked = paperOf(named, period).indicators;
  const lost = [...paperOf(bound, period).indicators.values()].filter(({ code, answer, maximum }) => {
    const next = asked.get(code);
    return next?.maximum !== maximum || canonicalJson(next.answer) !== canonicalJson(answer);
  });
  if (lost.length === 0) return null;
  const code = 'EDITION_DOES_NOT_FIT';
  return { code, details: lost.map((indicator) => ({ code, indicator: indicator.code, path: ['edition'] })) };
}
