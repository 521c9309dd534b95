import type { Adapter, AdapterPayload } from 'oidc-provider';

type Kept = Readonly<{ payload: AdapterPayload; until: number }>;

/** Logins under way and tokens given out; beyond so many the oldest go, so that nobody fills the memory by starting logins. */
const MOST_KEPT = 1000;

/** For what is said to be good for ever: nothing is. */
const SHORTEST_SECONDS = 60;

/** What the provider remembers: in memory, bounded, each thing as long as it is good for. */
export function createMemory(now: () => number = Date.now): (model: string) => Adapter {
  const kept = new Map<string, Kept>();
  return (model) => memoryOf(model, kept, now);
}

function memoryOf(model: string, kept: Map<string, Kept>, now: () => number): Adapter {
  const keyOf = (id: string): string => `${model}:${id}`;
  const find = (id: string): AdapterPayload | undefined => {
    const found = kept.get(keyOf(id));
    return found && found.until > now() ? found.payload : undefined;
  };
  return {
    find: (id) => Promise.resolve(find(id)),
    findByUid: (uid) =>
      Promise.resolve(
        alive(kept, now()).find(([key, { payload }]) => isOf(key, model) && payload.uid === uid)?.[1].payload,
      ),
    findByUserCode: () => Promise.resolve(undefined),
    upsert: (id, payload, expiresIn) => {
      kept.delete(keyOf(id));
      kept.set(keyOf(id), { payload, until: now() + (expiresIn ?? SHORTEST_SECONDS) * 1000 });
      drop(kept, now());
      return Promise.resolve();
    },
    consume: (id) => {
      const payload = find(id);
      if (payload) payload['consumed'] = Math.floor(now() / 1000);
      return Promise.resolve();
    },
    destroy: (id) => {
      kept.delete(keyOf(id));
      return Promise.resolve();
    },
    revokeByGrantId: (grantId) => {
      for (const [key, { payload }] of kept) if (payload.grantId === grantId) kept.delete(key);
      return Promise.resolve();
    },
  };
}

function isOf(key: string, model: string): boolean {
  return key.startsWith(`${model}:`);
}

function alive(kept: ReadonlyMap<string, Kept>, now: number): readonly (readonly [string, Kept])[] {
  return [...kept].filter(([, { until }]) => until > now);
}

/** A map lists its keys in the order in which they came. */
function drop(kept: Map<string, Kept>, now: number): void {
  if (kept.size <= MOST_KEPT) return;
  for (const [key, { until }] of kept) if (until <= now) kept.delete(key);
  for (const key of kept.keys()) {
    if (kept.size <= MOST_KEPT) return;
    kept.delete(key);
  }
}
