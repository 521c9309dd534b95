import { createReadStream } from 'node:fs';

import { StartupError } from '../kernel/startup-error.ts';

/** The longest line of a copy is an edition of an instrument, at a third of a mebibyte. */
const LONGEST_LINE = 16 * 1024 * 1024;

/** The lines of a file. Only the newline ends a line: entries may hold the other characters that break lines elsewhere. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = '';
  try {
    // A stream with an encoding gives text.
    for await (const chunk of createReadStream(file, { encoding: 'utf8' }) as AsyncIterable<string>) {
      const [first = '', ...more] = chunk.split('\n');
      rest += first;
      if (rest.length > LONGEST_LINE) throw new StartupError(`The file ${file} has a line that is too long.`);
      for (const next of more) {
        yield rest;
        rest = next;
      }
    }
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new StartupError(`The file ${file} cannot be read: ${error.message}.`, { cause: error });
  }
  if (rest !== '') yield rest;
}
