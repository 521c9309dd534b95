/** How often something was remembered, and how often it had to be computed, since the process began. */
export type MemoFigures = Readonly<{ hits: number; misses: number }>;

const counted = { hits: 0, misses: 0 };

/** Of everything that is remembered with `memoized`, for whoever watches the process. */
export function memoFigures(): MemoFigures {
  return { ...counted };
}

/** Remembers what was computed of an object, by a key, for as long as the object itself is held. */
export function memoized<Value>(): (of: object, key: string, make: () => Value) => Value {
  const known = new WeakMap<object, Map<string, Value>>();
  return (of, key, make) => {
    const values = known.get(of) ?? new Map<string, Value>();
    known.set(of, values);
    const found = values.get(key);
    counted[found === undefined ? 'misses' : 'hits'] += 1;
    const value = found ?? make();
    values.set(key, value);
    return value;
  };
}
