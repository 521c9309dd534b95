/** Remembers what was computed of an object, by a key, for as long as the object itself is held. */
export function memoized<Value>(): (of: object, key: string, make: () => Value) => Value {
  const known = new WeakMap<object, Map<string, Value>>();
  return (of, key, make) => {
    const values = known.get(of) ?? new Map<string, Value>();
    known.set(of, values);
    const value = values.get(key) ?? make();
    values.set(key, value);
    return value;
  };
}
