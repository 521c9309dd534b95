import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Recorded } from '../../../../src/domain/event.ts';
import { REPORT_STAGES } from '../../../../src/domain/report/index.ts';
import type { ReportEvent, ReportHeader, ReportState } from '../../../../src/domain/report/index.ts';
import type { Instant } from '../../../../src/kernel/instant.ts';
import { plays } from '../../../support/report-play.ts';
import type { Play } from '../../../support/report-play.ts';

function always(law: (play: Play) => void): void {
  fc.assert(fc.property(plays(), law), { numRuns: 30 });
}

const ASSESSMENT = REPORT_STAGES.indexOf('NATIONAL_ASSESSMENT');
const FINAL = REPORT_STAGES.indexOf('FINAL');

const PASSING: ReadonlySet<string> = new Set(['CorrectionRoundClosed', 'ObjectionWindowClosed', 'DeadlineLapsed']);

function happened(events: readonly ReportEvent[], type: ReportEvent['type']): boolean {
  return events.some((event) => event.type === type);
}

function headerOf(state: ReportState): ReportHeader | null {
  return state.phase === 'open' ? state.header : null;
}

function finalsOf(state: ReportState): ReportHeader['finals'] {
  return headerOf(state)?.finals ?? [];
}

function lastFinal(state: ReportState): ReportHeader['final'] | undefined {
  return headerOf(state)?.final ?? undefined;
}

function stageOf(state: ReportState): number {
  return state.phase === 'open' ? REPORT_STAGES.indexOf(state.header.stage) : -1;
}

type Passed = Readonly<{ deadline: string; dueAt: Instant; recordedAt: Instant }>;

/** The deadline that an event says has passed: a round, a window by what opened it, a question by its entry. */
function passing(event: Recorded<ReportEvent>, history: readonly Recorded<ReportEvent>[]): readonly Passed[] {
  const { position, recordedAt } = event;
  const before = history.filter((one) => one.position < position);
  if (event.type === 'CorrectionRoundClosed') {
    return [{ deadline: `round ${event.data.round}`, dueAt: event.data.dueAt, recordedAt }];
  }
  if (event.type === 'ObjectionWindowClosed') {
    const window = before.findLast(({ type }) => type === 'AssessmentConcluded');
    return [{ deadline: `window ${window?.position}`, dueAt: event.data.closesAt, recordedAt }];
  }
  if (event.type !== 'DeadlineLapsed') return [];
  const { number, dueAt } = event.data;
  const asked = before.findLast(({ type, data }) => type === 'ClarificationAsked' && data.clarification === number);
  return [{ deadline: `question ${asked?.position}`, dueAt, recordedAt }];
}

describe('the course of a report, whatever people try in whatever order', () => {
  it('moves only forward along the route, but for a reopening, which leads from a final to assessment', () => {
    always(({ tries }) => {
      for (const { before, after, events } of tries) {
        if (happened(events, 'ReportReopened')) {
          expect([stageOf(before), stageOf(after)]).toEqual([FINAL, ASSESSMENT]);
        } else {
          expect(stageOf(after)).toBeGreaterThanOrEqual(stageOf(before));
        }
      }
    });
  });

  it('records nothing of a final report but its reopening', () => {
    always(({ tries }) => {
      for (const { events } of tries.filter(({ before }) => stageOf(before) === FINAL)) {
        expect(events.filter(({ type }) => type !== 'ReportReopened')).toEqual([]);
      }
    });
  });

  it('keeps every final, in order, and shows the last of them', () => {
    always(({ tries, history, state }) => {
      const finals = finalsOf(state);
      const recorded = history.filter(({ type }) => type === 'ReportFinalized').map(({ position }) => position);

      expect(finals.map(({ position }) => position)).toEqual(recorded);
      expect(lastFinal(state)).toEqual(finals.at(-1));
      for (const { before, after } of tries) {
        expect(finalsOf(after).slice(0, finalsOf(before).length)).toEqual(finalsOf(before));
      }
    });
  });

  it('numbers reopenings and questions without gaps', () => {
    always(({ state }) => {
      const { reopenings = [], clarifications = [] } = headerOf(state) ?? {};

      expect(reopenings.map(({ reopening }) => reopening)).toEqual(reopenings.map((_one, index) => index + 1));
      expect(clarifications.map((one) => one.clarification)).toEqual(clarifications.map((_one, index) => index + 1));
    });
  });

  it('never takes time away', () => {
    always(({ tries, history }) => {
      const extended = history.filter((event) => event.type === 'ReportDeadlineExtended');

      for (const { data, recordedAt } of extended) {
        expect(data.dueAt > data.previous && data.previous > recordedAt).toBe(true);
      }
      for (const { before, after } of tries) {
        const earlier = headerOf(before)?.rounds ?? [];
        const later = headerOf(after)?.rounds ?? [];
        expect(earlier.every(({ dueAt }, index) => later[index]!.dueAt >= dueAt)).toBe(true);
      }
    });
  });

  it('lets a deadline pass once, and never before it is due', () => {
    always(({ history }) => {
      const passed = history.flatMap((event) => passing(event, history));

      expect(new Set(passed.map(({ deadline }) => deadline)).size).toBe(passed.length);
      expect(passed.filter(({ dueAt, recordedAt }) => recordedAt < dueAt)).toEqual([]);
    });
  });

  it('is ended by time only where SYSTEM says so, and SYSTEM says nothing else', () => {
    always(({ history }) => {
      for (const { type, actor } of history) expect(actor.person === 'system').toBe(PASSING.has(type));
    });
  });
});
