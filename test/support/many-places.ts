import type { JejakCommand } from '../../src/usecase/command.ts';
import { openCare } from './told-cycles.ts';
import { CYCLE } from './told-world.ts';
import type { ToldWorld } from './told-world.ts';

export const CLERK = 'clerk';

const FIRST_DAY = '2025-01-02T00:00:00.000Z';
const SUBMITTED = '2025-01-05T00:00:00.000Z';

/** So many cities in one cycle, for all of which one clerk coordinates and reports. */
export async function tellPlaces({ tell }: ToldWorld, units: readonly string[]): Promise<void> {
  const asAdministrator = (command: JejakCommand) => tell(FIRST_DAY, 'administrator', command);
  await asAdministrator({ type: 'RegisterPerson', subject: CLERK, label: 'the clerk' });
  for (const jurisdiction of units) {
    await asAdministrator({
      type: 'RegisterJurisdiction',
      jurisdiction,
      bpsCode: null,
      kind: 'CITY',
      name: `City ${jurisdiction}`,
      timeZone: 'Asia/Makassar',
      source: 'made for a test',
    });
    const agency = { organization: 'dinas-uji', kind: 'AGENCY', name: 'Dinas Uji', covers: [] } as const;
    await asAdministrator({ type: 'RegisterOrganization', jurisdiction, ...agency });
    const right = { subject: CLERK, jurisdiction, validFrom: null, validUntil: null };
    await asAdministrator({ type: 'GrantRole', ...right, role: 'COORDINATOR', organization: null });
    await asAdministrator({ type: 'GrantRole', ...right, role: 'REPORTER', organization: 'dinas-uji' });
  }
  await asAdministrator(
    openCare(2024, {
      cycle: CYCLE,
      submission: { opensAt: '2025-01-03T00:00:00.000Z', closesAt: '2025-02-28T00:00:00.000Z' },
      participants: [...units],
    }),
  );
}

/** Opens and submits the reports of these units, each with one answer. */
export async function submitAll({ tell }: ToldWorld, units: readonly string[]): Promise<void> {
  for (const unit of units) {
    const report = { unit, cycle: CYCLE };
    await tell(SUBMITTED, CLERK, { type: 'OpenReport', ...report });
    const assignment = { organization: 'dinas-uji', indicators: ['A', 'B', 'C'] };
    await tell(SUBMITTED, CLERK, { type: 'AssignIndicators', ...report, ...assignment });
    const answer = { indicator: 'C', answer: { kind: 'POINTS', value: '50' } } as const;
    await tell(SUBMITTED, CLERK, {
      type: 'SubmitResponse',
      ...report,
      ...answer,
      expectedRevision: 0,
      narrative: null,
    });
    await tell(SUBMITTED, CLERK, { type: 'SubmitReport', ...report, acknowledgeIncomplete: true });
  }
}
