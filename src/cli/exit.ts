import { StartupError } from '../kernel/startup-error.ts';

/** Runs a command to its end. What a person can mend is one sentence on standard error and exit code 1. */
export async function exitOn(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof StartupError || error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}

/** The command line was not understood; the message says how it is meant. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
