import { parseArgs } from 'node:util';

import { UsageError } from './exit.ts';

/** What may stand behind a command besides words. */
export type Options = Readonly<{
  help: boolean;
  output: string | undefined;
  vkey: string | undefined;
  policy: string | undefined;
  reason: string | undefined;
  days: string | undefined;
  documents: boolean;
}>;

const NAMED = {
  help: { type: 'boolean', short: 'h', default: false },
  output: { type: 'string', short: 'o' },
  vkey: { type: 'string' },
  policy: { type: 'string' },
  reason: { type: 'string' },
  days: { type: 'string' },
  documents: { type: 'boolean', default: false },
} as const;

export function parseOptions(
  given: readonly string[],
  help: string,
): Readonly<{ words: readonly string[]; options: Options }> {
  try {
    const { positionals, values } = parseArgs({ args: [...given], allowPositionals: true, options: NAMED });
    const { help: asked, output, vkey, policy, reason, days, documents } = values;
    return { words: positionals, options: { help: asked, output, vkey, policy, reason, days, documents } };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : 'The words were not understood.'}\n\n${help}`);
  }
}
