import { readConfig } from '../config.ts';
import { COMMANDS } from './commands.ts';
import { exitOn, UsageError } from './exit.ts';
import { parseOptions } from './options.ts';

await exitOn(async () => {
  const { words, options } = parseOptions(process.argv.slice(2), help());
  const [name, ...rest] = words;
  if (options.help || name === undefined) {
    process.stdout.write(help());
    return;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new UsageError(`There is no command "${name}".\n\n${help()}`);
  await command.run({ config: readConfig, words: rest, options });
});

function help(): string {
  const shown = Object.values(COMMANDS);
  const width = Math.max(...shown.map(({ usage }) => usage.length));
  const lines = shown.map(({ usage, does }) => `  ${usage.padEnd(width)}  ${does}`);
  return `usage: npm run jejak -- <command>\n\n${[...new Set(lines)].join('\n')}\n`;
}
