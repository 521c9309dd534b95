import type { Decider } from '../decider.ts';
import type { DocumentCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { FactsOfDocument, DocumentRefusalCode } from './decide.ts';
import type { DocumentEvent } from './events.ts';
import { evolve, initialState } from './state.ts';
import type { DocumentState } from './state.ts';

export type { DocumentCommand } from './commands.ts';
export type { FactsOfDocument } from './decide.ts';
export { documentEvents } from './events.ts';
export type { DocumentEvent } from './events.ts';
export { documentRefusals } from './refusals.ts';
export { documentSentences } from './sentences.ts';
export type { DocumentState } from './state.ts';
export { documentUpcasts } from './upcasts.ts';

export const document: Decider<DocumentCommand, DocumentEvent, DocumentState, FactsOfDocument, DocumentRefusalCode> = {
  initialState,
  decide,
  evolve,
};
