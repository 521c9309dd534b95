/** Why the product cannot start, as one sentence for the person who started it; printed without a stack. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}
