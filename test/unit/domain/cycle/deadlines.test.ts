import { describe, expect, it } from 'vitest';

import { closesAtFor, cycle, cycleSentences } from '../../../../src/domain/cycle/index.ts';
import type { CycleCommand, CycleEvent, ReportStanding } from '../../../../src/domain/cycle/index.ts';
import { asked, final, opened } from '../../../support/cycle-samples.ts';
import { cast, CLOSES, CYCLE, held, NOW, OPENS } from '../../../support/report-samples.ts';
import type { Person } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(cycle);

const LATER = '2025-12-08T00:00:00.000Z';
const LATEST = '2025-12-15T00:00:00.000Z';
const SYSTEM: Person = { person: 'system', grants: [] };
const ADMINISTRATOR = asked(cast.administrator, { now: NOW });
const drafting = (unit: string): ReportStanding => ({ unit, phase: 'DRAFTING', submittedAt: null, final: null });

type Extend = Extract<CycleCommand, { type: 'ExtendDeadline' }>;
type Extended = Extract<CycleEvent, { type: 'DeadlineExtended' }>['data'];
type Closed = Extract<CycleEvent, { type: 'SubmissionWindowClosed' }>['data'];

function extend(units: readonly string[] | null, closesAt = LATER): Extend {
  return { type: 'ExtendDeadline', cycle: CYCLE, units, closesAt, reason: 'A flood.' };
}

function extended(units: string[] | null, changes: Partial<Extended> = {}): CycleEvent {
  const data = { cycle: CYCLE, units, closesAt: LATER, previous: CLOSES, reason: 'A flood.', ...changes };
  return { type: 'DeadlineExtended', data };
}

function close(closesAt: string): CycleCommand {
  return { type: 'CloseSubmissionWindow', cycle: CYCLE, closesAt };
}

function closed(changes: Partial<Closed> = {}): CycleEvent {
  const nobody = { units: null, notSubmitted: ['64.71', '64.72'] };
  return { type: 'SubmissionWindowClosed', data: { cycle: CYCLE, closesAt: CLOSES, ...nobody, ...changes } };
}

const published: CycleEvent = {
  type: 'ResultsPublished',
  data: { cycle: CYCLE, participants: 2, final: 0, notSubmitted: ['64.71', '64.72'], awards: 0 },
};

