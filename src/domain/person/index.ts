import type { Decider } from '../decider.ts';
import type { PersonCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { PersonFacts } from './decide.ts';
import type { PersonEvent } from './events.ts';
import { evolve, initialState } from './state.ts';
import type { PersonState } from './state.ts';

export type { PersonCommand } from './commands.ts';
export type { PersonFacts } from './decide.ts';
export { earlierPersonEvents, personEvents } from './events.ts';
export type { PersonEvent } from './events.ts';
export { glassProblem } from './glass.ts';
export { lendingProblem } from './lending.ts';
export { personRefusals } from './refusals.ts';
export { personSentences } from './sentences.ts';
export { allEnded as allGrantsEnded, ended as endedGrant, grantOf } from './state.ts';
export type { PersonState } from './state.ts';
export { personUpcasts } from './upcasts.ts';
export type { Personal, PersonalData } from './values.ts';
export {
  API_TOKEN_ID_BYTES,
  API_TOKEN_SECRET_BYTES,
  apiTokenHash,
  isLikeApiToken,
  readApiToken,
  writeApiToken,
} from './api-token-text.ts';
export { ApiTokenId, ApiTokenScope, commitmentsOf, GlassReason, GrantableRole } from './values.ts';

export const person: Decider<PersonCommand, PersonEvent, PersonState, PersonFacts> = { initialState, decide, evolve };
