/** Work that nobody waits for any more was broken off. No fault of ours, so it is not logged. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** Whether an error comes from work that was broken off, however it was wrapped on its way. */
export function isInterrupted(error: unknown): boolean {
  if (error instanceof Interrupted) return true;
  return error instanceof Error && isInterrupted('originalError' in error ? error.originalError : error.cause);
}
