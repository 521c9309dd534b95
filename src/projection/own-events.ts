import type { EventType, RecordedJejakEvent } from '../domain/catalogue.ts';

/**
 * Tells the events of one stream from those of all others. What it lets through is a closed union: a projection that
 * switches over it does not compile until it answers a new event.
 */
export function ownEvents<Type extends EventType>(
  definitions: readonly Readonly<{ type: Type }>[],
): (event: RecordedJejakEvent) => event is Extract<RecordedJejakEvent, { type: Type }> {
  const types: ReadonlySet<string> = new Set(definitions.map(({ type }) => type));
  return (event): event is Extract<RecordedJejakEvent, { type: Type }> => types.has(event.type);
}
