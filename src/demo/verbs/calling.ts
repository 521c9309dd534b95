import type { Instant } from '../../kernel/instant.ts';
import type { JejakCommand } from '../../usecase/command.ts';
import { ADMINISTRATOR } from '../people.ts';
import { step } from '../step.ts';
import type { Step } from '../step.ts';

/** What a cycle is called with: its years, its window, its notice, and who is expected. */
export type Call = Omit<Extract<JejakCommand, { type: 'OpenCycle' }>, 'type'>;

export function calls(at: Instant, call: Call): Step {
  return step(at, ADMINISTRATOR.identity, { type: 'OpenCycle', ...call });
}

export function publishes(at: Instant, cycle: string): Step {
  return step(at, ADMINISTRATOR.identity, { type: 'PublishResults', cycle });
}

/** What was published elsewhere as the score of a unit. */
export type Official = Omit<Extract<JejakCommand, { type: 'RecordOfficialScore' }>, 'type'>;

export function recordsOfficial(at: Instant, official: Official): Step {
  return step(at, ADMINISTRATOR.identity, { type: 'RecordOfficialScore', ...official });
}
