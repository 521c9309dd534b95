import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { COMPILED } from '../../support/compiled.ts';
import type { ReportingWorld } from '../../support/reporting-world.ts';
import { CYCLE, openReportingWorld, UNIT } from '../../support/reporting-world.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const database = useTestDatabase();

const PROGRAM = join(import.meta.dirname, '..', '..', '..', 'src', 'cli', 'main.ts');

type Ran = Readonly<{ code: unknown; said: string; complained: string }>;

let world: ReportingWorld;
let folder: string;

beforeAll(async () => {
  world = await openReportingWorld(database().applicationUrl);
  folder = await mkdtemp(join(tmpdir(), 'jejak-bundles-'));
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

/** Runs the command line in a folder of its own, beside the world that is open. */
function jejak(...words: string[]): Promise<Ran> {
  const env = {
    ...COMPILED,
    PATH: process.env['PATH'] ?? '',
    DATABASE_URL: database().applicationUrl,
    MIGRATION_DATABASE_URL: database().ownerUrl,
    JEJAK_HOME: world.home,
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [PROGRAM, ...words], { cwd: folder, env }, (error, said, complained) =>
      resolve({ code: error?.code ?? 0, said, complained }),
    );
  });
}

describe('jejak bundle', () => {
  it('takes a report home and says how to check it', async () => {
    const { code, said } = await jejak('bundle', UNIT, CYCLE);

    const name = `${UNIT}_${CYCLE}.jejak.zip`;
    expect(code).toBe(0);
    expect(said).toMatch(/^64\.71_KKPHAM-2022\.jejak\.zip: \d+ KiB, \d+ events\ncomplete as of position \d+\n/);
    expect(said).toContain(`npm run jejak -- verify ${name} --vkey '${world.key}'\n`);
    expect((await jejak('verify', name, '--vkey', world.key)).code).toBe(0);
  });

  it('writes the same bytes under the name it is given', async () => {
    const { code } = await jejak('bundle', UNIT, CYCLE, '-o', 'own name.zip');

    const [given, own] = await Promise.all(
      ['own name.zip', `${UNIT}_${CYCLE}.jejak.zip`].map((name) => readFile(join(folder, name))),
    );
    expect(code).toBe(0);
    expect(given!.equals(own!)).toBe(true);
  });

  it.each([
    [UNIT, 'KKPHAM-2023'],
    [UNIT, 'kkpham'],
    ['../64.71', CYCLE],
  ])('knows no report of %s in %s', async (unit, cycle) => {
    const { code, said, complained } = await jejak('bundle', unit, cycle);

    expect({ code, said }).toEqual({ code: 1, said: '' });
    expect(complained.trim().split('\n').at(-1)).toBe('There is no such report.');
  });

  it('leaves nothing behind where it cannot write', async () => {
    const before = await readdir(folder);

    const { code, complained } = await jejak('bundle', UNIT, CYCLE, '-o', '.');

    expect(code).toBe(1);
    expect(complained).toContain('. is there and is no file; name another one.');
    expect(await readdir(folder)).toEqual(before);
  });

  it('asks for a report', async () => {
    const { code, complained } = await jejak('bundle', UNIT);

    expect(code).toBe(2);
    expect(complained).toContain('npm run jejak -- bundle <unit> <cycle> [--documents] [-o FILE]');
  });
});
