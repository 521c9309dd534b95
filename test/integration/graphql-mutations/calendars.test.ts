import { describe, expect, it } from 'vitest';

import { useHttpWorld } from '../../support/http-server.ts';
import type { Data, Reply } from '../../support/http-server.ts';
import { mutation, positionOf } from '../../support/mutations.ts';
import { COORDINATOR } from '../../support/reporting-world.ts';

const world = useHttpWorld();

const DAYS = [
  { date: '2027-08-17', kind: 'HOLIDAY', title: { id: 'Proklamasi Kemerdekaan', en: 'Independence Day' } },
  { date: '2027-01-01', kind: 'HOLIDAY', title: { id: 'Tahun Baru', en: 'New Year' } },
];

const YEAR = {
  calendar: 'ID',
  year: 2027,
  days: DAYS,
  source: 'SKB untuk uji coba',
  provenance: { kind: 'ILLUSTRATIVE', source: 'made for a test' },
  expectedRevision: 0,
};

const ANSWER = 'calendar { name year revision days { date kind title(locale: EN) } }';

async function publish(input: Data, person = 'administrator'): Promise<Reply> {
  return world().send({ query: mutation('publishCalendarYear', ANSWER), variables: { input }, person });
}

async function published(input: Data): Promise<Data> {
  const { errors, data } = await publish(input);
  expect(errors).toEqual([]);
  return data!['publishCalendarYear'] as Data;
}

async function ask(query: string): Promise<Data | null> {
  const { errors, data } = await world().send({ query });
  expect(errors).toEqual([]);
  return data;
}

describe('publishCalendarYear', () => {
  it('publishes a year, revises it and keeps what it said before', async () => {
    const first = await published(YEAR);
    const leave = { date: '2027-12-24', kind: 'JOINT_LEAVE', title: { id: 'Cuti bersama', en: 'Joint leave' } };
    const revision = { ...YEAR, days: [...DAYS, leave], reason: 'Ditambah', expectedRevision: 1 };
    const second = await published(revision);
    const lost = await published(revision);

    expect(first).toMatchObject({
      events: [{ type: 'CalendarYearPublished' }],
      calendar: {
        name: 'ID',
        year: 2027,
        revision: 1,
        days: [
          { date: '2027-01-01', kind: 'HOLIDAY', title: 'New Year' },
          { date: '2027-08-17', kind: 'HOLIDAY', title: 'Independence Day' },
        ],
      },
    });
    expect(second).toMatchObject({ calendar: { revision: 2 } });
    expect(lost).toMatchObject({ code: 'CALENDAR_REVISED', currentRevision: 2 });
    const then = await ask(
      `{ now: calendar(year: 2027) { revision reason days { date } }
         then: calendar(year: 2027, asOf: { position: "${positionOf(first)}" }) { revision reason days { date } } }`,
    );
    expect(then).toEqual({
      now: { revision: 2, reason: 'Ditambah', days: ['2027-01-01', '2027-08-17', '2027-12-24'].map(dated) },
      then: { revision: 1, reason: null, days: ['2027-01-01', '2027-08-17'].map(dated) },
    });
  });

  it('is the administrator’s', async () => {
    const { data } = await publish({ ...YEAR, year: 2028, days: [{ ...DAYS[1], date: '2028-01-01' }] }, COORDINATOR);

    expect(data!['publishCalendarYear']).toMatchObject({ code: 'NOT_ALLOWED' });
  });

  it.each([
    ['a day that does not exist', { days: [{ ...DAYS[0], date: '2027-02-29' }] }, 'days'],
    ['no day at all', { days: [] }, 'days'],
    ['a name in small letters', { calendar: 'id' }, 'calendar'],
    ['more days than any year had', { days: Array.from({ length: 61 }, () => DAYS[0]) }, 'days'],
  ])('does not take %s', async (_what, changes, member) => {
    const { errors } = await publish({ ...YEAR, ...changes });

    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(errors[0]?.extensions.issues?.[0]?.path.slice(0, 2)).toEqual(['input', member]);
  });
});

describe('calendar', () => {
  it('is the national one, with its decree and where that was found', async () => {
    const data = await ask(
      `{ calendar(year: 2025) { name year revision source provenance { kind source } publishedAt asOf { position }
          days { date kind title(locale: ID) } } }`,
    );

    expect(data).toMatchObject({
      calendar: {
        name: 'ID',
        year: 2025,
        revision: 1,
        source: expect.stringContaining('933/2025') as string,
        provenance: { kind: 'FOUND', source: expect.stringContaining('https://') as string },
        days: expect.arrayContaining([
          { date: '2025-08-18', kind: 'JOINT_LEAVE', title: 'Cuti bersama Proklamasi Kemerdekaan' },
        ]) as unknown[],
      },
    });
  });

  it('is null where no calendar is known, which is not a year without holidays', async () => {
    expect(await ask('{ a: calendar(year: 2019) { year } b: calendar(name: "MY", year: 2025) { year } }')).toEqual({
      a: null,
      b: null,
    });
  });
});

function dated(date: string) {
  return { date };
}
