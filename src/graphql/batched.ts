import DataLoader from 'dataloader';

type Batch<Asked, Value> = Readonly<{
  /** What is asked for in the same words is read together. */
  group: (asked: Asked) => string;
  key: (asked: Asked) => string;
  /** MUST answer in the order of the keys; `one` is any of the group. */
  read: (one: Asked, keys: readonly string[]) => Promise<readonly Value[]>;
}>;

/** A loader that reads each group of what was asked for in one go. */
export function batched<Asked, Value>({ group, key, read }: Batch<Asked, Value>): DataLoader<Asked, Value, string> {
  const cacheKeyFn = (asked: Asked): string => `${group(asked)}@${key(asked)}`;
  return new DataLoader(
    async (asked) => {
      const found = new Map<string, Value>();
      const readInto = async (members: readonly [Asked, ...Asked[]]): Promise<void> => {
        const values = await read(members[0], members.map(key));
        for (const [index, one] of members.entries()) {
          // `read` answers in the order of the keys.
          found.set(cacheKeyFn(one), values[index] as Value);
        }
      };
      // A group has at least the member that made it.
      const groups = [...Map.groupBy(asked, group).values()] as [Asked, ...Asked[]][];
      await Promise.all(groups.map(readInto));
      // Every member of every group was read.
      return asked.map((one) => found.get(cacheKeyFn(one)) as Value);
    },
    { cacheKeyFn },
  );
}
