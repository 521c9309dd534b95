import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { mutants } from './mutants.ts';
import type { Mutant } from './mutants.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const COPIED = ['src', 'test', 'schema', 'drizzle', 'docs', 'package.json', 'tsconfig.json', 'vitest.config.ts'];
const TESTS = ['test/integration/access/matrix.test.ts', 'test/integration/access/disclosures.test.ts'];

/** Those whose names hold a word of the command line; all, where it has none. */
const words = process.argv.slice(2);
const asked = mutants.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));

/** Breaks one rule after another in a copy of the sources, and demands that the tests of access notice each. */
function main(): void {
  const copy = mkdtempSync(join(tmpdir(), 'jejak-mutants-'));
  try {
    for (const one of COPIED) cpSync(join(ROOT, one), join(copy, one), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    if (!passes(copy)) throw new Error('the tests fail before anything is broken');
    const survivors = asked.filter((mutant) => survives(copy, mutant));
    say(`${asked.length - survivors.length} of ${asked.length} broken rules were noticed`);
    process.exitCode = survivors.length === 0 ? 0 : 1;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function survives(copy: string, { name, file, from, to }: Mutant): boolean {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  if (source.split(from).length !== 2) throw new Error(`${file} does not hold once: ${from}`);
  writeFileSync(
    path,
    source.replace(from, () => to),
  );
  const survived = passes(copy);
  writeFileSync(path, source);
  say(`${survived ? 'SURVIVED' : 'noticed '}  ${name}`);
  return survived;
}

function passes(copy: string): boolean {
  const command = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'integration', '--bail', '1', ...TESTS];
  return spawnSync(process.execPath, command, { cwd: copy, stdio: 'ignore' }).status === 0;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main();
