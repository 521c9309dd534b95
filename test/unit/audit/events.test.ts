import { describe, expect, it } from 'vitest';

import { FILES } from '../../../src/audit/bundle/format.ts';
import { digestOf } from '../../../src/kernel/digest.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { sampleFiles, STORY } from '../../support/sample-bundle.ts';
import { faultOf, withData, withEvent, withText } from './faults.ts';

const REPORT = 'report/64.71/TEST-2025';
const EARLY = '2025-11-01T00:00:00.000Z';
const OPENING = { type: 'LedgerOpened', version: 2, data: { origin: 'log', demo: false, key: null } };

describe('events.jsonl fails where', () => {
  it.each([
    ['its last line does not end', (text: string) => text.slice(0, -1)],
    ['a line is empty', (text: string) => `${text}\n`],
    ['lines end as on Windows', (text: string) => text.replaceAll('\n', '\r\n')],
    ['it begins with a byte order mark', (text: string) => `\uFEFF${text}`],
    ['it is empty', () => ''],
    ['two lines are swapped', swapped],
    ['a line is there twice', (text: string) => text.slice(0, text.indexOf('\n') + 1) + text],
    ['an entry is spelled otherwise', (text: string) => text.replace('{"actor"', '{ "actor"')],
    ['an entry has another member', (text: string) => text.replace('"type":', '"tipe":')],
    [
      'an entry has a position that no number can hold',
      (text: string) => text.replace('"position":1,', '"position":1e999,'),
    ],
    ['an entry is of no known type', (text: string) => text.replace('"LedgerOpened"', '"LedgerClosed"')],
    ['an entry is of no known version', (text: string) => text.replace('"version":2', '"version":9')],
  ])('%s', async (_what, change) => {
    expect(await faultOf(withText(FILES.events, change))).toMatchObject({ file: FILES.events });
  });

  it('an answer was changed, and says at which position', async () => {
    const files = withText(FILES.events, (text) => text.replace('"option":"ADA"', '"option":"TIDAK"'));

    expect(await faultOf(files)).toMatchObject({ file: FILES.events, position: 24, stream: REPORT });
  });

  it('an entry was left out', async () => {
    expect(await faultOf(withEvent('ResponseScored', () => ({ bundled: false })))).toMatchObject({
      file: FILES.events,
      sentence: 'Entries of its stream before it are missing.',
    });
  });

  it('the last entry was left out, as the sealed head says', async () => {
    expect(await faultOf(withEvent('ReportFinalized', () => ({ bundled: false })))).toMatchObject({
      file: FILES.completeness,
      sentence: `The head of ${REPORT} is not the last entry that the bundle holds of it.`,
    });
  });

  it('an entry follows that no seal covers', async () => {
    const late = STORY.find(({ type }) => type === 'IndicatorsAssigned')!;
    const story = [...STORY, { ...late, at: STORY.at(-1)!.at }];

    expect(await faultOf(sampleFiles({ story }))).toMatchObject({ file: FILES.completeness });
  });
});

describe('An entry that the ledger holds fails where it', () => {
  it.each([
    [
      'was recorded before the one it follows',
      'The entry was recorded before',
      withEvent('ReportSubmitted', () => ({ at: EARLY })),
    ],
    [
      'names another entry as the one before it',
      'The entry does not name the one',
      withEvent('ReportSubmitted', () => ({ previous: digestOf('') })),
    ],
    [
      'names none as the one before it',
      'Only the first entry',
      withEvent('ReportSubmitted', () => ({ previous: null })),
    ],
    [
      'names one before the first',
      'Only the first entry',
      withEvent('ReportOpened', () => ({ previous: digestOf('') })),
    ],
    [
      'is of another report',
      'The entry is not of the stream',
      withEvent('ReportSubmitted', () => ({ stream: 'report/64.72/TEST-2025' })),
    ],
    ['opens the report of another unit', 'The entry is not of the stream', withData('ReportOpened', { unit: '64.73' })],
    ['opens another cycle', 'The entry is not of the stream', withData('CycleOpened', { cycle: 'OTHER-2025' })],
    ['is no event of a report', 'The entry is no event of a report', withEvent('ReportSubmitted', () => OPENING)],
    [
      'is no event of a cycle',
      'The entry is not of the stream',
      withEvent('ReportSubmitted', () => ({ stream: 'cycle/TEST-2025' })),
    ],
    ['belongs to nothing', 'The entry belongs to nothing', withEvent('PersonRegistered', () => ({ bundled: true }))],
    [
      'publishes another edition',
      'It publishes another edition',
      withData('InstrumentPublished', { digest: digestOf('') }),
    ],
    [
      'opens the report with another edition',
      'The report was opened with what its cycle did not call for then',
      withData('ReportOpened', { instrumentDigest: digestOf('') }),
    ],
    [
      'calls for another period',
      'The report was opened with what its cycle did not call for then',
      withData('CycleOpened', { period: 'B12' }),
    ],
    ['freezes another total', 'What was frozen', withData('ReportFinalized', { total: '99.00' })],
    ['freezes other reasons', 'What was frozen', withData('ReportFinalized', { derivationDigest: digestOf('') })],
    [
      'has a member that its version has not',
      'Line 21 is no ReportSubmitted',
      withData('ReportSubmitted', { more: true }),
    ],
  ])('%s', async (_what, sentence, files) => {
    const fault = await faultOf(files);

    expect(fault.file).toBe(FILES.events);
    expect(fault.sentence.slice(0, sentence.length)).toBe(sentence);
  });

  it('seals what is to come', async () => {
    expect(await faultOf(withData('StreamHeadsSealed', { position: 45 }))).toMatchObject({
      file: FILES.events,
      sentence: 'It seals what came after it.',
    });
  });

  it('is of another log than the checkpoint', async () => {
    expect(await faultOf(withData('LedgerOpened', { origin: 'other.jejak/log' }))).toEqual({
      file: FILES.checkpoint,
      sentence: 'Its log is not other.jejak/log, which the entries of the ledger name.',
    });
  });

  it('opens the ledger for a second time', async () => {
    const [first, ...rest] = STORY;

    expect(await faultOf(sampleFiles({ story: [first!, first!, ...rest] }))).toMatchObject({ file: FILES.events });
  });
});

