import type { CycleCommand, CycleEvent, CycleFacts, ReportStanding } from '../../src/domain/cycle/index.ts';
import { edition, predicate } from './editions.ts';
import { CLOSES, CYCLE, EDITION_DIGEST, OPENS } from './report-samples.ts';
import type { Person } from './report-samples.ts';

type Open = Extract<CycleCommand, { type: 'OpenCycle' }>;
type Opened = Extract<CycleEvent, { type: 'CycleOpened' }>;

const SAID = { kind: 'ILLUSTRATIVE', source: 'made for a test' } as const;

/** Awards a province more than 60 % of whose places are PEDULI. */
export const AWARDING = edition([], {
  predicates: [predicate('PEDULI', '75', '100'), predicate('KURANG', '0', '75', { toOpen: true })],
  provinceAward: { predicate: 'PEDULI', moreThanPercent: '60', provenance: SAID },
});

const YEARS = { dataYear: 2024, cycleYear: 2025, awardYear: 2026 };
const CALL = {
  cycle: CYCLE,
  instrument: 'TEST',
  edition: '1',
  period: 'YEAR',
  ...YEARS,
  submission: { opensAt: OPENS, closesAt: CLOSES },
  notice: 'Circular 1/2025',
};

export const OPEN: Open = { type: 'OpenCycle', ...CALL, participants: ['64.71', '64.72'] };

export const binding = { instrument: 'TEST', edition: '1', instrumentDigest: EDITION_DIGEST, period: 'YEAR' } as const;

export function opened(changes: Partial<Opened['data']> = {}): Opened {
  const { title } = AWARDING;
  const participants = ['64.71', '64.72'];
  return { type: 'CycleOpened', data: { ...CALL, instrumentDigest: EDITION_DIGEST, title, participants, ...changes } };
}

/** What a decision about the cycle is told, from the moment its window closes. */
export function asked({ person, grants }: Person, changes: Partial<CycleFacts> = {}): CycleFacts {
  const editions = { '1': EDITION_DIGEST };
  const units = new Set(OPEN.participants);
  return {
    person,
    grants,
    now: CLOSES,
    editions,
    named: AWARDING,
    bound: AWARDING,
    units,
    standings: [],
    year: null,
    ...changes,
  };
}

/** A report whose final, entry `position`, holds this predicate. */
export function final(unit: string, predicateCode: string, position = 100): ReportStanding {
  return {
    unit,
    phase: 'FINAL',
    submittedAt: '2025-11-20T00:00:00.000Z',
    final: { position, total: '80.00', predicate: predicateCode },
  };
}

export function places(count: number, province = '64'): readonly string[] {
  return Array.from({ length: count }, (_place, index) => `${province}.${String(index + 1).padStart(2, '0')}`);
}
