import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Recorded } from '../../../../src/domain/event.ts';
import { report } from '../../../../src/domain/report/index.ts';
import type { ReportCommand, ReportEvent, ReportFacts, ReportState } from '../../../../src/domain/report/index.ts';
import { plays } from '../../../support/report-play.ts';
import type { Tried } from '../../../support/report-play.ts';
import { OF } from '../../../support/report-samples.ts';

const SYSTEM = { person: 'system', role: 'SYSTEM', organization: null, grant: null } as const;

/** Everything that the clockwork may ask of a report, whether it is due or not. */
function closings(state: ReportState): readonly ReportCommand[] {
  if (state.phase === 'absent') return [];
  const { rounds, clarifications } = state.header;
  return [
    ...rounds.map(({ round }) => ({ type: 'CloseCorrectionRound', ...OF, round }) as const),
    { type: 'CloseObjectionWindow', ...OF },
    ...clarifications.map(({ clarification }) => ({ type: 'LapseClarification', ...OF, clarification }) as const),
  ];
}

/** The state once the clockwork recorded everything that is due at that moment, and nothing where it had. */
function caughtUp(state: ReportState, facts: ReportFacts): ReportState {
  return closings(state).reduce((held, command) => {
    const outcome = report.decide(command, held, { ...facts, person: SYSTEM.person, grants: [] });
    const events = outcome.ok ? outcome.value.events : [];
    return events.reduce((one, event) => report.evolve(one, recorded(event, facts)), held);
  }, state);
}

function recorded(event: ReportEvent, { head, now }: ReportFacts): Recorded<ReportEvent> {
  const position = head + 1;
  return { ...event, position, stream: 'report', streamPosition: position, recordedAt: now, actor: SYSTEM };
}

function byPersons({ who }: Tried): boolean {
  return who.person !== SYSTEM.person;
}

describe('Deadlines', () => {
  it('are applied by every decision alike, whether their passing is recorded or not', () => {
    let moved = 0;

    fc.assert(
      fc.property(plays(), ({ tries }) => {
        for (const { command, facts, before, outcome } of tries.filter(byPersons)) {
          const late = caughtUp(before, facts);
          if (late !== before) moved += 1;

          expect(report.decide(command, late, facts)).toEqual(outcome);
        }
      }),
      { numRuns: 60 },
    );

    expect(moved).toBeGreaterThan(100);
  });

  it('pass once: what is recorded of them leaves nothing to record', () => {
    fc.assert(
      fc.property(plays(), ({ tries }) => {
        for (const { facts, before } of tries.filter(byPersons)) {
          const late = caughtUp(before, facts);

          expect(caughtUp(late, facts)).toBe(late);
        }
      }),
      { numRuns: 50 },
    );
  });
});
