import { randomUUID } from 'node:crypto';

import { openComponents } from '../../src/cli/components.ts';
import type { Components } from '../../src/cli/components.ts';
import { connect } from '../../src/database/connect.ts';
import { SYSTEM_PERSON } from '../../src/domain/access.ts';
import type { GrantableRole } from '../../src/domain/person/index.ts';
import type { JejakCommand } from '../../src/usecase/command.ts';
import type { Handled } from '../../src/usecase/handle.ts';
import { openLedger } from '../../src/usecase/open-ledger.ts';
import { loadReference } from '../../src/usecase/reference.ts';
import { openTestSigning } from './signing.ts';
import { withUploads } from './uploads.ts';
import { testVault } from './vault.ts';

/** One place that reports in one open cycle: enough to try everything a report goes through. */
export type ReportingWorld = Components &
  Readonly<{
    unit: string;
    cycle: string;
    organization: string;
    indicators: readonly string[];
    /** Where its keys and checkpoints are kept, and the verifier key. */
    home: string;
    key: string;
    /** Does what a person asks; throws where it is refused. */
    ask: (person: string, command: JejakCommand) => Promise<Handled>;
  }>;

export const UNIT = '64.71';
export const CYCLE = 'KKPHAM-2022';
export const ORGANIZATION = 'dinas-uji';
export const COORDINATOR = `${UNIT}.coordinator`;
export const REPORTER = `${UNIT}.reporter.${ORGANIZATION}`;

const silent = { info: () => undefined, warn: () => undefined };
const reference = loadReference();

/** A ledger with its reference data, one cycle of KKP HAM that is open now, and one report with all indicators assigned. */
export async function openReportingWorld(applicationUrl: string): Promise<ReportingWorld> {
  const signing = await openTestSigning('test.jejak');
  const documents = { home: signing.home };
  const opened = await openComponents(applicationUrl, { log: silent, signing, documents, vault: testVault });
  const sql = connect(applicationUrl, { max: 1 });
  const components = { ...opened, handle: withUploads(opened.handle, sql) };
  const ask = async (person: string, command: JejakCommand): Promise<Handled> => {
    const answer = await components.handle({ person, commandId: randomUUID(), command });
    if (!answer.ok) throw new Error(`${command.type} was refused: ${JSON.stringify(answer.error)}`);
    return answer.value;
  };
  await openLedger(components.handle, { origin: signing.origin, demo: false, key: signing.key, reference });
  await registerCast(ask);
  await openCycle(ask);
  const indicators = kkpham().dimensions.flatMap((dimension) => dimension.indicators.map(({ code }) => code));
  await ask(COORDINATOR, { type: 'OpenReport', unit: UNIT, cycle: CYCLE });
  const assignment = { unit: UNIT, cycle: CYCLE, organization: ORGANIZATION, indicators };
  await ask(COORDINATOR, { type: 'AssignIndicators', ...assignment });
  const close = async (): Promise<void> => {
    await sql.end();
    await components.close();
    await signing.remove();
  };
  const place = { unit: UNIT, cycle: CYCLE, organization: ORGANIZATION, indicators };
  return { ...components, ...place, ask, close, home: signing.home, key: signing.key };
}

type Ask = ReportingWorld['ask'];

async function registerCast(ask: Ask): Promise<void> {
  await register(ask, SYSTEM_PERSON, { person: 'administrator', role: 'ADMINISTRATOR', jurisdiction: null });
  const place = { jurisdiction: UNIT, organization: ORGANIZATION };
  const agency = { kind: 'AGENCY', name: 'Dinas Uji', covers: [] } as const;
  await ask('administrator', { type: 'RegisterOrganization', ...place, ...agency });
  const mandates = reference.mandates.map(({ code }) => code);
  await ask('administrator', { type: 'AssignMandate', ...place, mandates, legalBasis: 'ILLUSTRATIVE' });
  await register(ask, 'administrator', { person: COORDINATOR, role: 'COORDINATOR', jurisdiction: UNIT });
  await register(ask, 'administrator', { person: REPORTER, role: 'REPORTER', ...place });
  await register(ask, 'administrator', { person: 'auditor', role: 'AUDITOR', jurisdiction: null });
  await register(ask, 'administrator', { person: 'regional-reviewer', role: 'REGIONAL_REVIEWER', jurisdiction: '64' });
  for (const person of ['assessor-1', 'assessor-2']) {
    await register(ask, 'administrator', { person, role: 'ASSESSOR', jurisdiction: null });
  }
}

type Cast = Readonly<{ person: string; role: GrantableRole; jurisdiction: string | null; organization?: string }>;

async function register(ask: Ask, by: string, { person, role, jurisdiction, organization }: Cast): Promise<void> {
  await ask(by, { type: 'RegisterPerson', subject: person, label: person });
  const scope = { jurisdiction, organization: organization ?? null, validFrom: null, validUntil: null };
  await ask(by, { type: 'GrantRole', subject: person, role, ...scope });
}

async function openCycle(ask: Ask): Promise<void> {
  const now = Date.now();
  const day = 86_400_000;
  await ask('administrator', {
    type: 'OpenCycle',
    cycle: CYCLE,
    instrument: 'KKPHAM',
    edition: kkpham().edition,
    period: 'YEAR',
    dataYear: 2021,
    cycleYear: 2022,
    awardYear: 2023,
    submission: {
      opensAt: new Date(now - day).toISOString(),
      closesAt: new Date(now + 30 * day).toISOString(),
    },
    notice: 'ILLUSTRATIVE',
    participants: ['64.71', '64.72'],
  });
}

function kkpham() {
  const found = reference.editions.find(({ edition }) => edition.instrument === 'KKPHAM');
  if (!found) throw new Error('there is no edition of KKP HAM');
  return found.edition;
}
