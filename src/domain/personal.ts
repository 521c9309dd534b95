import type { RecordedJejakEvent } from './catalogue.ts';
import { commitmentsOf } from './person/index.ts';
import type { Commitment, Said } from './sealed.ts';

/**
 * What the entry commits to. What is said in a report is sealed under the key of whoever says it; what is known of a
 * person, under that person's own. Every other event is free of what may have to be erased: ADR 0035 goes through them.
 */
export function commitmentsIn(event: RecordedJejakEvent): readonly Commitment[] {
  if (event.type === 'ClarificationAsked') return said(event.actor.person, event.data.question);
  if (event.type === 'ClarificationAnswered') return said(event.actor.person, event.data.answer);
  if (event.type !== 'PersonRegistered' && event.type !== 'PersonalDataUpdated') return [];
  const { person, personal } = event.data;
  return commitmentsOf(personal).map((commitment) => ({ person, commitment }));
}

function said(person: string, words: Said): readonly Commitment[] {
  return words.kind === 'SEALED' ? [{ person, commitment: words.commitment }] : [];
}
