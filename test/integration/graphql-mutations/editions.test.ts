import { describe, expect, it } from 'vitest';

import { digestOf } from '../../../src/kernel/digest.ts';
import { loadReference } from '../../../src/usecase/reference.ts';
import type { Data } from '../../support/http-server.ts';
import { useHttpWorld } from '../../support/http-server.ts';
import { mutation } from '../../support/mutations.ts';
import { COORDINATOR, CYCLE, REPORTER, UNIT } from '../../support/reporting-world.ts';

const world = useHttpWorld();

async function ask(name: string, input: Data, more = '', person = 'administrator'): Promise<Data> {
  const { errors, data } = await world().send({ query: mutation(name, more), variables: { input }, person });
  expect(errors).toEqual([]);
  return data![name] as Data;
}

type Dimension = ReturnType<typeof loadReference>['editions'][number]['edition']['dimensions'][number];

/** A later edition of KKP HAM, whose dimensions are others. */
async function publish(edition: string, change: (dimension: Dimension, index: number) => Dimension): Promise<void> {
  const found = loadReference().editions.find((one) => one.edition.instrument === 'KKPHAM')!.edition;
  const revised = { ...found, edition, dimensions: found.dimensions.map(change) };
  await ask('publishInstrument', { edition: JSON.stringify(revised) });
}

/** Stated, with the document that it asks for. */
async function answer(indicator: string): Promise<void> {
  const of = { unit: UNIT, cycle: CYCLE, indicator };
  const choice = { answer: { kind: 'CHOICE', option: 'ADA' }, narrative: null, expectedRevision: 0 } as const;
  await world().ask(REPORTER, { type: 'SubmitResponse', ...of, ...choice });
  const document = {
    evidence: `${indicator}-E1`,
    digest: digestOf('the document'),
    title: 'Dokumen',
    mediaType: 'application/pdf',
    bytes: 1000,
    issuedOn: null,
    validUntil: null,
  };
  await world().ask(REPORTER, { type: 'AttachDocument', ...of, document });
}

const COMPARISON = `comparison(first: 1) { moved before { code } after { code } nodes {
  report { unit { code } } before { total rank } after { total rank } exact through { indicator { code } exact } } }`;

const REPLACED = `cycle { edition { code } editionReplacements { reason } } ${COMPARISON}`;

const REPLACE = { cycle: CYCLE, edition: '2023', reason: 'Salah bobot' };

describe('replaceEdition', () => {
  it('is refused for what it would not do', async () => {
    await publish('2022-LESS', (dimension, index) => (index === 0 ? less(dimension) : dimension));

    const unknown = await ask('replaceEdition', REPLACE);
    const same = await ask('replaceEdition', { ...REPLACE, edition: '2022' });
    const unfit = await ask('replaceEdition', { ...REPLACE, edition: '2022-LESS' });
    const noCycle = await ask('replaceEdition', { ...REPLACE, cycle: 'KKPHAM-1999' });
    const stranger = await ask('replaceEdition', REPLACE, '', COORDINATOR);

    expect(unknown).toMatchObject({ code: 'EDITION_UNKNOWN', path: ['edition'] });
    expect(same).toMatchObject({ code: 'NOTHING_CHANGED' });
    expect(unfit).toMatchObject({ code: 'EDITION_DOES_NOT_FIT', details: [{ code: 'EDITION_DOES_NOT_FIT' }] });
    expect(noCycle).toMatchObject({ code: 'CYCLE_UNKNOWN' });
    expect(stranger).toMatchObject({ code: 'NOT_ALLOWED' });
  });

  it('says who moves, asked first and then done', async () => {
    await publish('2023', (dimension, index) => (index === 0 ? { ...dimension, weight: '55' } : dimension));
    await answer('KKP-SP1-S1');

    const checked = await ask('replaceEdition', { ...REPLACE, validateOnly: true }, REPLACED);
    const commandId = 'replace-once';
    const done = await ask('replaceEdition', { ...REPLACE, commandId }, REPLACED);
    const again = await ask('replaceEdition', { ...REPLACE, commandId }, REPLACED);

    expect(checked).toMatchObject({ events: [], cycle: { edition: { code: '2022' }, editionReplacements: [] } });
    expect(checked['comparison']).toMatchObject({
      moved: 1,
      before: { code: '2022' },
      after: { code: '2023' },
      nodes: [{ report: { unit: { code: UNIT } }, through: [{ indicator: { code: 'KKP-SP1-S1' } }] }],
    });
    expect(done).toMatchObject({
      events: [{ type: 'EditionReplaced' }],
      cycle: { edition: { code: '2023' }, editionReplacements: [{ reason: 'Salah bobot' }] },
      comparison: checked['comparison'],
    });
    expect(again).toMatchObject({ replayed: true, comparison: checked['comparison'] });
  });
});

describe('recordOfficialScore', () => {
  const OFFICIAL = { cycle: CYCLE, unit: UNIT, total: '99.40', predicate: 'PEDULI', source: 'SK 1/2023' };
  const MORE = 'officialScore { total mismatch recomputed history { total } } cycle { code }';

  it('answers with what was recorded, beside the recomputed score', async () => {
    const recorded = await ask('recordOfficialScore', { ...OFFICIAL, publishedOn: '2022-12-10' }, MORE);
    const again = await ask('recordOfficialScore', { ...OFFICIAL, publishedOn: '2022-12-10' }, MORE);
    const corrected = await ask('recordOfficialScore', { ...OFFICIAL, total: '97', predicate: null }, MORE);
    const checked = await ask('recordOfficialScore', { ...OFFICIAL, validateOnly: true }, MORE);

    expect(recorded).toMatchObject({
      events: [{ type: 'OfficialScoreRecorded' }],
      cycle: { code: CYCLE },
      officialScore: { total: '99.40', mismatch: true, recomputed: null, history: [] },
    });
    expect(again).toMatchObject({ code: 'NOTHING_CHANGED' });
    expect(corrected).toMatchObject({ officialScore: { total: '97', history: [{ total: '99.40' }] } });
    expect(checked).toMatchObject({ events: [], officialScore: null });
  });

  it('is refused for who is not expected, for a predicate that there is not, and to everybody else', async () => {
    const stranger = await ask('recordOfficialScore', { ...OFFICIAL, unit: '64.74' });
    const predicate = await ask('recordOfficialScore', { ...OFFICIAL, predicate: 'NONE' });
    const reviewer = await ask('recordOfficialScore', OFFICIAL, '', 'assessor-1');

    expect(stranger).toMatchObject({ code: 'NOT_A_PARTICIPANT', path: ['unit'] });
    expect(predicate).toMatchObject({ code: 'PREDICATE_UNKNOWN', path: ['predicate'] });
    expect(reviewer).toMatchObject({ code: 'NOT_ALLOWED' });
  });

  it.each([{ total: '97,5' }, { publishedOn: '2022-02-30' }, { source: ' ' }, { predicate: 'peduli ham' }])(
    'takes no malformed input: %o',
    async (wrong) => {
      const input = { ...OFFICIAL, ...wrong };

      const { errors } = await world().send({
        query: mutation('recordOfficialScore'),
        variables: { input },
        person: 'administrator',
      });

      expect(errors[0]!.extensions.code).toBe('BAD_USER_INPUT');
    },
  );
});

function less(dimension: Dimension): Dimension {
  return { ...dimension, indicators: dimension.indicators.slice(1) };
}
