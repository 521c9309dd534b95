import { expect } from 'vitest';

import type { Data } from './http-server.ts';
import { publishedOperation } from './operations.ts';
import { CYCLE, PLACE } from './told-world.ts';
import type { Year } from './year.ts';

const OF = { unit: PLACE, cycle: CYCLE };

/** What the chapters of a year are told with. */
export type Steps = Readonly<{
  year: Year;
  /** The step was taken, and this is what it recorded. */
  took: (at: string, person: string, mutation: string, input: object) => Promise<readonly string[]>;
  /** The step was refused with this code, and left no trace. */
  refused: (at: string, person: string, mutation: string, input: object) => Promise<string | null>;
  /** The position a screen is read at. */
  seen: () => Promise<string>;
  /** What an auditor is answered to a published operation. */
  ask: (operation: string, variables?: object) => Promise<Data>;
}>;

export type Chapter = Readonly<{ title: string; live: (steps: Steps) => Promise<void> }>;

export function stepsIn(year: Year): Steps {
  return {
    year,
    took: async (at, person, mutation, input) => {
      const { events, refusal } = await year.act(at, person, mutation, { ...OF, ...input });
      expect(refusal).toBeNull();
      return events;
    },
    refused: async (at, person, mutation, input) => {
      const before = await year.size();
      const { refusal } = await year.act(at, person, mutation, { ...OF, ...input });
      expect(await year.size()).toBe(before);
      return refusal;
    },
    seen: async () => String(await year.size()),
    ask: async (operation, variables = {}) => {
      const query = publishedOperation(operation);
      const { data, errors } = await year.send({ query, variables: { ...OF, ...variables }, person: 'auditor' });
      expect(errors).toEqual([]);
      return data ?? {};
    },
  };
}
