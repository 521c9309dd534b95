import { err, ok } from '../../kernel/result.ts';
import { authorize } from '../access.ts';
import type { Asking, Need } from '../access.ts';
import type { Outcome } from '../decider.ts';
import type { GeneralRefusalCode } from '../refusals.ts';
import type { DocumentCommand } from './commands.ts';
import type { DocumentEvent } from './events.ts';
import type { documentRefusals } from './refusals.ts';
import type { DocumentState } from './state.ts';

/** What a decision on a document is told. `known`: whether anybody ever uploaded the bytes, or any report ever referred to them. */
export type FactsOfDocument = Asking & Readonly<{ known: boolean }>;

export type DocumentRefusalCode = GeneralRefusalCode | keyof typeof documentRefusals;

type DocumentOutcome = Outcome<DocumentEvent, DocumentRefusalCode>;

export function decide(command: DocumentCommand, state: DocumentState, facts: FactsOfDocument): DocumentOutcome {
  const under = authorize(needOf(command), facts);
  if (!under) return err({ code: 'NOT_ALLOWED' });
  if (!facts.known) return err({ code: 'DOCUMENT_UNKNOWN', path: ['digest'] });
  if (state.erasedBy !== null) return err({ code: 'DOCUMENT_ERASED', path: ['digest'] });
  switch (command.type) {
    case 'RecordScan': {
      const { digest, upload, verdict, signature, engine } = command;
      if (state.scanned.includes(upload)) return err({ code: 'NOTHING_CHANGED' });
      return ok({ under, events: [{ type: 'DocumentScanned', data: { digest, upload, verdict, signature, engine } }] });
    }
    case 'EraseDocument': {
      const { digest, ground, authority } = command;
      return ok({ under, events: [{ type: 'DocumentBytesErased', data: { digest, ground, authority } }] });
    }
  }
}

/** A document may be evidence in any report of the country: only the nation's administrator has it destroyed. */
function needOf({ type }: DocumentCommand): Need {
  return { roles: [type === 'RecordScan' ? 'SYSTEM' : 'ADMINISTRATOR'], unit: null };
}
