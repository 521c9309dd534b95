/** One batch of a writer as it ended: how much it was, nothing of what it held. */
export type BatchFacts = Readonly<{
  /** Commands that were taken together, whatever became of each. */
  commands: number;
  /** Entries that were committed. */
  events: number;
  /** Streams whose states were needed, and those of them that had to be read and folded first. */
  streams: number;
  loaded: number;
  milliseconds: number;
  /** False where the batch failed as a whole; its commands are then tried again or get the error. */
  ended: boolean;
}>;

/** Who counts what a writer does. What it does with that MUST return at once and MUST NOT throw: commands wait for it. */
export type WriterObserver = (batch: BatchFacts) => void;
