import { describe, expect, it } from 'vitest';

import { awardsOf, cycle } from '../../../../src/domain/cycle/index.ts';
import type { GrantedAward, PeriodOfYear, YearOfCycle } from '../../../../src/domain/cycle/index.ts';
import type { DatedTimes } from '../../../../src/domain/scoring/v1/index.ts';
import { upcast } from '../../../../src/domain/upcast.ts';
import { asked, AWARDING, opened } from '../../../support/cycle-samples.ts';
import { cast, CYCLE, CLOSES } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';
import { NATIONAL, wita } from '../../../support/timeliness-samples.ts';

const { given } = specify(cycle);

const DEADLINE = wita('2025-05-10 00:00');
const title = AWARDING.title;
const period = (code: string) => ({ ...AWARDING.periods[0]!, code, title });
/** A year of two periods, without an award for a predicate. */
const EDITION = { ...AWARDING, provinceAward: null, periods: [period('P1'), period('P2')] };

type Told = Readonly<{ exact: string | null; completed?: string; rounds?: DatedTimes['rounds'] }>;

/** A round that was opened and resubmitted at local times of Makassar. */
function round(number: number, from: string, to: string): DatedTimes['rounds'][number] {
  const [openedAt, resubmittedAt] = [wita(from), wita(to)];
  const dueAt = wita('2025-12-31 00:00');
  const ended = { dueAt, resubmittedAt, closedAt: null, accepted: true };
  return { round: number, openedAt, ...ended, firstRound: number, position: 50 + number };
}

function reported(unit: string, code: string, told: Told): PeriodOfYear['reports'][number] {
  const at = wita(told.completed ?? '2025-05-09 00:00');
  const submissions = [{ at, complete: true, position: 10 }];
  const times = { period: code, deadline: DEADLINE, submissions, rounds: told.rounds ?? [] };
  return { unit, final: told.exact === null ? null : { position: 90, exact: told.exact }, times };
}

/** What each place told in the first and in the second period. */
type Places = Readonly<Record<string, readonly (Told | null)[]>>;

function yearOf(places: Places, published = [true, true]): YearOfCycle {
  const periods = ['P1', 'P2'].map((code, index) => ({
    cycle: `TEST-2025-${code}`,
    period: code,
    published: published[index] ?? false,
    participants: Object.keys(places),
    reports: Object.entries(places).flatMap(([unit, told]) => {
      const one = told[index];
      return one ? [reported(unit, code, one)] : [];
    }),
  }));
  return { periods, offsets: new Map(Object.keys(places).map((unit) => [unit, 8])), calendar: NATIONAL };
}

function granted(year: YearOfCycle): readonly GrantedAward[] {
  return awardsOf(EDITION, { cycle: 'TEST-2025-P2', participants: [], standings: [], year });
}

function leading(kind: GrantedAward['kind'], places: Places): readonly string[] {
  return granted(yearOf(places))
    .filter((award) => award.kind === kind)
    .map(({ recipient }) => recipient);
}

const even = (exact: string): readonly Told[] => [{ exact }, { exact }];

describe('the award for the best year', () => {
  it('goes to the highest mean of all periods, with the figures of everybody', () => {
    const [best] = granted(yearOf({ '64.71': [{ exact: '100' }, { exact: '97' }], '64.72': even('95') }));

    expect(best).toMatchObject({
      kind: 'BEST',
      recipient: '64.71',
      within: '64',
      cycles: ['TEST-2025-P1', 'TEST-2025-P2'],
      measure: { unit: 'POINTS', exact: '197/2', rounded: '98.50' },
    });
    expect(best?.compared).toMatchObject([
      { unit: '64.71', standing: 'MEASURED', exact: '197/2', terms: [{ exact: '100' }, { exact: '97' }] },
      { unit: '64.72', standing: 'MEASURED', exact: '95', terms: [{ exact: '95' }, { exact: '95' }] },
    ]);
  });

  it('is shared where the exact means are equal, and only there', () => {
    const tied: Places = { '64.71': [{ exact: '285/3' }, { exact: '97' }], '64.72': even('96') };
    const close: Places = { '64.71': even('96'), '64.72': even('287999/3000') };

    expect(leading('BEST', tied)).toEqual(['64.71', '64.72']);
    expect(leading('BEST', close)).toEqual(['64.71']);
  });

  it('is given in each province by itself', () => {
    expect(leading('BEST', { '64.71': even('90'), '65.71': even('80'), '65.01': even('70') })).toEqual([
      '64.71',
      '65.71',
    ]);
  });

  it('is not for whoever missed a period, or is not final in it', () => {
    expect(
      leading('BEST', {
        '64.71': [{ exact: '100' }, null],
        '64.72': even('60'),
        '64.74': [{ exact: '100' }, { exact: null }],
      }),
    ).toEqual(['64.72']);
  });

  it('is neither for provinces nor for organizations', () => {
    expect(leading('BEST', { '64': even('100'), '64/BALAI-2': even('100'), '64.71': even('50') })).toEqual(['64.71']);
  });
});

describe('the award for the fastest', () => {
  it('goes to the most hours before the deadlines, with the entries they are read from', () => {
    const early = [{ exact: '80', completed: '2025-05-01 00:00' }, { exact: '80' }];
    const [award] = granted(yearOf({ '64.71': even('90'), '64.72': early })).filter(({ kind }) => kind === 'FASTEST');

    // (216 + 24) / 2
    expect(award).toMatchObject({ recipient: '64.72', measure: { unit: 'HOURS', exact: '120', rounded: '120.00' } });
    expect(award?.compared[1]?.terms[0]).toEqual({
      cycle: 'TEST-2025-P1',
      number: null,
      from: wita('2025-05-01 00:00'),
      to: DEADLINE,
      exact: '216',
      entry: 10,
    });
  });

  it('counts lateness against what was early', () => {
    const late = [
      { exact: '80', completed: '2025-05-01 00:00' },
      { exact: '80', completed: '2025-05-19 00:00' },
    ];

    expect(leading('FASTEST', { '64.71': even('90'), '64.72': late })).toEqual(['64.71']);
  });
});

