import type { JsonObject } from '../../kernel/json.ts';
import type { Upcasts } from '../event.ts';

/** Words were recorded as they were said. */
export const reportUpcasts: Upcasts = {
  'ClarificationAsked.v1': (data) => ({ ...data, question: plain(data['question']) }),
  'ClarificationAnswered.v1': (data) => ({ ...data, answer: plain(data['answer']) }),
};

function plain(text: JsonObject[string] | undefined): JsonObject {
  return { kind: 'PLAIN', text: text ?? null };
}
