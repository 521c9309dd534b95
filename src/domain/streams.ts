import type { Digest } from '../kernel/digest.ts';

/** The names of streams: what is consistent together has one stream, and no stream holds the whole country. */
export const LEDGER_STREAM = 'ledger';

export function instrumentStream(instrument: string): string {
  return `instrument/${instrument}`;
}

export function calendarStream(calendar: string): string {
  return `calendar/${calendar}`;
}

export function jurisdictionStream(jurisdiction: string): string {
  return `jurisdiction/${jurisdiction}`;
}

export function personStream(person: string): string {
  return `person/${person}`;
}

export function cycleStream(cycle: string): string {
  return `cycle/${cycle}`;
}

export function reportStream(unit: string, cycle: string): string {
  return `report/${unit}/${cycle}`;
}

/** What a person took home. */
export function disclosureStream(person: string): string {
  return `disclosure/${person}`;
}

export function documentStream(digest: Digest): string {
  return `document/${digest}`;
}

/** The part before the first slash: which decider folds the stream. */
export function streamKind(stream: string): string {
  const slash = stream.indexOf('/');
  return slash === -1 ? stream : stream.slice(0, slash);
}
