import type { Bilingual } from '../kernel/locale.ts';
import { calendar, calendarEvents, calendarRefusals, calendarSentences, calendarUpcasts } from './calendar/index.ts';
import type { CalendarEvent } from './calendar/index.ts';
import { cycle, cycleEvents, cycleRefusals, cycleSentences, cycleUpcasts } from './cycle/index.ts';
import type { CycleEvent } from './cycle/index.ts';
import {
  disclosure,
  disclosureEvents,
  disclosureRefusals,
  disclosureSentences,
  disclosureUpcasts,
} from './disclosure/index.ts';
import type { DisclosureEvent } from './disclosure/index.ts';
import { document, documentEvents, documentRefusals, documentSentences, documentUpcasts } from './document/index.ts';
import type { DocumentEvent } from './document/index.ts';
import type { DomainEvent, EventDefinition, Recorded, Sentences, Upcasts } from './event.ts';
import {
  instrument,
  instrumentEvents,
  instrumentRefusals,
  instrumentSentences,
  instrumentUpcasts,
} from './instrument/index.ts';
import type { InstrumentEvent } from './instrument/index.ts';
import {
  jurisdiction,
  jurisdictionEvents,
  jurisdictionRefusals,
  jurisdictionSentences,
  jurisdictionUpcasts,
} from './jurisdiction/index.ts';
import type { JurisdictionEvent } from './jurisdiction/index.ts';
import { ledger, ledgerEvents, ledgerRefusals, ledgerSentences, ledgerUpcasts } from './ledger/index.ts';
import type { LedgerEvent } from './ledger/index.ts';
import {
  earlierPersonEvents,
  person,
  personEvents,
  personRefusals,
  personSentences,
  personUpcasts,
} from './person/index.ts';
import type { PersonEvent } from './person/index.ts';
import { generalRefusals } from './refusals.ts';
import {
  earlierReportEvents,
  report,
  reportEvents,
  reportRefusals,
  reportSentences,
  reportUpcasts,
} from './report/index.ts';
import type { ReportEvent } from './report/index.ts';

/** The closed union of every event of every stream: whoever reacts to events fails to compile until it knows a new one. */
export type JejakEvent =
  | LedgerEvent
  | InstrumentEvent
  | CalendarEvent
  | JurisdictionEvent
  | PersonEvent
  | CycleEvent
  | ReportEvent
  | DisclosureEvent
  | DocumentEvent;

export type EventType = JejakEvent['type'];

/** Every published version of every event, the earlier ones first; the last one of a type is what is written now. */
export const eventDefinitions: readonly EventDefinition[] = [
  ...earlierPersonEvents,
  ...earlierReportEvents,
  ...ledgerEvents,
  ...instrumentEvents,
  ...calendarEvents,
  ...jurisdictionEvents,
  ...personEvents,
  ...cycleEvents,
  ...reportEvents,
  ...disclosureEvents,
  ...documentEvents,
];

export const upcasts: Upcasts = {
  ...ledgerUpcasts,
  ...instrumentUpcasts,
  ...calendarUpcasts,
  ...jurisdictionUpcasts,
  ...personUpcasts,
  ...cycleUpcasts,
  ...reportUpcasts,
  ...disclosureUpcasts,
  ...documentUpcasts,
};

/** How the streams of a kind are folded. */
export const deciders = { ledger, instrument, calendar, jurisdiction, person, cycle, report, disclosure, document };

export type StreamKind = keyof typeof deciders;

export const sentences: Sentences<JejakEvent> = {
  ...ledgerSentences,
  ...instrumentSentences,
  ...calendarSentences,
  ...jurisdictionSentences,
  ...personSentences,
  ...cycleSentences,
  ...reportSentences,
  ...disclosureSentences,
  ...documentSentences,
};

/** What each refusal says to a person. */
export const refusals = {
  ...generalRefusals,
  ...ledgerRefusals,
  ...instrumentRefusals,
  ...calendarRefusals,
  ...jurisdictionRefusals,
  ...personRefusals,
  ...cycleRefusals,
  ...reportRefusals,
  ...disclosureRefusals,
  ...documentRefusals,
} as const satisfies Record<string, Bilingual>;

export type RefusalCode = keyof typeof refusals;

const types: ReadonlySet<string> = new Set(eventDefinitions.map(({ type }) => type));

/** True for every event the catalogue defines; the schemas checked the data when it was recorded and read. */
export function isJejakEvent(event: DomainEvent): event is JejakEvent {
  return types.has(event.type);
}

export type RecordedJejakEvent = Recorded<JejakEvent>;
