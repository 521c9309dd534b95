import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { closesAtFor, leadDeadline } from '../../../../src/domain/cycle/index.ts';
import { toInstant } from '../../../../src/kernel/instant.ts';

const UNIT = '64.71';

const moment = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2025, 11, 31) }).map(toInstant);
const units = fc.constantFrom(null, [UNIT], ['64.72'], [UNIT, '64.72']);

/** Extensions and submissions in the order in which they were recorded. */
const history = fc
  .array(
    fc.oneof(
      fc.record({ kind: fc.constant('EXTENSION' as const), units, closesAt: moment }),
      fc.record({ kind: fc.constant('SUBMISSION' as const), at: moment, complete: fc.boolean() }),
    ),
    { maxLength: 12 },
  )
  .map((told) => told.map((one, index) => ({ ...one, position: index + 1 })));

type Told = typeof history extends fc.Arbitrary<infer Value> ? Value : never;

function deadlineIn(told: Told, closesAt: string): string {
  const extensions = told.flatMap((one) => (one.kind === 'EXTENSION' ? [one] : []));
  const submissions = told.flatMap((one) => (one.kind === 'SUBMISSION' ? [one] : []));
  return leadDeadline({ announced: { closesAt }, extensions }, { unit: UNIT, submissions });
}

describe('the deadline that lead is measured to', () => {
  it('is the same for ever, whatever follows the first complete submission', () => {
    fc.assert(
      fc.property(history, moment, (told, closesAt) => {
        const complete = told.findIndex((one) => one.kind === 'SUBMISSION' && one.complete);
        fc.pre(complete !== -1);

        expect(deadlineIn(told, closesAt)).toBe(deadlineIn(told.slice(0, complete + 1), closesAt));
      }),
    );
  });

  it('is the one of the unit at every moment before', () => {
    fc.assert(
      fc.property(history, moment, (told, closesAt) => {
        const before = told.filter((one) => one.kind === 'EXTENSION' || !one.complete);
        const extensions = before.flatMap((one) => (one.kind === 'EXTENSION' ? [one] : []));

        expect(deadlineIn(before, closesAt)).toBe(closesAtFor({ submission: { closesAt }, extensions }, UNIT));
      }),
    );
  });
});
