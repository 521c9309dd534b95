import { describe, expect, it } from 'vitest';

import { deriveResponsive, timelinessOf } from '../../../../../src/domain/scoring/v1/index.ts';
import { rational } from '../../../../../src/kernel/rational.ts';
import { JAYAPURA, MAKASSAR, period, round, wita } from '../../../../support/timeliness-samples.ts';

describe('the timeliness of a report', () => {
  it('begins with the first submission that was complete, not with the first', () => {
    const submissions = [
      { at: wita('2025-05-01 00:00'), complete: false, position: 10 },
      { at: wita('2025-05-08 06:00'), complete: true, position: 20 },
      { at: wita('2025-05-09 06:00'), complete: true, position: 30 },
    ];

    const times = timelinessOf(period('B04', { submissions }), MAKASSAR);

    expect(times.completed).toEqual(submissions[1]);
    expect(times.lead).toEqual(rational(42));
  });

  it('has no lead where it was never complete, or has no deadline', () => {
    const incomplete = [{ at: wita('2025-05-01 00:00'), complete: false, position: 10 }];

    expect(timelinessOf(period('B04', { submissions: incomplete }), MAKASSAR)).toMatchObject({
      completed: null,
      lead: null,
    });
    expect(timelinessOf(period('B04', { deadline: null }), MAKASSAR)).toMatchObject({
      completed: { position: 10 },
      lead: null,
    });
  });

  it('lasts on working days only: over a weekend', () => {
    const rounds = [round(wita('2025-05-16 16:00'), wita('2025-05-19 10:30'))];

    expect(timelinessOf(period('B04', { rounds }), MAKASSAR).returns[0]?.hours).toEqual(rational(37, 2));
  });

  it('lasts on working days only: over a holiday and its joint leave', () => {
    const rounds = [round(wita('2025-05-28 12:00'), wita('2025-06-02 12:00'))];

    expect(timelinessOf(period('B04', { rounds }), MAKASSAR).returns[0]?.hours).toEqual(rational(24));
    expect(deriveResponsive([period('B04', { rounds })], MAKASSAR).map(({ label }) => label.en)).toEqual([
      'Most responsive (working hours)',
      'B04, return 1',
      'Correction round 1',
      'Ascension of Jesus Christ',
      'Joint leave for Ascension of Jesus Christ',
      'Weekend',
      'Pancasila Day',
    ]);
  });

  it('lasts on working days only: over Eid al-Fitr 2025 with its joint leave', () => {
    const rounds = [round(wita('2025-03-27 16:00'), wita('2025-04-08 10:00'))];

    expect(timelinessOf(period('B04', { rounds }), MAKASSAR).returns[0]?.hours).toEqual(rational(8 + 10));
  });

  it('is that of the place: what is Friday evening in Makassar is a weekend in Jayapura', () => {
    const rounds = [round(wita('2025-05-16 22:00'), wita('2025-05-19 08:00'))];

    expect(timelinessOf(period('B04', { rounds }), MAKASSAR).returns[0]?.hours).toEqual(rational(2 + 8));
    expect(timelinessOf(period('B04', { rounds }), JAYAPURA).returns[0]?.hours).toEqual(rational(1 + 9));
    const evening = [round(wita('2025-05-16 22:00'), wita('2025-05-16 23:30'))];
    expect(timelinessOf(period('B04', { rounds: evening }), MAKASSAR).returns[0]?.hours).toEqual(rational(3, 2));
    expect(timelinessOf(period('B04', { rounds: evening }), JAYAPURA).returns[0]?.hours).toEqual(rational(1));
  });

  it('joins the rounds of one return, without the reviewer’s own time', () => {
    const rounds = [
      round(wita('2025-05-05 08:00'), wita('2025-05-05 12:00'), { round: 1, accepted: false }),
      round(wita('2025-05-07 08:00'), wita('2025-05-07 10:00'), { round: 2, firstRound: 1 }),
      round(wita('2025-05-08 08:00'), wita('2025-05-08 09:00'), { round: 3 }),
    ];

    const { returns } = timelinessOf(period('B04', { rounds }), MAKASSAR);

    expect(returns.map(({ hours }) => hours)).toEqual([rational(6), rational(1)]);
    expect(returns.map(({ number, rounds: own }) => [number, own.map(({ round: one }) => one)])).toEqual([
      [1, [1, 2]],
      [2, [3]],
    ]);
  });

  it('joins them also where another return lies between', () => {
    const rounds = [
      round(wita('2025-05-05 08:00'), wita('2025-05-05 12:00'), { round: 1, accepted: false }),
      round(wita('2025-05-07 08:00'), wita('2025-05-07 10:00'), { round: 2 }),
      round(wita('2025-05-08 08:00'), wita('2025-05-08 09:00'), { round: 3, firstRound: 1 }),
    ];

    const { returns } = timelinessOf(period('B04', { rounds }), MAKASSAR);

    expect(returns.map(({ rounds: own, hours }) => [own.map(({ round: one }) => one), hours])).toEqual([
      [[1, 3], rational(5)],
      [[2], rational(2)],
    ]);
  });

  it('counts a round that nobody resubmitted to its due date, whenever its end was recorded', () => {
    const ended = { dueAt: wita('2025-05-06 08:00'), closedAt: wita('2025-05-06 09:15') };
    const rounds = [round(wita('2025-05-05 08:00'), null, ended)];

    expect(timelinessOf(period('B04', { rounds }), MAKASSAR).returns[0]).toMatchObject({
      accepted: true,
      hours: rational(24),
    });
  });

  it('does not depend on whether anybody recorded that the due date had ended a round', () => {
    const dueAt = wita('2025-05-06 08:00');
    const unrecorded = { dueAt, closedAt: null };
    const accepted = [round(wita('2025-05-05 08:00'), null, unrecorded)];
    const followed = [
      round(wita('2025-05-05 08:00'), null, { ...unrecorded, round: 1, accepted: false }),
      round(wita('2025-05-07 08:00'), wita('2025-05-07 10:00'), { round: 2, firstRound: 1 }),
    ];

    expect(timelinessOf(period('B04', { rounds: accepted }), MAKASSAR).returns[0]?.hours).toEqual(rational(24));
    expect(timelinessOf(period('B04', { rounds: followed }), MAKASSAR).returns[0]?.hours).toEqual(rational(26));
  });

  it('has no hours while a round runs, or while what came back is not accepted', () => {
    const running = [round(wita('2025-05-05 08:00'), null, { accepted: false })];
    const pending = [round(wita('2025-05-05 08:00'), wita('2025-05-05 09:00'), { accepted: false })];

    expect(timelinessOf(period('B04', { rounds: running }), MAKASSAR).returns[0]).toMatchObject({
      accepted: false,
      hours: null,
      rounds: [{ to: null, hours: null }],
    });
    expect(timelinessOf(period('B04', { rounds: pending }), MAKASSAR).returns[0]).toMatchObject({
      accepted: false,
      hours: null,
      rounds: [{ hours: rational(1) }],
    });
  });

  it('has no hours where the calendar of a year is not known', () => {
    const rounds = [round('2031-01-06T00:00:00.000Z', '2031-01-07T00:00:00.000Z')];

    expect(timelinessOf(period('B04', { rounds }), MAKASSAR).returns[0]).toMatchObject({
      accepted: true,
      hours: null,
      rounds: [{ hours: null, unknownYear: 2031 }],
    });
  });
});
