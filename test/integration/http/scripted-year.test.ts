import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, it } from 'vitest';

import { useTestDatabase } from '../../support/test-database.ts';
import { CHAPTERS } from '../../support/year-chapters.ts';
import { stepsIn } from '../../support/year-steps.ts';
import { openYear } from '../../support/year.ts';
import type { Year } from '../../support/year.ts';

const database = useTestDatabase();
let year: Year;
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'jejak-year-'));
  year = await openYear(database().applicationUrl, home);
});
afterAll(async () => {
  await year.close();
  await rm(home, { recursive: true, force: true });
});

/** Over HTTP only. What is refused on the way leaves no trace. */
describe('a year of reporting', () => {
  it.each(CHAPTERS)('$title', ({ live }) => live(stepsIn(year)));
});
