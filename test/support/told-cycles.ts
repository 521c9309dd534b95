import type { JejakCommand } from '../../src/usecase/command.ts';
import type { Tell } from './told-world.ts';

type OpenCycle = Extract<JejakCommand, { type: 'OpenCycle' }>;
type CareCycle = Pick<OpenCycle, 'cycle' | 'submission'> & Partial<Pick<OpenCycle, 'participants'>>;

export const LATER = 'CARE-2026';
export const LATER_DAY = '2025-06-01T00:00:00.000Z';

/** Opens a cycle of CARE on the figures of a year; for both cities of the told world, unless others are named. */
export function openCare(year: number, { cycle, submission, participants = ['64.71', '64.72'] }: CareCycle): OpenCycle {
  return {
    type: 'OpenCycle',
    cycle,
    instrument: 'CARE',
    edition: '1',
    period: 'YEAR',
    dataYear: year,
    cycleYear: year + 1,
    awardYear: year + 2,
    submission,
    notice: 'made for a test',
    participants,
  };
}

/** A second cycle, half a year after the one of the told report. */
export async function tellLaterCycle(tell: Tell): Promise<void> {
  const submission = { opensAt: LATER_DAY, closesAt: '2025-07-01T00:00:00.000Z' };
  await tell(LATER_DAY, 'administrator', openCare(2025, { cycle: LATER, submission }));
}

/** The later cycle with a draft of either city. */
export async function tellDrafts(tell: Tell): Promise<void> {
  await tellLaterCycle(tell);
  await tell(LATER_DAY, 'coordinator', { type: 'OpenReport', unit: '64.71', cycle: LATER });
  await tell(LATER_DAY, 'neighbour', { type: 'OpenReport', unit: '64.72', cycle: LATER });
}