describe('Whoever acted', () => {
  const actor = STORY.find(({ type }) => type === 'ReportSubmitted')!.actor;
  const reporter = STORY.find(({ type }) => type === 'ResponseSubmitted')!.actor;

  it.each([
    ['cites no grant', { ...actor, grant: null }, 'It cites no grant.'],
    ['is another person', { ...actor, person: 'assessor-1' }, `${cites(actor.grant)}, was given to somebody else.`],
    ['has another role', { ...actor, role: 'AUDITOR' as const }, `${cites(actor.grant)}, gives another right.`],
    [
      'is of another organization',
      { ...actor, organization: 'bappeda' },
      `${cites(actor.grant)}, gives another right.`,
    ],
    ['cites what is no grant', { ...actor, grant: 2 }, 'The grant it cites, entry 2, is not in the bundle.'],
    ['cites what comes later', { ...actor, grant: 45 }, 'The grant it cites, entry 45, is not in the bundle.'],
    ['has a right, but not to do this', reporter, 'Nobody may do this as REPORTER.'],
    ['calls itself the system', { ...actor, person: 'system' }, 'It cites no grant.'],
  ])('is found out where it %s', async (_what, as, sentence) => {
    const fault = await faultOf(withEvent('ReportSubmitted', () => ({ actor: as })));

    expect(fault).toMatchObject({ file: FILES.events, sentence, stream: REPORT });
  });

  it.each([
    ['was not valid any more', { validUntil: '2025-11-02T00:05:00.000Z' }],
    ['was not valid yet', { validFrom: '2026-01-01T00:00:00.000Z' }],
    ['reaches another place', { jurisdiction: '64.72' }],
  ])('is found out where the grant %s', async (_what, changes) => {
    const at = STORY.findIndex(({ data }) => (data as JsonObject)['role'] === 'COORDINATOR');
    const story = STORY.map((one, index) =>
      index === at ? { ...one, data: { ...(one.data as JsonObject), ...changes } } : one,
    );

    expect(await faultOf(sampleFiles({ story }))).toMatchObject({ file: FILES.events, stream: REPORT });
  });

  it('is asked for the right of whoever gave the right', async () => {
    const administrator = STORY.findIndex(({ type }) => type === 'RoleGranted');
    const story = STORY.map((one, index) => (index === administrator ? { ...one, bundled: false } : one));

    expect(await faultOf(sampleFiles({ story }))).toMatchObject({ file: FILES.events });
  });

  it('is not accompanied by rights that nobody used', async () => {
    const grant = STORY.find(({ type }) => type === 'RoleGranted')!;
    const spare = { ...grant, stream: 'person/spare', data: { ...(grant.data as JsonObject), person: 'spare' } };
    const at = STORY.findIndex(({ type }) => type === 'StreamHeadsSealed');

    const story = [...STORY.slice(0, at), { ...spare, at: STORY[at]!.at }, ...STORY.slice(at)];

    expect(await faultOf(sampleFiles({ story }))).toMatchObject({
      file: FILES.events,
      sentence: 'Nobody in the bundle acted under this grant.',
    });
  });
});

it('An entry that nests a million levels deep is refused', async () => {
  const nested = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
  const files = withText(FILES.events, (text) => text.replace('"demo":false', `"demo":${nested}`));

  expect(await faultOf(files)).toMatchObject({ file: FILES.events });
});

function swapped(text: string): string {
  const [first = '', second = '', ...rest] = text.split('\n');
  return [second, first, ...rest].join('\n');
}

function cites(grant: number | null): string {
  return `The grant it cites, entry ${grant}`;
}
