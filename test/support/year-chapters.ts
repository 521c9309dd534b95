import { expect } from 'vitest';

import { digestOf } from '../../src/kernel/digest.ts';
import { CYCLE, PLACE } from './told-world.ts';
import { LATER_CHAPTERS } from './year-later-chapters.ts';
import type { Chapter } from './year-steps.ts';

const INDICATORS = ['A', 'B', 'C'];

const EARLIER_CHAPTERS: readonly Chapter[] = [
  {
    title: 'begins with a call and a report',
    live: async (steps) => {
      const call = {
        instrument: 'CARE',
        edition: '1',
        period: 'YEAR',
        dataYear: 2024,
        cycleYear: 2025,
        awardYear: 2026,
      };
      const window = { opensAt: '2025-02-01T00:00:00.000Z', closesAt: '2025-03-01T00:00:00.000Z' };
      const participants = [PLACE, '64.72'];
      const opening = { ...call, submission: window, notice: 'Circular 1 of 2025', participants };

      expect(
        await steps.took('2025-01-31T02:00:00.000Z', 'administrator', 'openCycle', {
          cycle: CYCLE,
          unit: undefined,
          ...opening,
        }),
      ).toEqual(['CycleOpened']);
      expect(await steps.took('2025-02-02T02:00:00.000Z', 'coordinator', 'openReport', {})).toEqual(['ReportOpened']);
      await steps.took('2025-02-02T03:00:00.000Z', 'coordinator', 'assignIndicators', {
        organization: 'dinas-uji',
        indicators: INDICATORS,
      });
    },
  },
  {
    title: 'has answers with evidence',
    live: async (steps) => {
      const answers = [
        { indicator: 'A', answer: { percent: '60' } },
        { indicator: 'B', answer: { choice: 'ADA' } },
        { indicator: 'C', answer: { points: '80' } },
      ];
      for (const answer of answers) {
        await steps.took('2025-02-10T02:00:00.000Z', 'reporter', 'submitResponse', { ...answer, expectedRevision: 0 });
      }
      for (const evidence of ['A-E1', 'A-E2']) {
        await steps.took('2025-02-11T02:00:00.000Z', 'reporter', 'attachDocument', {
          indicator: 'A',
          document: document(evidence, 'Letter'),
        });
      }

      expect(
        await steps.took('2025-02-20T02:00:00.000Z', 'coordinator', 'submitReport', { acknowledgeIncomplete: true }),
      ).toEqual(['ReportSubmitted']);
    },
  },
  {
    title: 'is reviewed by somebody who stands in for the reviewer',
    live: async (steps) => {
      const grant = await steps.year.grantOf('reviewer');
      const lent = { person: 'deputy', grant, validUntil: '2025-04-01T00:00:00.000Z', reason: 'On leave.' };
      expect(await steps.year.act('2025-02-22T02:00:00.000Z', 'reviewer', 'delegateRole', lent)).toMatchObject({
        events: ['RoleDelegated'],
      });

      const items = [
        { indicator: 'A', ruling: 'RETURNED', reason: 'UNREADABLE' },
        { indicator: 'B', ruling: 'ACCEPTED' },
        { indicator: 'C', ruling: 'RETURNED', reason: 'ARITHMETIC' },
      ];
      expect(
        await steps.took('2025-02-24T02:00:00.000Z', 'deputy', 'reviewResponses', {
          seen: await steps.seen(),
          items,
          atomic: true,
        }),
      ).toHaveLength(3);
    },
  },
  {
    title: 'is asked and answers in between',
    live: async (steps) => {
      const question = {
        indicator: 'B',
        question: 'Since when is the service open?',
        dueAt: '2025-02-27T00:00:00.000Z',
      };
      await steps.took('2025-02-24T03:00:00.000Z', 'deputy', 'askClarification', {
        ...question,
        seen: await steps.seen(),
      });

      const answer = { clarification: 1, answer: 'Since January 2024.' };
      expect(await steps.took('2025-02-25T02:00:00.000Z', 'reporter', 'answerClarification', answer)).toEqual([
        'ClarificationAnswered',
      ]);
      expect(await steps.refused('2025-02-25T03:00:00.000Z', 'reporter', 'answerClarification', answer)).toBe(
        'CLARIFICATION_ANSWERED',
      );
    },
  },
  {
    title: 'is corrected in a first round',
    live: async (steps) => {
      await steps.took('2025-02-25T04:00:00.000Z', 'deputy', 'returnReport', {
        seen: await steps.seen(),
        dueAt: '2025-03-03T00:00:00.000Z',
      });
      expect(
        await steps.refused('2025-02-26T00:00:00.000Z', 'reporter', 'submitResponse', {
          indicator: 'B',
          answer: { choice: 'TIDAK' },
          expectedRevision: 1,
        }),
      ).toBe('NOT_RETURNED');
      const replacement = {
        indicator: 'A',
        attachment: 'A.D1',
        document: document('A-E1', 'Letter, signed'),
        reason: 'Legible now.',
      };
      await steps.took('2025-02-27T02:00:00.000Z', 'reporter', 'replaceDocument', replacement);
      await steps.took('2025-02-27T03:00:00.000Z', 'reporter', 'submitResponse', {
        indicator: 'C',
        answer: { points: '70' },
        expectedRevision: 1,
      });

      expect(await steps.took('2025-02-28T02:00:00.000Z', 'coordinator', 'resubmitReport', {})).toEqual([
        'ReportResubmitted',
      ]);
    },
  },
  {
    title: 'is corrected in a second round, which is extended, and which time ends',
    live: async (steps) => {
      const items = [
        { indicator: 'A', ruling: 'RETURNED', reason: 'WRONG_PERIOD' },
        { indicator: 'C', ruling: 'ACCEPTED' },
      ];
      await steps.took('2025-03-03T02:00:00.000Z', 'deputy', 'reviewResponses', { seen: await steps.seen(), items });
      await steps.took('2025-03-03T03:00:00.000Z', 'deputy', 'returnReport', {
        seen: await steps.seen(),
        dueAt: '2025-03-06T00:00:00.000Z',
      });
      const extension = {
        deadline: 'CORRECTION_ROUND',
        dueAt: '2025-03-10T00:00:00.000Z',
        reason: 'The city was flooded.',
      };
      await steps.took('2025-03-05T02:00:00.000Z', 'administrator', 'extendReportDeadline', extension);
      await steps.took('2025-03-08T02:00:00.000Z', 'reporter', 'replaceDocument', {
        indicator: 'A',
        attachment: 'A.D3',
        document: document('A-E1', 'Letter of 2024'),
        reason: 'Of the right steps.year.',
      });
      await steps.year.passTime('2025-03-10T00:00:01.000Z');

      expect(await steps.refused('2025-03-10T02:00:00.000Z', 'coordinator', 'resubmitReport', {})).toBe(
        'ROUND_NOT_OPEN',
      );
    },
  },
  {
    title: 'may take longer for a place that asked for it',
    live: async (steps) => {
      const more = { units: ['64.72'], closesAt: '2025-03-20T00:00:00.000Z', reason: 'Elections.' };

      expect(
        await steps.year.act('2025-03-11T02:00:00.000Z', 'administrator', 'extendDeadline', { cycle: CYCLE, ...more }),
      ).toMatchObject({ events: ['DeadlineExtended'] });
      expect(
        await steps.year.act('2025-03-11T03:00:00.000Z', 'administrator', 'extendDeadline', { cycle: CYCLE, ...more }),
      ).toMatchObject({ refusal: 'DEADLINE_NOT_LATER' });
    },
  },
];

/** One place through one year, over HTTP only; the chapters depend on each other and are lived in this order. */
export const CHAPTERS: readonly Chapter[] = [...EARLIER_CHAPTERS, ...LATER_CHAPTERS];

function document(evidence: string, title: string): object {
  const digest = digestOf(`${evidence} ${title}`);
  return { evidence, digest, title, mediaType: 'application/pdf', bytes: 2048, issuedOn: '2025-01-15' };
}