describe('ExtendDeadline', () => {
  it('gives all more time, or those that are named, in order of code', () => {
    given(opened()).when(extend(null), ADMINISTRATOR).then(extended(null));
    given(opened())
      .when(extend(['64.72', '64.71']), ADMINISTRATOR)
      .then(extended(['64.71', '64.72']));
  });

  it('says which deadline it takes the place of: the latest of those that are named', () => {
    given(opened(), extended(['64.71']))
      .when(extend(['64.71', '64.72'], LATEST), ADMINISTRATOR)
      .then(extended(['64.71', '64.72'], { closesAt: LATEST, previous: LATER }));
    given(opened(), extended(['64.71'], { closesAt: LATEST }))
      .when(extend(null), ADMINISTRATOR)
      .then(extended(null));
  });

  it('never takes time away', () => {
    given(opened())
      .when(extend(null, CLOSES), ADMINISTRATOR)
      .refused({ code: 'DEADLINE_NOT_LATER', path: ['closesAt'] });
    given(opened(), extended(['64.71'], { closesAt: LATEST }))
      .when(extend(['64.71', '64.72']), ADMINISTRATOR)
      .refused({ code: 'DEADLINE_NOT_LATER' });
    given(opened(), extended(null, { closesAt: LATEST }))
      .when(extend(['64.71']), ADMINISTRATOR)
      .refused({ code: 'DEADLINE_NOT_LATER' });
  });

  it('is possible after the window has shut, but not into the past', () => {
    const after = asked(cast.administrator, { now: LATER });

    given(opened(), closed())
      .when(extend(null, LATEST), after)
      .then(extended(null, { closesAt: LATEST }));
    given(opened(), closed())
      .when(extend(null), after)
      .refused({ code: 'DEADLINE_IN_THE_PAST', path: ['closesAt'] });
  });

  // A mistyped year could not be taken back, and held back the results until then.
  it('is refused for longer than a century', () => {
    given(opened())
      .when(extend(null, '9999-12-08T00:00:00.000Z'), ADMINISTRATOR)
      .refused({ code: 'DEADLINE_TOO_FAR', path: ['closesAt'] });
  });

  it('is refused for who does not take part, for one who is named twice, and for nobody', () => {
    given(opened())
      .when(extend(['64.71', '64.99']), ADMINISTRATOR)
      .refused({
        code: 'NOT_A_PARTICIPANT',
        details: [{ code: 'NOT_A_PARTICIPANT', indicator: null, path: ['units', '64.99'] }],
      });
    given(opened())
      .when(extend(['64.71', '64.71']), ADMINISTRATOR)
      .refused({ code: 'PARTICIPANT_TWICE' });
    given(opened()).when(extend([]), ADMINISTRATOR).refused({ code: 'NOTHING_CHANGED' });
  });

  it('is refused once results are published, and for a cycle that was never opened', () => {
    given(opened(), published).when(extend(null), ADMINISTRATOR).refused({ code: 'RESULTS_PUBLISHED' });
    given().when(extend(null), ADMINISTRATOR).refused({ code: 'CYCLE_UNKNOWN' });
  });

  it('is done by national administrators', () => {
    given(opened())
      .when(extend(null), asked(cast.assessor1, { now: NOW }))
      .refused({ code: 'NOT_ALLOWED' });
  });

  it('is refused for a place that the administrator reports for, or ever did, but not for all', () => {
    const before = held('administrator', {
      role: 'COORDINATOR',
      jurisdiction: '64.71',
      validUntil: '2025-06-01T00:00:00.000Z',
    });
    const facts = { ...ADMINISTRATOR, grants: [...cast.administrator.grants, ...before.grants] };

    given(opened())
      .when(extend(['64.71', '64.72']), facts)
      .refused({ code: 'OWN_UNIT', details: [{ code: 'OWN_UNIT', indicator: null, path: ['units', '64.71'] }] });
    given(opened())
      .when(extend(['64.72']), facts)
      .then(extended(['64.72']));
    given(opened()).when(extend(null), facts).then(extended(null));
  });
});

describe('the deadline of a unit', () => {
  const submission = { opensAt: OPENS, closesAt: CLOSES };
  const extensions = [
    { units: ['64.71'], closesAt: LATEST },
    { units: null, closesAt: LATER },
  ];

  it('is the last that was ever set for it, or for all', () => {
    expect(closesAtFor({ submission, extensions: [] }, '64.71')).toBe(CLOSES);
    expect(closesAtFor({ submission, extensions }, '64.71')).toBe(LATEST);
    expect(closesAtFor({ submission, extensions }, '64.72')).toBe(LATER);
  });

  it('holds back the results', () => {
    const publish = { type: 'PublishResults', cycle: CYCLE } as const;
    const longer = given(opened(), extended(['64.71']));

    longer.when(publish, asked(cast.administrator)).refused({ code: 'WINDOW_STILL_OPEN' });
    longer.when(publish, asked(cast.administrator, { now: LATER })).thenPartly({ type: 'ResultsPublished' });
  });
});

