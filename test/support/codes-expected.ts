import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');

/**
 * The refusal codes that the tests in a folder and below it expect: those in `code: '...'` and in `thenItems('...')`. What
 * a test arranges by `err({ code: '...' })` is not expected by it.
 */
export function codesExpectedIn(folder: string): ReadonlySet<string> {
  const files = readdirSync(join(ROOT, folder), { encoding: 'utf8', recursive: true });
  const tests = files.filter((name) => name.endsWith('.test.ts'));
  const texts = tests.map((name) => readFileSync(join(ROOT, folder, name), 'utf8'));
  return new Set(texts.flatMap((text) => [...single(text), ...items(text)]));
}

function single(text: string): readonly string[] {
  return [...text.matchAll(/(?<!err\(\{ )code: '([A-Z_]+)'/g)].map(([, code = '']) => code);
}

function items(text: string): readonly string[] {
  const calls = [...text.matchAll(/thenItems\(([^)]*)\)/g)].map(([, codes = '']) => codes);
  return calls.flatMap((codes) => [...codes.matchAll(/'([A-Z_]+)'/g)].map(([, code = '']) => code));
}
