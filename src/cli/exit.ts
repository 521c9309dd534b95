import { writeSync } from 'node:fs';

import { StartupError } from '../kernel/startup-error.ts';
import { toldLines } from './told-error.ts';

/** Runs a command to its end. What a person can mend is one sentence on standard error and exit code 1. */
export async function exitOn(run: () => Promise<void>): Promise<void> {
  process.setUncaughtExceptionCaptureCallback(endBroken);
  try {
    await run();
  } catch (error) {
    if (!(error instanceof StartupError || error instanceof UsageError)) endBroken(error);
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}

/** Node itself would print all that hangs on the error: statements with what people wrote, addresses with passwords. */
function endBroken(error: unknown): never {
  writeSync(process.stderr.fd, toldLines(error));
  process.exit(1);
}

/** The command line was not understood; the message says how it is meant. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
