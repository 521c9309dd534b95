import { describe, expect, it } from 'vitest';

import { cycle } from '../../../../src/domain/cycle/index.ts';
import type { ReportStanding } from '../../../../src/domain/cycle/index.ts';
import { asked, AWARDING, final, opened, places } from '../../../support/cycle-samples.ts';
import { cast, CYCLE } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(cycle);

const PUBLISH = { type: 'PublishResults', cycle: CYCLE } as const;
const drafting = (unit: string): ReportStanding => ({ unit, phase: 'DRAFTING', submittedAt: null, final: null });
const reviewed = (unit: string): ReportStanding => ({ unit, phase: 'REVIEW', submittedAt: null, final: null });

/** Publishes the finals of a cycle in which these places take part. */
function publish(participants: readonly string[], standings: readonly ReportStanding[]) {
  const facts = asked(cast.administrator, { standings });
  return given(opened({ participants: [...participants] })).when(PUBLISH, facts);
}

describe('PublishResults', () => {
  it('says how many took part, how many are final and who never submitted', () => {
    publish(['64.71', '64.72', '64.73'], [final('64.71', 'KURANG'), drafting('64.72')]).then({
      type: 'ResultsPublished',
      data: { cycle: CYCLE, participants: 3, final: 1, notSubmitted: ['64.72', '64.73'], awards: 0 },
    });
  });

  it('is refused while a submitted report is not final, naming each', () => {
    publish(['64.71', '64.72'], [reviewed('64.71'), reviewed('64.72')]).refused({
      code: 'REPORTS_NOT_FINAL',
      details: [
        { code: 'REPORTS_NOT_FINAL', indicator: null, path: ['units', '64.71'] },
        { code: 'REPORTS_NOT_FINAL', indicator: null, path: ['units', '64.72'] },
      ],
    });
  });

  it('is refused until the window closes, and possible at that very moment', () => {
    given(opened())
      .when(PUBLISH, asked(cast.administrator, { now: '2025-11-30T23:59:59.999Z' }))
      .refused({ code: 'WINDOW_STILL_OPEN' });
    given(opened()).when(PUBLISH, asked(cast.administrator)).thenPartly({ type: 'ResultsPublished' });
  });

  it('is refused a second time', () => {
    const data = { cycle: CYCLE, participants: 2, final: 0, notSubmitted: ['64.71', '64.72'], awards: 0 };
    const done = given(opened(), { type: 'ResultsPublished', data, at: '2025-12-10T00:00:00.000Z' });

    expect(done.state).toMatchObject({ phase: 'published' });
    done.when(PUBLISH, asked(cast.administrator)).refused({ code: 'RESULTS_PUBLISHED' });
  });

  it('is refused for a cycle that was never opened', () => {
    given().when(PUBLISH, asked(cast.administrator)).refused({ code: 'CYCLE_UNKNOWN' });
  });

  it('is refused to an assessor', () => {
    given(opened()).when(PUBLISH, asked(cast.assessor1)).refused({ code: 'NOT_ALLOWED' });
  });
});

describe('the awards', () => {
  it('are granted with the figures they rest on', () => {
    const members = [
      { unit: '64.01', predicate: 'PEDULI' },
      { unit: '64.02', predicate: 'PEDULI' },
      { unit: '64.03', predicate: null },
    ];

    publish(places(3), [final('64.01', 'PEDULI', 41), final('64.02', 'PEDULI', 42)]).then(
      {
        type: 'ResultsPublished',
        data: { cycle: CYCLE, participants: 3, final: 2, notSubmitted: ['64.03'], awards: 3 },
      },
      {
        type: 'AwardsGranted',
        data: {
          cycle: CYCLE,
          awards: [
            {
              kind: 'PROVINCE_CARING',
              recipient: '64',
              predicate: 'PEDULI',
              total: null,
              final: null,
              count: 2,
              of: 3,
              moreThanPercent: '60',
              members,
              ...notCompared,
            },
            caring('64.01', 41),
            caring('64.02', 42),
          ],
        },
      },
    );
  });

  it('honour a province for strictly more than the share, not for exactly the share', () => {
    const peduli = (count: number) => places(count).map((unit) => final(unit, 'PEDULI'));

    expect(provincesOf(publish(places(10), peduli(6)))).toEqual([]);
    expect(provincesOf(publish(places(10), peduli(7)))).toEqual(['64']);
  });

  it('count a place that never reported in the share of its province', () => {
    const standings = places(3).map((unit) => final(unit, 'PEDULI'));

    expect(provincesOf(publish(places(4), standings))).toEqual(['64']);
    expect(provincesOf(publish(places(5), standings))).toEqual([]);
  });

  it('count neither the province itself nor its organizations among its places', () => {
    const participants = ['64', '64/BALAI-2', ...places(3)];
    const standings = [...places(2).map((unit) => final(unit, 'PEDULI')), final('64/BALAI-2', 'KURANG')];

    expect(provincesOf(publish(participants, standings))).toEqual(['64']);
  });

  it('judge each province by its own places', () => {
    const standings = [...places(2).map((unit) => final(unit, 'PEDULI')), final('65.01', 'PEDULI')];

    expect(provincesOf(publish([...places(2), ...places(2, '65')], standings))).toEqual(['64']);
  });

  it('are none where the edition grants none', () => {
    const facts = asked(cast.administrator, {
      standings: [final('64.71', 'PEDULI')],
      bound: { ...AWARDING, provinceAward: null },
    });

    given(opened())
      .when(PUBLISH, facts)
      .thenPartly({ type: 'ResultsPublished', data: { awards: 0 } });
  });

  it('are spread over several entries where they are many', () => {
    const standings = places(60).map((unit) => final(unit, 'PEDULI'));
    const led = publish(places(60), standings);

    led.thenPartly(
      { type: 'ResultsPublished', data: { awards: 61 } },
      { type: 'AwardsGranted' },
      { type: 'AwardsGranted' },
    );
  });
});

const notCompared = { within: null, cycles: [CYCLE], measure: null, compared: [] };

function caring(recipient: string, position: number) {
  const figures = { total: '80.00', final: position, count: null, of: null, moreThanPercent: null };
  return { kind: 'CARING' as const, recipient, predicate: 'PEDULI', ...figures, members: [], ...notCompared };
}

function provincesOf({ outcome }: ReturnType<typeof publish>): readonly string[] {
  const events = outcome.ok ? outcome.value.events : [];
  return events
    .flatMap((event) => (event.type === 'AwardsGranted' ? event.data.awards : []))
    .filter(({ kind }) => kind === 'PROVINCE_CARING')
    .map(({ recipient }) => recipient);
}
