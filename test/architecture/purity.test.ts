import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';

/** The rules of the house without those that read types: these take seconds to load, and purity needs none. */
const eslint = new ESLint({ overrideConfig: [tseslint.configs.disableTypeChecked] });

/** Lints a text as if it stood in the file. */
async function messagesFor(file: string, text: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(text, { filePath: file });
  return result!.messages.map(({ message }) => message);
}

describe('the pure core', () => {
  it.each([
    ['reads the clock', 'export const impure = Date.now();', 'has no clock'],
    ['reads the clock as a date', 'export const impure = new Date();', 'has no clock'],
    ['asks chance', 'export const impure = Math.random();', 'knows no chance'],
    ['reads the environment', 'export const impure = process.platform;', "'process'"],
    ['waits', 'export async function impure(): Promise<void> { await Promise.resolve(); }', 'does not wait'],
    ['sets a timer', 'setTimeout(() => undefined, 1);', "'setTimeout'"],
    ['reads a file', "export { readFileSync } from 'node:fs';", 'has no I/O'],
    ['hashes elsewhere', "export { createHash } from 'node:crypto';", 'has no I/O'],
  ])('is caught when it %s', async (_trespass, text, sentence) => {
    expect(await messagesFor('src/domain/event.ts', text)).toContainEqual(expect.stringContaining(sentence));
  });

  it('is caught when hashing asks for randomness', async () => {
    const text = "export { randomBytes } from 'node:crypto';";

    expect(await messagesFor('src/kernel/digest.ts', text)).toContainEqual(expect.stringContaining('no chance'));
  });

  it('may turn a number into a date', async () => {
    const text = 'export function pure(ms: number): string { return new Date(ms).toISOString(); }\n';

    expect(await messagesFor('src/kernel/instant.ts', text)).toEqual([]);
  });
});