describe('CloseSubmissionWindow', () => {
  it('records that the deadline passed, and who had submitted nothing', () => {
    const standings = [drafting('64.71'), final('64.72', 'PEDULI')];

    given(opened()).when(close(CLOSES), asked(SYSTEM)).then(closed());
    given(opened())
      .when(close(CLOSES), asked(SYSTEM, { standings }))
      .then(closed({ notSubmitted: ['64.71'] }));
  });

  it('is refused until that moment', () => {
    given(opened())
      .when(close(CLOSES), asked(SYSTEM, { now: '2025-11-30T23:59:59.999Z' }))
      .refused({ code: 'WINDOW_STILL_OPEN' });
  });

  it('is recorded once for each deadline', () => {
    const done = given(opened(), closed());

    expect(done.state).toMatchObject({ closed: [CLOSES] });
    done.when(close(CLOSES), asked(SYSTEM)).refused({ code: 'NOTHING_CHANGED' });
  });

  it('is recorded also once results are published, when nobody had come to it before', () => {
    given(opened(), published).when(close(CLOSES), asked(SYSTEM)).then(closed());
    given(opened(), published, closed()).when(close(CLOSES), asked(SYSTEM)).refused({ code: 'NOTHING_CHANGED' });
  });

  it('stays quiet for a deadline that nobody has', () => {
    given(opened()).when(close(NOW), asked(SYSTEM)).refused({ code: 'NOTHING_CHANGED' });
    given(opened(), extended(null)).when(close(CLOSES), asked(SYSTEM)).refused({ code: 'NOTHING_CHANGED' });
  });

  it('concerns those whose deadline it is, and names them where others have another', () => {
    const longer = given(opened(), extended(['64.71']));

    longer.when(close(CLOSES), asked(SYSTEM)).then(closed({ notSubmitted: ['64.72'] }));
    longer
      .when(close(LATER), asked(SYSTEM, { now: LATER }))
      .then(closed({ closesAt: LATER, units: ['64.71'], notSubmitted: ['64.71'] }));
  });

  it('spreads those it names over several entries where they are many, and each entry fits', () => {
    const organization = 'x'.repeat(44);
    const participants = Array.from({ length: 1001 }, (_unit, index) => `64.71/${organization}${1000 + index}`);
    const units = participants.slice(0, 501);
    const { outcome } = given(opened({ participants }), extended(units)).when(
      close(LATER),
      asked(SYSTEM, { now: LATER }),
    );
    const events = outcome.ok ? outcome.value.events : [];

    expect(events.flatMap(({ data }) => ('units' in data ? data.units : []))).toEqual(units);
    expect(events.map(({ data }) => JSON.stringify(data).length < 60_000)).toEqual([true, true]);
  });

  it('is done by SYSTEM only', () => {
    given(opened()).when(close(CLOSES), asked(cast.administrator)).refused({ code: 'NOT_ALLOWED' });
  });
});

describe('deadlines are told in both languages', () => {
  it('naming a few units, and counting many', () => {
    const named = { cycle: CYCLE, units: ['64.71', '64.72'], closesAt: LATER, previous: CLOSES, reason: 'Banjir' };
    const many = ['64.01', '64.02', '64.03', '64.04', '64.05', '64.06'];

    expect(cycleSentences.DeadlineExtended(named)).toEqual({
      id: `Batas waktu ${CYCLE} diperpanjang sampai ${LATER} untuk 64.71, 64.72: Banjir`,
      en: `The deadline of ${CYCLE} was extended until ${LATER} for 64.71, 64.72: Banjir`,
    });
    expect(cycleSentences.DeadlineExtended({ ...named, units: null })).toEqual({
      id: `Batas waktu ${CYCLE} diperpanjang sampai ${LATER} untuk semua peserta: Banjir`,
      en: `The deadline of ${CYCLE} was extended until ${LATER} for all participants: Banjir`,
    });
    expect(cycleSentences.DeadlineExtended({ ...named, units: many }).id).toContain('untuk 6 peserta: Banjir');
  });

  it('where they have passed, too', () => {
    const passed = { cycle: CYCLE, closesAt: CLOSES, units: ['64.71'], notSubmitted: ['64.71'] };

    expect(cycleSentences.SubmissionWindowClosed(passed)).toEqual({
      id: `Masa pelaporan ${CYCLE} berakhir pada ${CLOSES} untuk 64.71; 1 peserta belum mengajukan laporan.`,
      en: `The submission window of ${CYCLE} closed at ${CLOSES} for 64.71; 1 participants had not submitted.`,
    });
    expect(cycleSentences.SubmissionWindowClosed({ ...passed, units: null }).en).toBe(
      `The submission window of ${CYCLE} closed at ${CLOSES}; 1 participants had not submitted.`,
    );
  });
});
