/** Values by name, of which the ones that were asked for least recently are forgotten. */
export type Kept<Value> = Readonly<{
  get: (name: string) => Value | undefined;
  set: (name: string, value: Value) => void;
}>;

export function createKept<Value>(most: number): Kept<Value> {
  const values = new Map<string, Value>();
  const put = (name: string, value: Value): void => {
    values.delete(name);
    values.set(name, value);
  };
  return {
    get: (name) => {
      const value = values.get(name);
      if (value !== undefined) put(name, value);
      return value;
    },
    set: (name, value) => {
      put(name, value);
      for (const oldest of values.keys()) {
        if (values.size <= most) break;
        values.delete(oldest);
      }
    },
  };
}
