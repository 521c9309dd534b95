import type { Handle } from '../usecase/handle.ts';
import { asSystem, openLedger } from '../usecase/open-ledger.ts';
import type { Reference } from '../usecase/reference.ts';
import { sampleUploads } from './sample-uploads.ts';
import type { SampleUploads } from './sample-uploads.ts';
import type { Step } from './step.ts';
import { castSteps, storiesOf } from './stories.ts';
import { timelineOf } from './timeline.ts';
import type { ToldClock } from './told-clock.ts';
import { DEMO_STARTS_AT } from './told-time.ts';

export type Telling = Readonly<{
  handle: Handle;
  clock: ToldClock;
  origin: string;
  /** The verifier key of the log; null where nobody signs for it. */
  key: string | null;
  reference: Reference;
  /** Stores the documents of the stories, with who uploaded them. */
  keep: (documents: SampleUploads) => Promise<void>;
  /** Called after every told moment: so many steps are told, of so many. */
  progress: (told: number, of: number) => void;
}>;

/** A story that does not keep to the rules, which is a bug of the story or of the rules. */
export class StoryRefused extends Error {
  override readonly name = 'StoryRefused';
}

/**
 * Tells all stories as one timeline. MUST be what the ledger begins with, and through the clock that is told here: no
 * other ledger accepts it.
 */
export async function tellDemo({ handle, clock, origin, key, reference, keep, progress }: Telling): Promise<void> {
  clock.advanceTo(DEMO_STARTS_AT);
  await openLedger(handle, { origin, demo: true, key, reference });
  const stories = storiesOf(reference);
  const steps = [...castSteps(), ...stories.flatMap((story) => story.steps)];
  await keep(sampleUploads(steps, reference));
  let before: Told = { steps: 0, position: 0 };
  for (const moment of timelineOf(steps)) {
    clock.advanceTo(moment.at);
    before = await tellMoment(handle, moment.steps, before);
    progress(before.steps, steps.length);
  }
  const command = { type: 'EndDemo', stories: stories.map(({ title }) => title) } as const;
  await asSystem(handle, { commandId: 'demo-end', command });
}

/** How many steps are told, and where the ledger ended after them: what whoever acts next has seen. */
type Told = Readonly<{ steps: number; position: number }>;

/** All steps of a moment at once: the ledger keeps their order, and takes many of them in one transaction. */
async function tellMoment(handle: Handle, steps: readonly Step[], before: Told): Promise<Told> {
  const positions = await Promise.all(
    steps.map((one, index) => tellStep(handle, one, { steps: before.steps + index + 1, position: before.position })),
  );
  return { steps: before.steps + steps.length, position: Math.max(before.position, ...positions) };
}

async function tellStep(handle: Handle, { at, person, command: of }: Step, { steps, position }: Told): Promise<number> {
  const commandId = `demo-${String(steps).padStart(6, '0')}`;
  const command = of(position);
  const answer = await handle({ person, commandId, command });
  if (answer.ok) return answer.value.position;
  const refused = `${person} was refused ${command.type} (${commandId}, ${at})`;
  throw new StoryRefused(`${refused}: ${JSON.stringify(answer.error)}`);
}
