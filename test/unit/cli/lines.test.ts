import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { linesOf } from '../../../src/cli/lines.ts';
import { StartupError } from '../../../src/kernel/startup-error.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jejak-lines-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function linesIn(text: string): Promise<readonly string[]> {
  const file = join(folder, 'lines');
  await writeFile(file, text);
  return collected(file);
}

async function collected(file: string): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of linesOf(file)) lines.push(line);
  return lines;
}

describe('The lines of a file', () => {
  it.each([
    ['', []],
    ['a\nb\n', ['a', 'b']],
    ['a\nb', ['a', 'b']],
    ['\n\na', ['', '', 'a']],
    ['a\r\nb\u2028c\u0085d\n', ['a\r', 'b\u2028c\u0085d']],
  ])('end at newlines alone: %j', async (text, lines) => {
    expect(await linesIn(text)).toEqual(lines);
  });

  it('are whole wherever the file is cut in reading', async () => {
    const lines = Array.from({ length: 3000 }, (_, index) => `${index} ${'é\u{1f600}'.repeat(index % 60)}`);
    const long = 'ü'.repeat(300_000);

    expect(await linesIn([...lines, long, 'end'].join('\n'))).toEqual([...lines, long, 'end']);
  });

  it('are refused where one is longer than any can be', async () => {
    await expect(linesIn('x'.repeat(17 * 1024 * 1024))).rejects.toThrow('has a line that is too long');
  });

  it('are refused in one sentence where there is no such file', async () => {
    const reading = collected(join(folder, 'none'));

    await expect(reading).rejects.toThrow(StartupError);
    await expect(reading).rejects.toThrow(/^The file .*none cannot be read: ENOENT/);
  });
});
