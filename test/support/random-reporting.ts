import fc from 'fast-check';

import type { JejakCommand } from '../../src/usecase/command.ts';
import { COORDINATOR, CYCLE, REPORTER, UNIT } from './reporting-world.ts';

/** What somebody tries; much of it is refused, which is the point. */
export type Attempt = Readonly<{ person: string; command: (seen: number) => JejakCommand }>;

const of = { unit: UNIT, cycle: CYCLE };
const indicator = fc.constantFrom('KKP-SP1-S1', 'KKP-SP1-S2', 'KKP-SP1-P1');

const answers = fc
  .record({ indicator, expectedRevision: fc.nat(3), option: fc.constantFrom('ADA', 'PROSES', 'TIDAK') })
  .map(({ option, ...named }): Attempt => {
    const answer = { kind: 'CHOICE', option } as const;
    return { person: REPORTER, command: () => ({ type: 'SubmitResponse', ...of, ...named, answer, narrative: null }) };
  });

const withdrawals = fc.record({ indicator, expectedRevision: fc.integer({ min: 1, max: 3 }) }).map((named): Attempt => {
  return { person: REPORTER, command: () => ({ type: 'WithdrawResponse', ...of, ...named, reason: 'test' }) };
});

const attachments = fc.record({ indicator, file: fc.nat(9) }).map(({ indicator: code, file }): Attempt => {
  const document = {
    evidence: `${code}-E1`,
    digest: `sha256:${String(file).repeat(64)}`,
    title: `Dokumen ${file}`,
    mediaType: 'application/pdf',
    bytes: 1000 + file,
    issuedOn: null,
    validUntil: null,
  } as const;
  return { person: REPORTER, command: () => ({ type: 'AttachDocument', ...of, indicator: code, document }) };
});

const removals = fc
  .record({ indicator, number: fc.integer({ min: 1, max: 3 }) })
  .map(({ indicator: code, number }): Attempt => {
    const attachment = `${code}.D${number}`;
    const command = { type: 'WithdrawDocument', ...of, indicator: code, attachment, reason: 'test' } as const;
    return { person: REPORTER, command: () => command };
  });

const submissions = fc.constant<Attempt>({
  person: COORDINATOR,
  command: () => ({ type: 'SubmitReport', ...of, acknowledgeIncomplete: true }),
});

const reviews = fc
  .record({ indicator, ruling: fc.constantFrom('ACCEPTED' as const, 'RETURNED' as const) })
  .map(({ indicator: code, ruling }): Attempt => {
    const reason = ruling === 'RETURNED' ? ('NO_DOCUMENT' as const) : null;
    const items = [{ indicator: code, ruling, reason, note: null, checks: [] }];
    return {
      person: 'regional-reviewer',
      command: (seen) => ({ type: 'ReviewResponses', ...of, seen, items, atomic: false }),
    };
  });

const rounds = fc.constantFrom<Attempt>(
  {
    person: 'regional-reviewer',
    command: (seen) => ({ type: 'ReturnReport', ...of, seen, dueAt: null, note: null }),
  },
  { person: COORDINATOR, command: () => ({ type: 'ResubmitReport', ...of }) },
);

/** Anything that can happen to three indicators of one report, by whoever, in whatever order. */
export const attempts = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: answers },
    { weight: 1, arbitrary: withdrawals },
    { weight: 4, arbitrary: attachments },
    { weight: 2, arbitrary: removals },
    { weight: 1, arbitrary: submissions },
    { weight: 3, arbitrary: reviews },
    { weight: 1, arbitrary: rounds },
  ),
  { minLength: 20, maxLength: 60 },
);
