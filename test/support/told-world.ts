import { randomUUID } from 'node:crypto';

import { openComponents } from '../../src/cli/components.ts';
import { connect } from '../../src/database/connect.ts';
import { createToldClock } from '../../src/demo/told-clock.ts';
import type { ToldClock } from '../../src/demo/told-clock.ts';
import { SYSTEM_PERSON } from '../../src/domain/access.ts';
import type { LiveSource } from '../../src/graphql/context.ts';
import type { Edition } from '../../src/domain/instrument/index.ts';
import type { GrantableRole } from '../../src/domain/person/index.ts';
import { canonicalJson } from '../../src/kernel/canonical-json.ts';
import { digestOf } from '../../src/kernel/digest.ts';
import type { JejakCommand } from '../../src/usecase/command.ts';
import { openLedger } from '../../src/usecase/open-ledger.ts';
import type { Reader } from '../../src/view/reader.ts';
import type { Handle } from '../../src/usecase/handle.ts';
import { edition, evidence, indicator, predicate, words } from './editions.ts';
import type { TestSigning } from './signing.ts';
import { withUploads } from './uploads.ts';
import { testVault } from './vault.ts';

/** Does what a person asks at a told moment; answers where the ledger ended after it. Throws where it is refused. */
export type Tell = (at: string, person: string, command: JejakCommand) => Promise<number>;

export type ToldWorld = Readonly<{
  reader: Reader;
  handle: Handle;
  /** Uploads nothing for whoever asks. */
  bare: Handle;
  live: LiveSource;
  clock: ToldClock;
  tell: Tell;
  close: () => Promise<void>;
}>;

export const PLACE = '64.71';
export const CYCLE = 'CARE-2025';

const SAID = { kind: 'ILLUSTRATIVE', source: 'made for a test' } as const;
const silent = { info: () => undefined, warn: () => undefined };

/** Three questions under two dimensions: one of two formal checks and a percentage, one choice, one of stated points. */
export function careEdition(): Edition {
  const care = edition(
    [
      { code: 'D1', indicators: [checkedIndicator(), choiceIndicator()] },
      { code: 'D2', indicators: [indicator('C')] },
    ],
    { instrument: 'CARE', stages: [{ unit: 'CITY', review: ['REGIONAL_REVIEW'] }] },
  );
  return {
    ...care,
    predicates: [predicate('CARING', '75', '100'), predicate('NOT_YET', '0', '75', { toOpen: true })],
    provinceAward: { predicate: 'CARING', moreThanPercent: '40', provenance: SAID },
  };
}

function checkedIndicator(): Edition['dimensions'][number]['indicators'][number] {
  const check = (code: string, of: string) => ({
    code,
    title: words(`Check ${code}`),
    evidence: of,
    period: null,
    provenance: SAID,
  });
  const checks = [check('A-C1', 'A-E1'), check('A-C2', 'A-E2')];
  const part = (code: string, weight: string) => ({ code, title: words(code), weight, provenance: SAID });
  return indicator('A', {
    answer: { kind: 'PERCENT' },
    evidence: [evidence('A-E1'), evidence('A-E2')],
    rule: {
      kind: 'PARTS',
      parts: [
        { ...part('ADMINISTRATION', '30'), rule: { kind: 'CHECKS', checks } },
        { ...part('SUBSTANCE', '70'), rule: { kind: 'LINEAR', from: '0', to: '100' } },
      ],
    },
  });
}

function choiceIndicator(): Edition['dimensions'][number]['indicators'][number] {
  const options = ['ADA', 'TIDAK'].map((code) => ({ code, title: words(code) }));
  return indicator('B', {
    answer: { kind: 'CHOICE', options },
    rule: { kind: 'OPTIONS', points: { ADA: '100', TIDAK: '0' } },
  });
}

/**
 * A ledger with one province, two cities, an instrument, a cast and an open cycle, on a clock that a test tells. Without
 * `signing` nobody signs for it.
 */
