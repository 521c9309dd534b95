import { describe, expect, it } from 'vitest';

import { cycle, cycleSentences } from '../../../../src/domain/cycle/index.ts';
import type { CycleEvent, CycleFacts, ReportStanding } from '../../../../src/domain/cycle/index.ts';
import type { Edition } from '../../../../src/domain/instrument/index.ts';
import { digestOf } from '../../../../src/kernel/digest.ts';
import { asked, final, opened } from '../../../support/cycle-samples.ts';
import { edition, evidence, indicator } from '../../../support/editions.ts';
import { cast, CYCLE, EDITION_DIGEST } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(cycle);

const NEXT_DIGEST = digestOf('the next edition');
const replace = { type: 'ReplaceEdition', cycle: CYCLE, edition: '2', reason: 'The weights were wrong.' } as const;

const first = () => indicator('C1', { evidence: [evidence('C1-E1')] });
const bound = asking(first(), indicator('N1'));

function asking(...indicators: Parameters<typeof edition>[0][number]['indicators']): Edition {
  return edition([{ code: 'SERVICE', indicators }]);
}

function facts(named: Edition | null, standings: readonly ReportStanding[] = []): CycleFacts {
  const editions = { '1': EDITION_DIGEST, '2': NEXT_DIGEST };
  return asked(cast.administrator, { editions, named, bound, standings });
}

function standing(unit: string, phase: ReportStanding['phase']): ReportStanding {
  return { unit, phase, submittedAt: null, final: null };
}

function replaced(changes: Partial<Extract<CycleEvent, { type: 'EditionReplaced' }>['data']> = {}): CycleEvent {
  const { title } = bound;
  const editions = { from: '1', to: '2', instrumentDigest: NEXT_DIGEST, title };
  return {
    type: 'EditionReplaced',
    data: { cycle: CYCLE, ...editions, reason: 'The weights were wrong.', reports: 0, ...changes },
  };
}

function misfit(...indicators: readonly string[]) {
  const details = indicators.map((one) => ({ code: 'EDITION_DOES_NOT_FIT', indicator: one, path: ['edition'] }));
  return { code: 'EDITION_DOES_NOT_FIT', details };
}

describe('ReplaceEdition', () => {
  it('binds the whole cycle to another edition, with a reason', () => {
    given(opened()).when(replace, facts(bound)).then(replaced());
    given(opened())
      .when(replace, facts(bound, [standing('64.71', 'DRAFTING'), standing('64.72', 'REVIEW')]))
      .then(replaced({ reports: 2 }));
    expect(given(opened(), replaced()).state).toMatchObject({ edition: '2', instrumentDigest: NEXT_DIGEST });
  });

  it('is refused once a report is assessed, naming each', () => {
    const standings = [standing('64.71', 'ASSESSMENT'), final('64.72', 'PEDULI'), standing('64.73', 'REVIEW')];

    given(opened())
      .when(replace, facts(bound, standings))
      .refused({
        code: 'ASSESSMENT_BEGUN',
        details: [
          { code: 'ASSESSMENT_BEGUN', indicator: null, path: ['units', '64.71'] },
          { code: 'ASSESSMENT_BEGUN', indicator: null, path: ['units', '64.72'] },
        ],
      });
  });

  it('is refused where what was asked is not asked again, or in another way', () => {
    const percent = indicator('N1', { answer: { kind: 'PERCENT' } });
    const worthless = { ...indicator('N1'), maximum: '7' };

    given(opened())
      .when(replace, facts(asking(first())))
      .refused(misfit('N1'));
    given(opened())
      .when(replace, facts(asking(first(), percent)))
      .refused(misfit('N1'));
    given(opened())
      .when(replace, facts(asking(first(), worthless)))
      .refused(misfit('N1'));
  });

  // Documents that were attached for evidence of another name stood nowhere afterwards.
  it('is refused where a document would have no place', () => {
    const renamed = indicator('C1', { evidence: [evidence('C1-E2')] });
    const more = indicator('C1', { evidence: [evidence('C1-E1'), evidence('C1-E2')] });

    given(opened())
      .when(replace, facts(asking(renamed, indicator('N1'))))
      .refused(misfit('C1'));
    given(opened())
      .when(replace, facts(asking(more, indicator('N1'))))
      .then(replaced());
  });

  // Nobody could answer what was asked only after their report was handed in.
  it('may ask more as long as every report is drafted', () => {
    const more = asking(first(), indicator('N1'), indicator('N2'));

    given(opened())
      .when(replace, facts(more, [standing('64.71', 'DRAFTING')]))
      .then(replaced({ reports: 1 }));
    given(opened())
      .when(replace, facts(more, [standing('64.71', 'REVIEW')]))
      .refused(misfit('N2'));
  });

  it('is refused for an edition that has no such period', () => {
    const [year] = bound.periods;
    const elsewhen = { ...bound, periods: [{ ...year!, code: 'B04' }] };

    given(opened())
      .when(replace, facts(elsewhen))
      .refused({ code: 'PERIOD_UNKNOWN', path: ['edition'] });
  });

  it('is refused for an edition that is not published', () => {
    given(opened())
      .when({ ...replace, edition: '3' }, facts(null))
      .refused({ code: 'EDITION_UNKNOWN', path: ['edition'] });
    given(opened())
      .when({ ...replace, edition: 'constructor' }, facts(bound))
      .refused({ code: 'EDITION_UNKNOWN' });
  });

  it('stays quiet where the cycle is bound to it already', () => {
    given(opened())
      .when({ ...replace, edition: '1' }, facts(bound))
      .refused({ code: 'NOTHING_CHANGED', path: ['edition'] });
    given(opened(), replaced()).when(replace, facts(bound)).refused({ code: 'NOTHING_CHANGED' });
  });

  it('is refused once results are published, and for a cycle that was never opened', () => {
    const data = { cycle: CYCLE, participants: 2, final: 0, notSubmitted: ['64.71', '64.72'], awards: 0 };

    given(opened(), { type: 'ResultsPublished', data })
      .when(replace, facts(bound))
      .refused({ code: 'RESULTS_PUBLISHED' });
    given().when(replace, facts(bound)).refused({ code: 'CYCLE_UNKNOWN' });
  });

  it('is done by national administrators', () => {
    given(opened()).when(replace, asked(cast.assessor1)).refused({ code: 'NOT_ALLOWED' });
  });

  it('is told in both languages', () => {
    const editions = { from: '1', to: '2', instrumentDigest: NEXT_DIGEST, title: bound.title };

    expect(cycleSentences.EditionReplaced({ cycle: CYCLE, ...editions, reason: 'Bobot salah', reports: 0 })).toEqual({
      id: `Edisi 1 siklus ${CYCLE} diganti dengan edisi 2: Bobot salah`,
      en: `The edition 1 of the cycle ${CYCLE} was replaced by 2: Bobot salah`,
    });
  });
});
