import type { JsonObject } from '../kernel/json.ts';
import { eventDefinitions, upcasts } from './catalogue.ts';
import type { DomainEvent, EventDefinition } from './event.ts';

export class UnknownEvent extends Error {
  override readonly name = 'UnknownEvent';
}

const definitions = new Map(
  eventDefinitions.map((definition) => [`${definition.type}.v${definition.version}`, definition]),
);
const current = new Map(eventDefinitions.map((definition) => [definition.type, definition]));

/** The definition that is written now: the last one of its type. Throws `UnknownEvent` for an unknown type. */
export function currentDefinition(type: string): EventDefinition {
  const definition = current.get(type);
  if (!definition) throw new UnknownEvent(`the event type ${type} is unknown`);
  return definition;
}

/**
 * Stored data are checked against the schema they were written under, then brought forward one version at a time.
 * MUST throw for an unknown type or version, never skip: a reader that left one out would tell another story.
 */
export function upcast(type: string, version: number, data: JsonObject): DomainEvent {
  const written = definitions.get(`${type}.v${version}`);
  if (!written) throw new UnknownEvent(`version ${version} of the event type ${type} is unknown`);
  let brought: JsonObject = written.schema.parse(data);
  for (let at = version; at < currentDefinition(type).version; at += 1) {
    const step = upcasts[`${type}.v${at}`];
    if (!step) throw new UnknownEvent(`no upcast leads from version ${at} of ${type}`);
    brought = step(brought);
  }
  return { type, data: brought };
}
