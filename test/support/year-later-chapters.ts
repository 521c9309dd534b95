import { expect } from 'vitest';

import { pick } from './graphql-client.ts';
import { CYCLE } from './told-world.ts';
import type { Chapter, Steps } from './year-steps.ts';

const INDICATORS = ['A', 'B', 'C'];

/** From the review that accepts everything to the figure that somebody else printed. */
export const LATER_CHAPTERS: readonly Chapter[] = [
  {
    title: 'is forwarded and scored',
    live: async (steps: Steps): Promise<void> => {
      await steps.took('2025-03-12T02:00:00.000Z', 'deputy', 'reviewResponses', {
        seen: await steps.seen(),
        items: [{ indicator: 'A', ruling: 'ACCEPTED' }],
      });
      await steps.took('2025-03-12T03:00:00.000Z', 'deputy', 'forwardReport', { seen: await steps.seen() });
      const items = INDICATORS.map((indicator) => ({ indicator }));
      await steps.took('2025-04-02T02:00:00.000Z', 'assessor-1', 'scoreResponses', {
        seen: await steps.seen(),
        items,
        atomic: true,
      });

      expect(
        await steps.took('2025-04-02T03:00:00.000Z', 'assessor-1', 'concludeAssessment', { seen: await steps.seen() }),
      ).toEqual(['AssessmentConcluded']);
    },
  },
  {
    title: 'is objected to, and the objection is upheld by another assessor',
    live: async (steps: Steps): Promise<void> => {
      await steps.took('2025-04-03T02:00:00.000Z', 'coordinator', 'fileObjection', {
        indicator: 'C',
        grounds: 'The survey counted more.',
      });
      const upholding = { objection: 1, ruling: 'UPHELD', points: '95', reason: 'It did.' };

      expect(
        await steps.refused('2025-04-04T02:00:00.000Z', 'assessor-1', 'decideObjection', {
          seen: await steps.seen(),
          ...upholding,
        }),
      ).toBe('SAME_ASSESSOR');
      expect(
        await steps.took('2025-04-04T03:00:00.000Z', 'assessor-2', 'decideObjection', {
          seen: await steps.seen(),
          ...upholding,
        }),
      ).toEqual(['ObjectionDecided']);
    },
  },
  {
    title: 'is final by four eyes, and published',
    live: async (steps: Steps): Promise<void> => {
      expect(
        await steps.refused('2025-04-05T02:00:00.000Z', 'assessor-1', 'proposeFinal', { seen: await steps.seen() }),
      ).toBe('OBJECTION_WINDOW_OPEN');
      await steps.year.passTime('2025-04-20T00:00:00.000Z');
      await steps.took('2025-04-21T02:00:00.000Z', 'assessor-1', 'proposeFinal', { seen: await steps.seen() });
      expect(
        await steps.refused('2025-04-21T03:00:00.000Z', 'assessor-1', 'finalizeReport', { seen: await steps.seen() }),
      ).toBe('SAME_PERSON');
      await steps.took('2025-04-22T02:00:00.000Z', 'assessor-2', 'finalizeReport', { seen: await steps.seen() });

      expect(
        await steps.year.act('2025-05-01T02:00:00.000Z', 'administrator', 'publishResults', { cycle: CYCLE }),
      ).toMatchObject({ refusal: null });
      expect(await steps.year.publicTotal()).toBe('90.50');
    },
  },
  {
    title: 'is reopened with a reason, while the public goes on seeing what was published',
    live: async (steps: Steps): Promise<void> => {
      const reason = 'A letter of the ministry turned up.';
      await steps.took('2025-06-02T02:00:00.000Z', 'assessor-2', 'reopenReport', { seen: await steps.seen(), reason });
      const override = { points: '50', justification: 'The substance is half of what was stated.' };
      await steps.took('2025-06-03T02:00:00.000Z', 'assessor-1', 'scoreResponses', {
        seen: await steps.seen(),
        items: [{ indicator: 'A', override }],
      });

      expect(await steps.year.publicTotal()).toBe('90.50');
      expect(pick(await steps.ask('year-finals'), 'report.score.total')).toBe('90.50');
    },
  },
  {
    title: 'is final again, and published again',
    live: async (steps: Steps): Promise<void> => {
      await steps.took('2025-06-04T02:00:00.000Z', 'assessor-1', 'concludeAssessment', { seen: await steps.seen() });
      await steps.year.passTime('2025-06-20T00:00:00.000Z');
      await steps.took('2025-06-21T02:00:00.000Z', 'assessor-2', 'proposeFinal', { seen: await steps.seen() });
      await steps.took('2025-06-22T02:00:00.000Z', 'assessor-1', 'finalizeReport', { seen: await steps.seen() });
      expect(await steps.year.publicTotal()).toBe('90.50');
      await steps.year.act('2025-07-01T02:00:00.000Z', 'administrator', 'publishResults', { cycle: CYCLE });

      expect(await steps.year.publicTotal()).toBe('85.00');
      expect(
        await steps.year.act('2025-07-02T02:00:00.000Z', 'administrator', 'publishResults', { cycle: CYCLE }),
      ).toMatchObject({ refusal: 'RESULTS_PUBLISHED' });
    },
  },
  {
    title: 'is published elsewhere with another figure',
    live: async (steps: Steps): Promise<void> => {
      const official = { total: '99.40', source: 'Decree 7 of 2025', publishedOn: '2025-07-10' };

      expect(await steps.took('2025-08-01T02:00:00.000Z', 'administrator', 'recordOfficialScore', official)).toEqual([
        'OfficialScoreRecorded',
      ]);
    },
  },
];
