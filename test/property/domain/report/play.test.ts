import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { fold } from '../../../../src/domain/decider.ts';
import type { Recorded } from '../../../../src/domain/event.ts';
import {
  emptyResponse,
  evolveHeader,
  evolveResponse,
  graded,
  openRound,
  report,
  reportEvents,
  touchedIndicators,
} from '../../../../src/domain/report/index.ts';
import type { ReportEvent, ReportHeader, ReportState, ResponseState } from '../../../../src/domain/report/index.ts';
import { score } from '../../../../src/domain/scoring/v1/index.ts';
import { canonicalJson } from '../../../../src/kernel/canonical-json.ts';
import { toExact } from '../../../../src/kernel/rational.ts';
import { plays } from '../../../support/report-play.ts';
import type { Play, Tried } from '../../../support/report-play.ts';
import { samplePaper } from '../../../support/report-samples.ts';
import { expectPublished } from '../../../support/specify.ts';

const ANSWERING: ReadonlySet<string> = new Set([
  'ResponseSubmitted',
  'ResponseRevised',
  'ResponseWithdrawn',
  'DocumentAttached',
  'DocumentReplaced',
  'DocumentWithdrawn',
]);

function always(law: (play: Play) => void): void {
  fc.assert(fc.property(plays(), law), { numRuns: 30 });
}

/** The event as the ledger gives it back: its data read from canonical text, members in another order. */
function fromText<Event extends ReportEvent>(event: Event): Event {
  // It is the text of the very data that are read.
  return { ...event, data: JSON.parse(canonicalJson(event.data)) as Event['data'] };
}

function headerOf(state: ReportState): ReportHeader | null {
  return state.phase === 'open' ? state.header : null;
}

/** The responses as their projection keeps them: each by its own events. */
function evolveRows(
  rows: ReadonlyMap<string, ResponseState>,
  event: Recorded<ReportEvent>,
): ReadonlyMap<string, ResponseState> {
  const touched = touchedIndicators(event).map(
    (code) => [code, evolveResponse(rows.get(code) ?? emptyResponse(code), event)] as const,
  );
  return new Map([...rows, ...touched]);
}

function changedAt(state: ReportState, indicator: string): number {
  return state.phase === 'open' ? (state.responses[indicator]?.changedAt ?? 0) : 0;
}

/** What others than this person ruled on the indicator, by the positions of their entries. */
function rulingsOfOthers(state: ReportState, indicator: string, own: string): readonly number[] {
  const response = state.phase === 'open' ? state.responses[indicator] : undefined;
  const rulings = response ? [...response.decisions, ...response.assessments] : [];
  return rulings.filter(({ person }) => person !== own).map(({ position }) => position);
}

function mayChange({ before, facts }: Tried, indicator: string): boolean {
  if (before.phase === 'absent') return false;
  if (before.header.stage === 'DRAFTING') return true;
  return openRound(before.header, facts.now)?.indicators.includes(indicator) ?? false;
}

describe('whatever people try in whatever order', () => {
  it('reaches everything that can happen to a report', () => {
    const happened = new Set(
      fc.sample(plays(), { numRuns: 150, seed: 20251210 }).flatMap(({ history }) => history.map(({ type }) => type)),
    );

    expect([...happened].sort()).toEqual(reportEvents.map(({ type }) => type).sort());
  });

  it('records only what is published', () => {
    always(({ history }) => {
      for (const event of history) expectPublished(event);
    });
  });

  it('is decided alike on a state that was replayed from stored text', () => {
    always(({ tries, history, state }) => {
      const stored = history.map(fromText);
      const replayed = fold(report, stored);
      const last = tries.at(-1)!;

      expect(replayed).toEqual(state);
      expect(report.decide(last.command, replayed, last.facts)).toEqual(report.decide(last.command, state, last.facts));
    });
  });

  it('changes answers and documents only in drafting, or in an open round that returned them', () => {
    always(({ tries }) => {
      for (const tried of tries) {
        const changed = tried.events.filter(({ type }) => ANSWERING.has(type)).map(({ data }) => data);

        for (const data of changed) expect('indicator' in data && mayChange(tried, data.indicator)).toBe(true);
      }
    });
  });

  it('counts every answer, restatement and withdrawal as one revision', () => {
    always(({ history, state }) => {
      const responses = state.phase === 'open' ? Object.values(state.responses) : [];
      const counted = (indicator: string, ...types: readonly string[]) =>
        history.filter(({ type, data }) => types.includes(type) && 'indicator' in data && data.indicator === indicator);

      for (const { indicator, revision } of responses) {
        expect(counted(indicator, 'ResponseSubmitted').length).toBe(Math.min(revision, 1));
        expect(counted(indicator, 'ResponseSubmitted', 'ResponseRevised', 'ResponseWithdrawn').length).toBe(revision);
      }
    });
  });

  it('decides and scores only what was seen as it is', () => {
    always(({ tries }) => {
      for (const { events, before, facts } of tries) {
        const ruled = events.filter((event) => event.type === 'ResponseDecided' || event.type === 'ResponseScored');

        for (const { data } of ruled) {
          expect(data.seen).toBeGreaterThanOrEqual(changedAt(before, data.indicator));
          expect(data.seen).toBeLessThanOrEqual(facts.head);
        }
      }
    });
  });

  it("never overwrites another's ruling that was not seen", () => {
    always(({ tries }) => {
      for (const { events, before, facts } of tries) {
        const ruled = events.filter((event) => event.type === 'ResponseDecided' || event.type === 'ResponseScored');

        for (const { data } of ruled) {
          const others = rulingsOfOthers(before, data.indicator, facts.person);
          expect(Math.max(0, ...others)).toBeLessThanOrEqual(data.seen);
        }
      }
    });
  });

  it('counts in its header what its row is made of', () => {
    always(({ history, state }) => {
      const row = history.reduce<ReportHeader | null>(evolveHeader, null);
      const rows = history.reduce(evolveRows, new Map<string, ResponseState>());

      expect(row).toEqual(headerOf(state));
      expect(Object.fromEntries(rows)).toEqual(state.phase === 'open' ? state.responses : {});
    });
  });

  it('numbers rounds without gaps and keeps at most one of them open', () => {
    always(({ tries, state }) => {
      const rounds = state.phase === 'open' ? state.header.rounds : [];
      const opening = tries.filter(({ events }) => events.some(({ type }) => type === 'CorrectionRoundOpened'));

      expect(rounds.map(({ round }) => round)).toEqual(rounds.map((_round, index) => index + 1));
      for (const { before, facts } of opening) {
        expect(before.phase === 'open' && openRound(before.header, facts.now)).toBeNull();
      }
    });
  });

  it('freezes the score of the ledger, confirmed by another person than its proposer', () => {
    always(({ tries, history }) => {
      for (const { events, after } of tries) {
        const responses = after.phase === 'open' ? Object.values(after.responses) : [];

        for (const final of events.filter((event) => event.type === 'ReportFinalized')) {
          expect(final.data.exact).toBe(toExact(score(samplePaper(), graded(responses, 'FINAL')).exact));
          expect(history[final.data.proposal - 1]?.type).toBe('FinalProposed');
          expect(history[final.data.proposal - 1]?.actor.person).not.toBe(final.actor.person);
        }
      }
    });
  });
});