describe('the award for the most responsive', () => {
  // From Monday to Tuesday, a whole working day.
  const returned = [{ exact: '80', rounds: [round(1, '2025-07-07 09:00', '2025-07-08 09:00')] }, { exact: '80' }];

  it('goes to the fewest working hours, of rounds and not of their reviewers', () => {
    const slower = [{ exact: '80', rounds: [round(1, '2025-07-07 09:00', '2025-07-09 09:00')] }, { exact: '80' }];
    const awards = granted(yearOf({ '64.71': returned, '64.72': slower }));
    const award = awards.find(({ kind }) => kind === 'MOST_RESPONSIVE');

    expect(award).toMatchObject({ recipient: '64.71', measure: { unit: 'WORKING_HOURS', exact: '24' } });
    expect(award?.compared[0]?.terms).toMatchObject([{ number: 1, exact: '24', entry: 51 }]);
  });

  it('goes first to whoever was never returned anything, and says so', () => {
    const awards = granted(yearOf({ '64.71': returned, '64.72': even('60') }));
    const award = awards.find(({ kind }) => kind === 'MOST_RESPONSIVE');

    expect(award).toMatchObject({ recipient: '64.72', measure: { exact: null, rounded: null } });
    expect(award?.compared[1]).toMatchObject({ standing: 'NEVER_RETURNED', exact: null, terms: [] });
  });

  it('ranks nobody by a year that no calendar is known of', () => {
    const year = { ...yearOf({ '64.71': returned }), calendar: new Map() };

    expect(granted(year).map(({ kind }) => kind)).toEqual(['BEST', 'FASTEST']);
  });
});

describe('the awards of a year', () => {
  it('wait for its last period to be published', () => {
    expect(granted(yearOf({ '64.71': even('90') }, [true, false]))).toEqual([]);
  });

  it('are none where a year has one period', () => {
    const year = yearOf({ '64.71': even('90') });

    expect(awardsOf(AWARDING, { cycle: CYCLE, participants: [], standings: [], year })).toEqual([]);
  });

  it('are granted with the first publication, and with no later one', () => {
    const year = yearOf({ '64.71': even('90') });
    const standings = [
      { unit: '64.71', phase: 'FINAL', submittedAt: null, final: { position: 500, total: '90.00', predicate: null } },
    ] as const;
    const facts = asked(cast.administrator, { bound: EDITION, standings, year });
    const done = { cycle: CYCLE, participants: 2, final: 1, notSubmitted: ['64.72'], awards: 3 };
    const publish = { type: 'PublishResults', cycle: CYCLE } as const;

    given(opened())
      .when(publish, facts)
      .thenPartly({ type: 'ResultsPublished', data: { awards: 3 } }, { type: 'AwardsGranted' });
    given(opened(), { type: 'ResultsPublished', data: done, at: CLOSES })
      .when(publish, facts)
      .then({ type: 'ResultsPublished', data: { ...done, awards: 0 } });
  });

  it('always fit their entries: what is too long loses the parts of figures, never a figure', () => {
    const rounds = Array.from({ length: 60 }, (_round, index) =>
      round(index + 1, '2025-07-07 09:00', '2025-07-08 09:00'),
    );
    const places = Array.from({ length: 30 }, (_place, index) => `35.${String(index + 10)}`);
    const year = yearOf(Object.fromEntries(places.map((unit) => [unit, [{ exact: '80', rounds }, { exact: '80' }]])));
    const standings = [
      { unit: '64.71', phase: 'FINAL', submittedAt: null, final: { position: 500, total: '90.00', predicate: null } },
    ] as const;
    const facts = asked(cast.administrator, { bound: EDITION, standings, year });

    const { outcome } = given(opened()).when({ type: 'PublishResults', cycle: CYCLE }, facts);

    const events = outcome.ok ? outcome.value.events : [];
    const awards = events.flatMap((event) => (event.type === 'AwardsGranted' ? event.data.awards : []));
    expect(Math.max(...events.map((event) => JSON.stringify(event.data).length))).toBeLessThan(60_000);
    expect(awards).toHaveLength(90);
    expect(awards.every(({ compared }) => compared.every(({ exact }) => exact !== null))).toBe(true);
  });
});

describe('AwardsGranted as it was written first', () => {
  it('is read as an award of one cycle for which nothing was compared', () => {
    const figures = { predicate: 'PEDULI', total: '80.00', final: 41, count: null, of: null, moreThanPercent: null };
    const award = { kind: 'CARING', recipient: '64.71', ...figures, members: [] };

    expect(upcast('AwardsGranted', 1, { cycle: 'KKPHAM-2022', awards: [award] })).toEqual({
      type: 'AwardsGranted',
      data: {
        cycle: 'KKPHAM-2022',
        awards: [{ ...award, within: null, cycles: ['KKPHAM-2022'], measure: null, compared: [] }],
      },
    });
  });

  it('never held an award of a year', () => {
    expect(() => upcast('AwardsGranted', 1, { cycle: 'A-2022', awards: [{ kind: 'BEST' }] })).toThrow();
  });
});
