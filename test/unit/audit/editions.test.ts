import { describe, expect, it } from 'vitest';

import { FILES } from '../../../src/audit/bundle/format.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { later } from '../../support/later-story.ts';
import { CYCLE, UNIT } from '../../support/report-samples.ts';
import { REPLACED_STORY, sampleFiles } from '../../support/sample-bundle.ts';
import { faultOf } from './faults.ts';
import { detailOf, positionOf, verified } from './later.ts';

const REPORT = `report/${UNIT}/${CYCLE}`;
/** What the sample report comes to by default. */
const BEFORE = '77.50';

describe('The bundle of a cycle whose edition was replaced', () => {
  it('is scored by the edition in force, and says since when it is', async () => {
    const verification = await verified(sampleFiles({ story: REPLACED_STORY, edition: '2' }));

    expect(verification.outcome).toBe('OK');
    expect(detailOf(verification, 'score')).toContain(`FINAL ${BEFORE} (KURANG)`);
    expect(detailOf(verification, 'instrument')).toBe(
      `TEST 2, as published by entry ${positionOf(REPLACED_STORY, 'InstrumentPublished')}, in force since entry ${positionOf(REPLACED_STORY, 'EditionReplaced')}`,
    );
  });

  it('fails with the edition that was replaced', async () => {
    expect(await faultOf(sampleFiles({ story: REPLACED_STORY, edition: '1' }))).toMatchObject({
      file: FILES.instrument,
      sentence: 'It is not the edition that the cycle is bound to.',
    });
  });

  it('fails where the report was opened with the edition that came later', async () => {
    const { data } = REPLACED_STORY.findLast(({ type }) => type === 'EditionReplaced')!;
    const { instrumentDigest } = data as Readonly<{ instrumentDigest: string }>;
    const at = REPLACED_STORY.findIndex(({ stream, type }) => stream === REPORT && type === 'ReportOpened');
    const forged = REPLACED_STORY.map((one, index) =>
      index === at ? { ...one, data: { ...(one.data as JsonObject), edition: '2', instrumentDigest } } : one,
    );

    expect(await faultOf(sampleFiles({ story: forged, edition: '2' }))).toMatchObject({
      file: FILES.events,
      position: at + 1,
      sentence: 'The report was opened with what its cycle did not call for then.',
    });
  });

  it('fails where the report was being assessed already', async () => {
    const on = later(REPLACED_STORY, '2');
    const back = { cycle: CYCLE, from: '1', reason: 'It suits better.', reports: 1 };
    const { data } = REPLACED_STORY.findLast(({ type }) => type === 'EditionReplaced')!;
    on.happens(
      `cycle/${CYCLE}`,
      { type: 'EditionReplaced', data: { ...(data as JsonObject), ...back } },
      'administrator',
    );

    expect(await faultOf(sampleFiles({ story: on.story(), edition: '2' }))).toMatchObject({
      file: FILES.events,
      position: on.head(),
      sentence: 'It replaces an edition by which the report was assessed already.',
    });
  });
});
