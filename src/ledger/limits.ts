/** How much a writer takes on at once. */
export type Limits = Readonly<{
  /** Commands of one batch: the lock is held for all of them. */
  commands: number;
  /** Entries and their bytes after which a batch takes no further command; one command alone may exceed them. */
  events: number;
  bytes: number;
  /** Commands that may wait; one more is refused (`BUSY`) rather than kept waiting beyond all patience. */
  waiting: number;
  /** Folded streams kept in memory. */
  states: number;
  /** For how long a lost database is waited for before those who wait get the error. */
  reconnectMilliseconds: number;
}>;

export const DEFAULT_LIMITS: Limits = {
  commands: 64,
  events: 256,
  bytes: 4 * 1024 * 1024,
  waiting: 4096,
  states: 2000,
  reconnectMilliseconds: 15_000,
};
