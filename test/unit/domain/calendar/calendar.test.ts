import { describe, expect, it } from 'vitest';

import { calendar } from '../../../../src/domain/calendar/index.ts';
import type { CalendarCommand, CalendarEvent } from '../../../../src/domain/calendar/index.ts';
import { sentences } from '../../../../src/domain/catalogue.ts';
import { cast, held, NOW } from '../../../support/report-samples.ts';
import type { Person } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(calendar);

const NEW_YEAR = { date: '2025-01-01', kind: 'HOLIDAY', title: { id: 'Tahun Baru', en: 'New Year' } } as const;
const EID = { date: '2025-03-31', kind: 'HOLIDAY', title: { id: 'Idulfitri', en: 'Eid al-Fitr' } } as const;
const LEAVE = { date: '2025-08-18', kind: 'JOINT_LEAVE', title: { id: 'Cuti bersama', en: 'Joint leave' } } as const;

const YEAR = {
  calendar: 'ID',
  year: 2025,
  days: [NEW_YEAR, EID],
  source: 'SKB 1017/2024, 2/2024, 2/2024',
  provenance: { kind: 'FOUND', source: 'https://example.test' },
} as const;

const publish: CalendarCommand = { type: 'PublishCalendarYear', ...YEAR, reason: null, expectedRevision: 0 };
const revise: CalendarCommand = {
  ...publish,
  days: [LEAVE, NEW_YEAR, EID],
  reason: 'SKB 933/2025',
  expectedRevision: 1,
};

function published(changes: Partial<CalendarEvent['data']> = {}): CalendarEvent {
  const data = { ...YEAR, days: [...YEAR.days], revision: 1, reason: null };
  return { type: 'CalendarYearPublished', data: { ...data, ...changes } };
}

const revised = published({ days: [NEW_YEAR, EID, LEAVE], revision: 2, reason: 'SKB 933/2025' });

function asking({ person, grants }: Person) {
  return { person, grants, now: NOW };
}

const ADMINISTRATOR = asking(cast.administrator);

describe('PublishCalendarYear', () => {
  it('makes the days off of a year known, in their order', () => {
    given()
      .when({ ...publish, days: [EID, NEW_YEAR] }, ADMINISTRATOR)
      .then(published());
    expect(given(published()).state.years['2025']).toMatchObject({ revision: 1, days: [NEW_YEAR, EID] });
  });

  it('revises a year by its whole list, for a reason, and leaves the other years alone', () => {
    const other = published({ year: 2024, days: [{ ...NEW_YEAR, date: '2024-01-01' }] });

    given(other, published()).when(revise, ADMINISTRATOR).then(revised);
    expect(given(other, published(), revised).state.years).toMatchObject({
      2024: { revision: 1 },
      2025: { revision: 2, days: [NEW_YEAR, EID, LEAVE] },
    });
  });

  it('is refused without a reason where the year is published', () => {
    given(published())
      .when({ ...revise, reason: null }, ADMINISTRATOR)
      .refused({ code: 'CALENDAR_REASON_MISSING', path: ['reason'] });
  });

  it('is refused where another revision is in force than the one that was seen', () => {
    given(published(), revised).when(revise, ADMINISTRATOR).refused({ code: 'CALENDAR_REVISED', currentRevision: 2 });
    given().when(revise, ADMINISTRATOR).refused({ code: 'CALENDAR_REVISED', currentRevision: 0 });
  });

  it('takes whichever revision is in force where none was seen', () => {
    given(published())
      .when({ ...revise, expectedRevision: null }, ADMINISTRATOR)
      .then(revised);
  });

  it('is refused where a day lies in another year', () => {
    given()
      .when({ ...publish, days: [NEW_YEAR, { ...EID, date: '2026-03-21' }] }, ADMINISTRATOR)
      .refused({ code: 'CALENDAR_DATE_OUTSIDE_YEAR', path: ['days', '2026-03-21'] });
  });

  it('is refused where a day is named twice, which would take it off twice', () => {
    given()
      .when({ ...publish, days: [EID, NEW_YEAR, { ...EID, kind: 'JOINT_LEAVE' }] }, ADMINISTRATOR)
      .refused({ code: 'CALENDAR_DATE_REPEATED', path: ['days', '2025-03-31'] });
  });

  it('stays quiet where the year says just that already, in whatever order', () => {
    given(published())
      .when({ ...publish, days: [EID, NEW_YEAR], reason: 'again', expectedRevision: 1 }, ADMINISTRATOR)
      .refused({ code: 'NOTHING_CHANGED' });
  });

  it('takes another source or another title for a revision', () => {
    const title = { id: 'Hari Raya Idulfitri', en: 'Eid al-Fitr' };

    given(published())
      .when({ ...publish, source: 'SKB', reason: 'r', expectedRevision: 1 }, ADMINISTRATOR)
      .thenPartly({ type: 'CalendarYearPublished', data: { revision: 2, source: 'SKB' } });
    given(published())
      .when({ ...publish, days: [NEW_YEAR, { ...EID, title }], reason: 'r', expectedRevision: 1 }, ADMINISTRATOR)
      .thenPartly({ type: 'CalendarYearPublished', data: { revision: 2 } });
  });

  it('is for administrators of the nation, and for SYSTEM', () => {
    const province = held('administrator', { role: 'ADMINISTRATOR', jurisdiction: '64' });

    given()
      .when(publish, asking({ person: 'system', grants: [] }))
      .then(published());
    given().when(publish, asking(province)).refused({ code: 'NOT_ALLOWED' });
    given().when(publish, asking(cast.assessor1)).refused({ code: 'NOT_ALLOWED' });
  });
});

describe('the sentence of a calendar', () => {
  it('counts holidays and joint leave', () => {
    expect(sentences.CalendarYearPublished(revised.data).en).toBe(
      'The calendar ID 2025 was published, revision 2 (holidays: 2, joint leave: 1).',
    );
  });
});
