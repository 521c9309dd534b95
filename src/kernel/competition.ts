/** A place in a competition: who ties shares the better rank, and the ranks they take up are left out (1, 1, 3). */
export type Ranked<Value> = Readonly<{
  value: Value;
  rank: number;
  /** How many others share the rank. */
  tiedWith: number;
}>;

/** The best first; who ties stays in the order given. `compare` is negative where its first argument is the better one. */
export function ranked<Value>(
  values: readonly Value[],
  compare: (a: Value, b: Value) => number,
): readonly Ranked<Value>[] {
  const tied: [Value, ...Value[]][] = [];
  for (const value of values.toSorted(compare)) {
    const last = tied.at(-1);
    if (last && compare(last[0], value) === 0) last.push(value);
    else tied.push([value]);
  }
  let rank = 1;
  return tied.flatMap((group) => {
    const shared = { rank, tiedWith: group.length - 1 };
    rank += group.length;
    return group.map((value) => ({ value, ...shared }));
  });
}
