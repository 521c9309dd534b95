import type { Asking } from '../access.ts';
import type { Decider } from '../decider.ts';
import type { DisclosureCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { DisclosureEvent } from './events.ts';
import { evolve, initialState } from './state.ts';
import type { DisclosureState } from './state.ts';

export type { Disclosure, DisclosureCommand } from './commands.ts';
export { disclosureEvents } from './events.ts';
export type { DisclosureEvent } from './events.ts';
export { disclosureRefusals } from './refusals.ts';
export { disclosureSentences } from './sentences.ts';
export { disclosureUpcasts } from './upcasts.ts';

/** `stateless`: whoever takes ten thousand sheets home makes nobody fold ten thousand entries. */
export const disclosure: Decider<DisclosureCommand, DisclosureEvent, DisclosureState, Asking> &
  Readonly<{ stateless: true }> = { initialState, decide, evolve, stateless: true };
