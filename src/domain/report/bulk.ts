import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import type { ItemOutcome } from '../decider.ts';
import type { ReportEvent } from './events.ts';
import type { ReportRefusal, ReportRefusalCode } from './facts.ts';

export type Bulk = Readonly<{ events: readonly ReportEvent[]; items: readonly ItemOutcome<ReportRefusalCode>[] }>;

/** Every item on its own, in the order of the input; with `atomic` one bad item refuses them all. */
export function inBulk<Item extends Readonly<{ indicator: string }>>(
  items: readonly Item[],
  atomic: boolean,
  rule: (item: Item) => Result<ReportEvent, ReportRefusal>,
): Result<Bulk, ReportRefusal> {
  const results = items.map((item, index) => ({ item, result: twice(items, index) ?? rule(item) }));
  const events = results.flatMap(({ result }) => (result.ok ? [result.value] : []));
  const outcomes = results.map(({ item, result }) => ({
    indicator: item.indicator,
    refusal: result.ok ? null : result.error,
  }));
  const first = outcomes.find(({ refusal }) => refusal !== null)?.refusal;
  if (!atomic || !first) return ok({ events, items: outcomes });
  const details = outcomes.flatMap(({ indicator, refusal }) =>
    refusal ? (refusal.details ?? [{ code: refusal.code, indicator, path: refusal.path ?? [] }]) : [],
  );
  return err({ code: first.code, details });
}

function twice(items: readonly Readonly<{ indicator: string }>[], index: number): Result<never, ReportRefusal> | null {
  const first = items.findIndex(({ indicator }) => indicator === items[index]?.indicator);
  return first < index ? err({ code: 'ITEM_TWICE', path: ['items', String(index)] }) : null;
}
