import { later } from './later-story.ts';
import type { LaterStory } from './later-story.ts';
import { OF } from './report-samples.ts';
import { STORY } from './sample-bundle.ts';
import type { Happening } from './sample-ledger.ts';

/** The sample report is led back to assessment. */
export function reopened(on = later(STORY)): LaterStory {
  on.asks('assessor-1', { type: 'ReopenReport', ...OF, seen: on.head(), reason: 'A letter turned up.' });
  return on;
}

/** N1 gets 90 points, which makes 80 of 77.5; the window for objections is over. */
export function assessedAgain(on = reopened()): LaterStory {
  const override = { points: '90', justification: 'The letter shows it.' };
  const items = [{ indicator: 'N1', checks: [], override }];
  on.asks('assessor-1', { type: 'ScoreResponses', ...OF, seen: on.head(), items, atomic: true });
  on.asks('assessor-1', { type: 'ConcludeAssessment', ...OF, seen: on.head() });
  on.waits(40);
  return on;
}

/** It is proposed by the first assessor, and final again by somebody else. */
export function finalAgain(by = 'assessor-2', on = assessedAgain()): LaterStory {
  on.asks('assessor-1', { type: 'ProposeFinal', ...OF, seen: on.head() });
  on.asks(by, { type: 'FinalizeReport', ...OF, seen: on.head() });
  return on;
}

/** The second assessor lends their right to a deputy. */
export function withDeputy(on: LaterStory): LaterStory {
  on.happens(
    'person/deputy',
    { type: 'PersonRegistered', data: { person: 'deputy', label: 'deputy' } },
    'administrator',
  );
  on.lends('assessor-2', 'deputy');
  return on;
}

/** The same without the entries that only make people known, which no bundle holds. */
export function toldBy(on: LaterStory): readonly Happening[] {
  return on.story().map((one) => (one.type === 'PersonRegistered' ? { ...one, bundled: false } : one));
}
