import type { Asking } from '../access.ts';
import type { Decider } from '../decider.ts';
import type { JurisdictionCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { JurisdictionEvent } from './events.ts';
import { evolve, initialState } from './state.ts';
import type { JurisdictionState } from './state.ts';

export type { JurisdictionCommand } from './commands.ts';
export { jurisdictionEvents } from './events.ts';
export type { JurisdictionEvent } from './events.ts';
export { jurisdictionRefusals } from './refusals.ts';
export { jurisdictionSentences } from './sentences.ts';
export type { JurisdictionState } from './state.ts';
export { jurisdictionUpcasts } from './upcasts.ts';
export { JurisdictionKind, OrganizationKind, TIME_ZONES, TimeZone } from './values.ts';

export const jurisdiction: Decider<JurisdictionCommand, JurisdictionEvent, JurisdictionState, Asking> = {
  initialState,
  decide,
  evolve,
};
