import { isJejakEvent, sentences } from '../domain/catalogue.ts';
import type { EventType } from '../domain/catalogue.ts';
import type { DomainEvent } from '../domain/event.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { Bilingual } from '../kernel/locale.ts';

/** What happened, as a sentence in both languages. */
export function sentenceOf(event: DomainEvent): Bilingual {
  if (!isJejakEvent(event)) return { id: event.type, en: event.type };
  return phrase(event.type, event.data);
}

/** Every sentence takes the data of its own type, which the catalogue checked; the compiler cannot follow the pairing. */
function phrase(type: EventType, data: JsonObject): Bilingual {
  return (sentences[type] as (data: JsonObject) => Bilingual)(data);
}
