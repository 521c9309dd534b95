import { deciders, isJejakEvent } from '../domain/catalogue.ts';
import { currentDefinition, UnknownEvent, upcast } from '../domain/upcast.ts';
import type { Catalogue, Folding } from '../ledger/catalogue.ts';

/** What the ledger is told of the domain: the published events, their upcasts, and how streams are folded. */
export const jejakCatalogue: Catalogue = {
  currentVersion: (type) => currentDefinition(type).version,
  upcast,
  check: ({ type, data }) => {
    currentDefinition(type).schema.parse(data);
  },
  decider,
  erases: (event) => (isJejakEvent(event) && event.type === 'PersonErased' ? event.data.person : null),
};

function decider(kind: string): Folding {
  if (!Object.hasOwn(deciders, kind)) throw new UnknownEvent(`no stream is of the kind ${kind}`);
  // The ledger keeps states as `unknown` and hands each back only to the decider that made it.
  return deciders[kind as keyof typeof deciders] as unknown as Folding;
}
