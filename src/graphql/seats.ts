/** How many subscriptions run at once, and for how long each may. */
export type SeatLimits = Readonly<{
  inAll: number;
  /** Of one person. */
  each: number;
  /** Of all who did not sign in together. */
  anonymous: number;
  /** After which the asker has to come back, and to show again who they are: tokens expire. */
  longestMilliseconds: number;
}>;

/** The subscriptions of one server. */
export type Seats = Readonly<{
  /**
   * A seat, and how to give it back; null where too many are taken. Who leaves gives it back by aborting the line, which
   * is aborted for them when their time is over or the server stops.
   */
  take: (person: string | null, line: AbortController) => (() => void) | null;
  /** How many are taken. */
  taken: () => number;
  /** Ends every subscription, and every one that is asked for from now on. */
  close: () => void;
}>;

export function createSeats({ inAll, each, anonymous, longestMilliseconds }: SeatLimits): Seats {
  const taken = new Map<AbortController, string | null>();
  let closed = false;

  const isFull = (person: string | null): boolean => {
    const own = [...taken.values()].filter((one) => one === person).length;
    return taken.size >= inAll || own >= (person === null ? anonymous : each);
  };

  const take: Seats['take'] = (person, line) => {
    if (closed) line.abort();
    if (isFull(person)) return null;
    taken.set(line, person);
    const timer = setTimeout(() => line.abort(), longestMilliseconds);
    const leave = (): void => {
      clearTimeout(timer);
      taken.delete(line);
      line.signal.removeEventListener('abort', leave);
    };
    line.signal.addEventListener('abort', leave);
    if (line.signal.aborted) leave();
    return leave;
  };

  const close = (): void => {
    closed = true;
    for (const line of [...taken.keys()]) line.abort();
  };

  return { take, taken: () => taken.size, close };
}
