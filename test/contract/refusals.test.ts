import { expect, it } from 'vitest';

import { calendarRefusals } from '../../src/domain/calendar/index.ts';
import { refusals } from '../../src/domain/catalogue.ts';
import { cycleRefusals } from '../../src/domain/cycle/index.ts';
import { documentRefusals } from '../../src/domain/document/index.ts';
import { instrumentRefusals } from '../../src/domain/instrument/index.ts';
import { jurisdictionRefusals } from '../../src/domain/jurisdiction/index.ts';
import { ledgerRefusals } from '../../src/domain/ledger/index.ts';
import { personRefusals } from '../../src/domain/person/index.ts';
import { generalRefusals } from '../../src/domain/refusals.ts';
import { reportRefusals } from '../../src/domain/report/index.ts';
import type { Bilingual } from '../../src/kernel/locale.ts';

const SECTIONS: Readonly<Record<string, Readonly<Record<string, Bilingual>>>> = {
  'Whatever is asked': generalRefusals,
  Reports: reportRefusals,
  'The bytes of documents': documentRefusals,
  Cycles: cycleRefusals,
  'Persons and their grants': personRefusals,
  'Places and organizations': jurisdictionRefusals,
  Instruments: instrumentRefusals,
  Calendars: calendarRefusals,
  'The ledger itself': ledgerRefusals,
};

const INTRODUCTION = `# Refusals

What was understood and turned down is answered as a \`Refusal\` with one of these codes, and leaves no trace in the ledger. A
code is for programs and never changes its meaning; its sentence is for people, in the language the request accepts.
`;

/** A code without a place here is one that nobody can look up. */
it('every refusal code has its place in the docs, with both sentences', async () => {
  const sections = Object.entries(SECTIONS).map(([title, codes]) => `## ${title}\n\n${lines(codes)}`);

  expect(
    Object.values(SECTIONS)
      .flatMap((codes) => Object.keys(codes))
      .sort(),
  ).toEqual(Object.keys(refusals).sort());
  await expect([INTRODUCTION, ...sections].join('\n')).toMatchFileSnapshot('../../docs/refusals.md');
});

function lines(codes: Readonly<Record<string, Bilingual>>): string {
  return Object.entries(codes)
    .map(([code, { id, en }]) => `- \`${code}\`: ${en} / _${id}_\n`)
    .join('');
}
