import { parseArgs } from 'node:util';

import { readConfig } from '../config.ts';
import { demo } from './demo.ts';
import { exitOn, UsageError } from './exit.ts';
import { identities } from './identities.ts';
import { migrate } from './migrate.ts';
import { printSchema } from './print-schema.ts';
import { token } from './token.ts';
import { serve } from '../main.ts';

type Command = Readonly<{ usage: string; does: string; run: (words: readonly string[]) => Promise<void> }>;

const COMMANDS: Readonly<Record<string, Command>> = {
  serve: { usage: 'serve', does: 'start the server (as npm start does)', run: () => serve(readConfig()) },
  migrate: { usage: 'migrate', does: 'bring the database up to date and stop', run: () => migrate(readConfig()) },
  demo: { usage: 'demo', does: 'tell the demo into an empty database and stop', run: () => demo(readConfig()) },
  token: {
    usage: 'token <identity>',
    does: 'print a bearer token for a demo identity',
    run: ([identity]) => token(readConfig(), identity),
  },
  identities: { usage: 'identities', does: 'list the demo identities', run: () => identities() },
  'print-schema': { usage: 'print-schema', does: 'print the GraphQL schema', run: () => printSchema() },
};

await exitOn(async () => {
  const { positionals, values } = parseWords();
  const [name, ...words] = positionals;
  if (values.help || name === undefined) {
    process.stdout.write(help());
    return;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new UsageError(`There is no command "${name}".\n\n${help()}`);
  await command.run(words);
});

function parseWords() {
  try {
    return parseArgs({ allowPositionals: true, options: { help: { type: 'boolean', short: 'h', default: false } } });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : 'The words were not understood.'}\n\n${help()}`);
  }
}

function help(): string {
  const width = Math.max(...Object.values(COMMANDS).map(({ usage }) => usage.length));
  const lines = Object.values(COMMANDS).map(({ usage, does }) => `  ${usage.padEnd(width)}  ${does}`);
  return `usage: npm run jejak -- <command>\n\n${lines.join('\n')}\n`;
}