export async function openToldWorld(
  applicationUrl: string,
  signing: Pick<TestSigning, 'home' | 'origin' | 'key'> | null = null,
): Promise<ToldWorld> {
  const clock = createToldClock('2025-01-01T00:00:00.000Z');
  const signed = signing ? { signing } : {};
  const components = await openComponents(applicationUrl, { log: silent, clock, vault: testVault, ...signed });
  const { reader, live } = components;
  const sql = connect(applicationUrl, { max: 1 });
  const handle = withUploads(components.handle, sql);
  const tell: Tell = async (at, person, command) => {
    clock.advanceTo(at);
    const answer = await handle({ person, commandId: randomUUID(), command });
    if (!answer.ok) throw new Error(`${command.type} was refused: ${JSON.stringify(answer.error)}`);
    return answer.value.position;
  };
  const care = careEdition();
  const text = canonicalJson(care);
  const editions = [{ edition: care, text, digest: digestOf(text) }];
  const jurisdictions = [
    place('64', 'PROVINCE', 'Kalimantan Timur'),
    place(PLACE, 'CITY', 'Balikpapan'),
    place('64.72', 'CITY', 'Samarinda'),
  ];
  await openLedger(handle, {
    origin: signing?.origin ?? 'test.jejak/demo',
    demo: true,
    key: signing?.key ?? null,
    reference: { editions, calendars: [], jurisdictions, mandates: [] },
  });
  await tellCast(tell);
  const close = async (): Promise<void> => {
    await sql.end();
    await components.close();
  };
  return { reader, handle, bare: components.handle, live, clock, tell, close };
}

function place(kemendagri: string, kind: 'PROVINCE' | 'CITY', name: string) {
  const province = kind === 'PROVINCE' ? null : kemendagri.slice(0, 2);
  const zone = { timeZone: 'Asia/Makassar', source: 'made for a test' } as const;
  return { kemendagri, bps: kemendagri.replace('.', ''), name, kind, province, ...zone };
}

const FIRST_DAY = '2025-01-01T00:00:00.000Z';

async function tellCast(tell: Tell): Promise<void> {
  await grant(tell, SYSTEM_PERSON, { person: 'administrator', role: 'ADMINISTRATOR', jurisdiction: null });
  const agency = {
    jurisdiction: PLACE,
    organization: 'dinas-uji',
    kind: 'AGENCY',
    name: 'Dinas Uji',
    covers: [],
  } as const;
  await tell(FIRST_DAY, 'administrator', { type: 'RegisterOrganization', ...agency });
  await grant(tell, 'administrator', { person: 'coordinator', role: 'COORDINATOR', jurisdiction: PLACE });
  await grant(tell, 'administrator', {
    person: 'reporter',
    role: 'REPORTER',
    jurisdiction: PLACE,
    organization: 'dinas-uji',
  });
  await grant(tell, 'administrator', { person: 'neighbour', role: 'COORDINATOR', jurisdiction: '64.72' });
  await grant(tell, 'administrator', { person: 'reviewer', role: 'REGIONAL_REVIEWER', jurisdiction: '64' });
  await grant(tell, 'administrator', { person: 'assessor-1', role: 'ASSESSOR', jurisdiction: null });
  await grant(tell, 'administrator', { person: 'assessor-2', role: 'ASSESSOR', jurisdiction: null });
  await grant(tell, 'administrator', { person: 'auditor', role: 'AUDITOR', jurisdiction: null });
}

type Cast = Readonly<{ person: string; role: GrantableRole; jurisdiction: string | null; organization?: string }>;

async function grant(tell: Tell, by: string, { person, role, jurisdiction, organization }: Cast): Promise<void> {
  await tell(FIRST_DAY, by, { type: 'RegisterPerson', subject: person, label: `the ${person}` });
  const always = { validFrom: null, validUntil: null };
  await tell(FIRST_DAY, by, {
    type: 'GrantRole',
    subject: person,
    role,
    jurisdiction,
    organization: organization ?? null,
    ...always,
  });
}
