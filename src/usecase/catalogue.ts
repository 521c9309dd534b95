import { deciders, eventDefinitions, upcasts } from '../domain/catalogue.ts';
import type { DomainEvent, EventDefinition } from '../domain/event.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { Catalogue, Folding } from '../ledger/catalogue.ts';

export class UnknownEvent extends Error {
  override readonly name = 'UnknownEvent';
}

const definitions = new Map(
  eventDefinitions.map((definition) => [`${definition.type}.v${definition.version}`, definition]),
);
const current = new Map(eventDefinitions.map((definition) => [definition.type, definition]));

/** What the ledger is told of the domain: the published events, their upcasts, and how streams are folded. */
export const jejakCatalogue: Catalogue = {
  currentVersion: (type) => currentOf(type).version,
  upcast,
  check: ({ type, data }) => {
    currentOf(type).schema.parse(data);
  },
  decider,
};

function currentOf(type: string): EventDefinition {
  const definition = current.get(type);
  if (!definition) throw new UnknownEvent(`the event type ${type} is unknown`);
  return definition;
}

/** Stored data are checked against the schema they were written under, then brought forward one version at a time. */
function upcast(type: string, version: number, data: JsonObject): DomainEvent {
  const written = definitions.get(`${type}.v${version}`);
  if (!written) throw new UnknownEvent(`version ${version} of the event type ${type} is unknown`);
  let brought: JsonObject = written.schema.parse(data);
  for (let at = version; at < currentOf(type).version; at += 1) {
    const step = upcasts[`${type}.v${at}`];
    if (!step) throw new UnknownEvent(`no upcast leads from version ${at} of ${type}`);
    brought = step(brought);
  }
  return { type, data: brought };
}

function decider(kind: string): Folding {
  if (!Object.hasOwn(deciders, kind)) throw new UnknownEvent(`no stream is of the kind ${kind}`);
  // The ledger keeps states as `unknown` and hands each back only to the decider that made it.
  return deciders[kind as keyof typeof deciders] as unknown as Folding;
}
