import { describe, expect, it } from 'vitest';

import { FILES } from '../../../src/audit/bundle/format.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { later } from '../../support/later-story.ts';
import { assessedAgain, finalAgain, reopened, toldBy, withDeputy } from '../../support/reopened-story.ts';
import { sampleFiles, STORY } from '../../support/sample-bundle.ts';
import { faultOf } from './faults.ts';
import { altered, detailOf, positionOf, verified } from './later.ts';

describe('The bundle of a report that somebody decided on who stood in for another', () => {
  const story = toldBy(finalAgain('deputy', assessedAgain(reopened(withDeputy(later(STORY))))));
  const lent = positionOf(story, 'RoleDelegated');
  const lender = story.findLast(({ type }) => type === 'RoleDelegated')!.actor;

  it('verifies with the loan and the right it was lent from', async () => {
    const verification = await verified(sampleFiles({ story }));

    expect(verification.outcome).toBe('OK');
    expect(story.findLast(({ type }) => type === 'ReportFinalized')!.actor).toMatchObject({
      person: 'deputy',
      grant: lent,
    });
    expect(detailOf(verification, 'grants')).toBe('9 grants, under which everybody acted; 1 of them lent');
  });

  it.each([
    ['of somebody else', { delegatedBy: 'assessor-1' }, 'was made under another right'],
    ['of another right', { grant: 4 }, 'was made under another right'],
    ['of another role', { role: 'INSPECTOR' }, 'gives another right'],
    ['of another place', { jurisdiction: '64' }, 'gives another right'],
    ['for another organization', { organization: 'bappeda' }, 'gives another right'],
  ])('fails with a loan %s', async (_what, data, clause) => {
    const forged = altered(story, 'RoleDelegated', { data });

    expect(await faultOf(sampleFiles({ story: forged }))).toMatchObject({
      file: FILES.events,
      position: lent,
      sentence: `The loan of what entry ${Number('grant' in data ? data.grant : lender.grant)} granted ${clause}.`,
    });
  });

  it('fails with a loan for longer than the right is held', async () => {
    const at = lender.grant! - 1;
    const validUntil = '2026-01-31T00:00:00.000Z';
    const forged = story.map((one, index) =>
      index === at ? { ...one, data: { ...(one.data as JsonObject), validUntil } } : one,
    );

    expect(await faultOf(sampleFiles({ story: forged }))).toMatchObject({
      file: FILES.events,
      position: lent,
      sentence: `The loan of what entry ${lender.grant} granted lasts longer.`,
    });
  });

  it('fails with a loan of what was lent itself', async () => {
    const on = withDeputy(later(STORY));
    on.happens(
      'person/second',
      { type: 'PersonRegistered', data: { person: 'second', label: 'second' } },
      'administrator',
    );
    on.lends('deputy', 'second');
    const again = toldBy(finalAgain('second', assessedAgain(reopened(on))));

    expect(await faultOf(sampleFiles({ story: again }))).toMatchObject({
      file: FILES.events,
      position: positionOf(again, 'RoleDelegated'),
      sentence: `The loan of what entry ${positionOf(again, 'RoleDelegated') - 2} granted lends on what was only lent.`,
    });
  });

  it('fails once the loan has ended', async () => {
    const forged = altered(story, 'RoleDelegated', { data: { validUntil: '2026-01-01T00:00:00.000Z' } });

    expect(await faultOf(sampleFiles({ story: forged }))).toMatchObject({
      file: FILES.events,
      position: positionOf(story, 'ReportFinalized'),
      sentence: `The grant it cites, entry ${lent}, was not valid then.`,
    });
  });

  it('fails where whoever lent the right had proposed the final', async () => {
    const forged = altered(story, 'FinalProposed', { actor: lender });

    expect(await faultOf(sampleFiles({ story: forged }))).toMatchObject({
      file: FILES.events,
      position: positionOf(story, 'ReportFinalized'),
      sentence: 'It was frozen by the same hands that had proposed it.',
    });
  });

  it('fails without the loan', async () => {
    const hidden = altered(story, 'RoleDelegated', { bundled: false });

    expect(await faultOf(sampleFiles({ story: hidden }))).toMatchObject({
      file: FILES.events,
      sentence: `The grant it cites, entry ${lent}, is not in the bundle.`,
    });
  });
});
