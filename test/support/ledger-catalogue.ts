import type { Authority } from '../../src/domain/access.ts';
import type { DomainEvent, Recorded } from '../../src/domain/event.ts';
import type { JsonObject } from '../../src/kernel/json.ts';
import type { Catalogue } from '../../src/ledger/catalogue.ts';

/** A counter: the smallest stream that can lose an update. */
export type Counter = Readonly<{ count: number; texts: readonly string[] }>;

/** What the toy catalogue throws for what it does not know. */
export class UnknownEvent extends Error {
  override readonly name = 'UnknownEvent';
}

const VERSIONS: Readonly<Record<string, number>> = { Counted: 2, Noted: 1, LedgerOpened: 1 };

export const SYSTEM: Authority = { role: 'SYSTEM', organization: null, grant: null };

/** Events `Counted {by}` (version 1 said `amount`), `Noted {text}` and `LedgerOpened`, folded alike in every stream. */
export const toyCatalogue: Catalogue = {
  currentVersion: (type) => VERSIONS[type] ?? unknown(type),
  check: ({ type, data }) => {
    if (type === 'Counted' && typeof data['by'] !== 'number') throw new TypeError('Counted needs a number');
  },
  upcast: (type, version, data) => {
    if (type === 'Counted' && version === 1) return { type, data: { by: data['amount'] ?? 0 } };
    if (version !== VERSIONS[type]) return unknown(`${type} v${version}`);
    return { type, data };
  },
  decider: () => ({ initialState: { count: 0, texts: [] }, evolve }),
  erases: () => null,
};

export function counted(by: number, more: JsonObject = {}): DomainEvent {
  return { type: 'Counted', data: { by, ...more } };
}

export function noted(text: string): DomainEvent {
  return { type: 'Noted', data: { text } };
}

/** The states of the toy streams are all counters. */
export function asCounter(state: unknown): Counter {
  return state as Counter;
}

function evolve(state: unknown, { type, data }: Recorded): Counter {
  const { count, texts } = asCounter(state);
  if (type === 'Counted') return { count: count + Number(data['by']), texts };
  return { count, texts: [...texts, JSON.stringify(data['text'])] };
}

function unknown(what: string): never {
  throw new UnknownEvent(`unknown event ${what}`);
}
