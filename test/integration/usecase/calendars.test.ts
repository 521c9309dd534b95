import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openComponents } from '../../../src/cli/components.ts';
import type { Components } from '../../../src/cli/components.ts';
import { ensureOpened } from '../../../src/cli/opening.ts';
import { readConfig } from '../../../src/config.ts';
import { readHead } from '../../../src/ledger/read.ts';
import { enterReference, openLedger } from '../../../src/usecase/open-ledger.ts';
import { loadReference } from '../../../src/usecase/reference.ts';
import type { CalendarReference, Reference } from '../../../src/usecase/reference.ts';
import { calendarsByName, calendarYear } from '../../../src/view/calendars.ts';
import { resolveMoment } from '../../../src/view/moment.ts';
import { openTestSigning } from '../../support/signing.ts';
import type { TestSigning } from '../../support/signing.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const database = useTestDatabase();
const silent = { info: () => undefined, warn: () => undefined };
const reference = loadReference();

let signing: TestSigning;
let components: Components;

beforeAll(async () => {
  signing = await openTestSigning('test.jejak');
  components = await openComponents(database().applicationUrl, { log: silent, signing });
  const { origin, key } = signing;
  await openLedger(components.handle, { origin, demo: false, key, reference: { ...reference, calendars: [] } });
});
afterAll(async () => {
  await components.close();
  await signing.remove();
});

async function year(wanted: number) {
  const now = await resolveMoment(components.reader, null);
  if (!now.ok) throw new Error(now.error.code);
  return calendarYear(components.reader, now.value, { calendar: 'ID', year: wanted });
}

async function head(): Promise<number> {
  return readHead(components.reader.database);
}

async function start(): Promise<void> {
  const { applicationUrl, ownerUrl } = database();
  const config = readConfig({ JEJAK_HOME: signing.home, DATABASE_URL: applicationUrl, LOG_ORIGIN: signing.origin });
  const open = { applicationUrl, ownerUrl, close: () => Promise.resolve() };
  await ensureOpened(open, { config, log: silent, progress: () => undefined });
}

/** The reference data with one year worded otherwise. */
function reworded(wanted: number, digest: CalendarReference['digest'], change: Partial<CalendarReference['year']>) {
  const calendars = reference.calendars.map((one) =>
    one.year.year === wanted ? { year: { ...one.year, ...change }, digest } : one,
  );
  return { ...reference, calendars } satisfies Reference;
}

describe('the calendars of a release', () => {
  it('come into a ledger of an earlier version at its next start, once', async () => {
    const before = await year(2025);
    const first = await head();
    await start();
    const entered = await head();
    await start();

    expect(before).toBeNull();
    expect(entered).toBe(first + 6);
    expect(await head()).toBe(entered);
    expect(await year(2025)).toMatchObject({ revision: 1, days: reference.calendars[4]!.year.days });
    expect(await year(2027)).toBeNull();
  });

  it('become a new revision where a year reads otherwise, and the old one never comes back by itself', async () => {
    const other = reworded(2026, `sha256:${'a'.repeat(64)}`, { source: 'SKB yang baru', reason: 'Diubah' });

    await enterReference(components.handle, other);
    const revised = await year(2026);
    const after = await head();
    await enterReference(components.handle, other);
    await enterReference(components.handle, reference);
    await start();

    expect(revised).toMatchObject({ revision: 2, source: 'SKB yang baru', reason: 'Diubah' });
    expect(await head()).toBe(after);
    expect(await year(2026)).toEqual(revised);
  });

  it('leave alone what was published in the very same words already', async () => {
    const before = await head();

    await enterReference(components.handle, reworded(2025, `sha256:${'b'.repeat(64)}`, { reason: 'said otherwise' }));

    expect(await head()).toBe(before);
  });

  it('are what working days are counted by, as of every moment', async () => {
    const now = await resolveMoment(components.reader, null);
    if (!now.ok) throw new Error(now.error.code);

    const [calendar] = await calendarsByName(components.reader, now.value, ['ID']);
    const [nothing] = await calendarsByName(components.reader, { ...now.value, position: 1 }, ['ID']);

    expect([...calendar!.keys()]).toEqual([2021, 2022, 2023, 2024, 2025, 2026]);
    expect(calendar!.get(2025)).toHaveLength(28);
    expect(nothing!.size).toBe(0);
  });
});
