import { describe, expect, it } from 'vitest';

import { instrument } from '../../../../src/domain/instrument/index.ts';
import type { InstrumentEvent } from '../../../../src/domain/instrument/index.ts';
import { edition, indicator } from '../../../support/editions.ts';
import { cast, EDITION_DIGEST, NOW } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(instrument);

const FOUND = { kind: 'FOUND', source: 'Permenkumham 17/2022' } as const;
const twoOfThem = edition([{ code: 'D', indicators: [indicator('A'), indicator('B', { provenance: FOUND })] }]);
const publish = { type: 'PublishInstrument', edition: twoOfThem, digest: EDITION_DIGEST } as const;
const published: InstrumentEvent = {
  type: 'InstrumentPublished',
  data: {
    instrument: 'TEST',
    edition: '1',
    digest: EDITION_DIGEST,
    title: twoOfThem.title,
    engine: 'scoring/v1',
    indicators: 2,
    illustrative: 20,
  },
};
const ADMINISTRATOR = { ...cast.administrator, now: NOW };

describe('PublishInstrument', () => {
  it('names the edition by its digest and says how much of it rests on no source', () => {
    given().when(publish, ADMINISTRATOR).then(published);
    expect(given(published).state).toEqual({ editions: { '1': EDITION_DIGEST } });
  });

  it('is refused for an edition that is published, which never changes', () => {
    given(published).when(publish, ADMINISTRATOR).refused({ code: 'EDITION_PUBLISHED' });
  });

  it('takes another edition of the instrument, whatever its code', () => {
    const next = { ...publish, edition: { ...twoOfThem, edition: 'constructor' } };

    given(published)
      .when(next, ADMINISTRATOR)
      .thenPartly({ type: 'InstrumentPublished', data: { edition: 'constructor' } });
  });

  it('is done by national administrators and SYSTEM only', () => {
    given().when(publish, { person: 'system', grants: [], now: NOW }).then(published);
    given()
      .when(publish, { ...cast.assessor1, now: NOW })
      .refused({ code: 'NOT_ALLOWED' });
  });
});
