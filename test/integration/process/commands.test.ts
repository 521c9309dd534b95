import { describe, expect, it } from 'vitest';

import { COMMANDS } from '../../../src/cli/commands.ts';
import { runJejak } from '../../support/product.ts';

/** What the documents promise. */
const PROMISED = [
  'serve',
  'migrate',
  'demo',
  'token',
  'identities',
  'bundle',
  'verify',
  'rebuild',
  'vkey',
  'create-key',
  'rotate-key',
  'export',
  'import-entries',
  'import',
  'fork',
  'print-schema',
];

const HOME = '/nowhere';

describe('The commands', () => {
  it('are all there', () => {
    expect(Object.keys(COMMANDS).toSorted()).toEqual(PROMISED.toSorted());
  });

  it('are all in the help, one line each', async () => {
    const [asked, bare] = await Promise.all([runJejak(HOME, ['--help']), runJejak(HOME, [])]);

    const lines = asked.stdout.split('\n').slice(2, -1);
    const named = lines.map((line) => /^ {2}([a-z-]+)(?: .*)? {2}\S/.exec(line)?.[1]);
    expect(asked).toMatchObject({ code: 0, stderr: '' });
    expect(bare).toEqual(asked);
    expect(named.toSorted()).toEqual(PROMISED.filter((name) => name !== 'import').toSorted());
  });

  it.each([
    [['no-such'], 'There is no command "no-such".\n\nusage: '],
    [['constructor'], 'There is no command "constructor".\n\nusage: '],
    [['vkey', '--unknown'], "Unknown option '--unknown'"],
    [['import-entries'], 'Name a copy: npm run jejak -- import-entries FILE\n'],
  ])('are refused where they are not understood: %j', async (words, sentence) => {
    const ran = await runJejak(HOME, words);

    expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(sentence) as string });
  });
});

describe('A command that fails', () => {
  it('shows nobody the password of the database', async () => {
    const { code, stderr, stdout } = await runJejak(HOME, ['migrate'], {
      DATABASE_URL: 'postgres://jejak:hush-hush@127.0.0.1:1/jejak',
    });

    expect(code).toBe(1);
    expect(stderr).toContain('The database of DATABASE_URL cannot be used');
    expect(stderr + stdout).not.toContain('hush');
  });
});
