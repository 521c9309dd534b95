import type { Reference } from '../usecase/reference.ts';
import { registers } from './registering.ts';
import type { Step, Story } from './step.ts';
import { storyA } from './story-a/story-a.ts';
import { storyB } from './story-b/story-b.ts';
import { storyC } from './story-c/story-c.ts';
import { wita } from './told-time.ts';

const REGISTERED_AT = wita('2022-11-07 09:00');

/** Who takes part in the stories, and as what. */
export function castSteps(): readonly Step[] {
  return registers(REGISTERED_AT);
}

export function storiesOf(reference: Reference): readonly Story[] {
  return [storyA(reference), storyB(reference), storyC(reference)];
}
