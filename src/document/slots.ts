/** How many uploads may arrive at once. */
export type SlotLimits = Readonly<{ inAll: number; each: number }>;

/** Gives a slot back. */
export type Leave = () => void;

export type Slots = Readonly<{
  /** A slot for a person, or whose limit stands against it. */
  take: (person: string) => Leave | 'EACH' | 'IN_ALL';
}>;

/** Bounds what uploads hold at once: memory, file handles, connections to the database. */
export function createSlots({ inAll, each }: SlotLimits): Slots {
  const held = new Map<string, number>();
  let taken = 0;

  const leave = (person: string): void => {
    const left = (held.get(person) ?? 1) - 1;
    if (left === 0) held.delete(person);
    else held.set(person, left);
    taken -= 1;
  };

  return {
    take: (person) => {
      const own = held.get(person) ?? 0;
      if (own >= each) return 'EACH';
      if (taken >= inAll) return 'IN_ALL';
      held.set(person, own + 1);
      taken += 1;
      let gone = false;
      return () => {
        if (!gone) leave(person);
        gone = true;
      };
    },
  };
}
