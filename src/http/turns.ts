import type { Identity } from '../identity/identity.ts';

/** How many whole files are handed out or taken in at once. */
export type TurnLimits = Readonly<{
  inAll: number;
  /** For one person. */
  each: number;
}>;

/** A turn, and how to give it back; null where too many are taken. */
export type Turns = (caller: Identity | null) => (() => void) | null;

/** Exports, bundles and imports take long, and memory and connections while they do: so many run at once, and no more. */
export function createTurns({ inAll, each }: TurnLimits): Turns {
  const taken = new Map<string, number>();
  let sum = 0;

  return (caller) => {
    // Whoever shows nothing is handed nothing either.
    if (caller === null) return () => undefined;
    const { person } = caller;
    const own = taken.get(person) ?? 0;
    if (sum >= inAll || own >= each) return null;
    taken.set(person, own + 1);
    sum += 1;
    return () => {
      const left = (taken.get(person) ?? 1) - 1;
      if (left === 0) taken.delete(person);
      else taken.set(person, left);
      sum -= 1;
    };
  };
}
