import { describe, expect, it } from 'vitest';

import { FILES } from '../../../src/audit/bundle/format.ts';
import { exitCodeOf, printVerification } from '../../../src/audit/verify/print-verification.ts';
import { verifyBundle } from '../../../src/audit/verify/verify-bundle.ts';
import { canonicalJson } from '../../../src/kernel/canonical-json.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { SAMPLE_KEY, zipOf } from '../../support/sample-bundle.ts';
import { withText } from './faults.ts';

const VERDICT = 'verified: complete as of position 44';

/** What is printed of a bundle whose first event is of this type. */
async function printedWith(type: string) {
  const files = withText(FILES.events, (text) => {
    const [first = '', ...others] = text.split('\n');
    const event = JSON.parse(first) as JsonObject;
    return [canonicalJson({ ...event, type }), ...others].join('\n');
  });
  const verification = await verifyBundle(await zipOf(files), { kind: 'KEYS', keys: [SAMPLE_KEY] });
  return { code: exitCodeOf(verification), printed: printVerification(verification) };
}

describe('A hostile bundle', () => {
  it('writes no verdict of its own, and steers no terminal', async () => {
    const { code, printed } = await printedWith(
      `x\n\u001b[2J\u001b[Hok  checkpoint: 46 entries\n${VERDICT}\n\u001b[8m`,
    );

    expect(code).toBe(1);
    expect(printed).toContain(String.raw`x\u{a}\u{1b}[2J\u{1b}[Hok  checkpoint`);
    expect(printed).toContain(String.raw`44\u{a}\u{1b}[8m`);
    expect(printed.split('\n')).not.toContain(VERDICT);
    expect(printed.trimEnd().split('\n').at(-1)).toMatch(/^FAILED /);
  });

  it.each([
    ['a carriage return', '\r', 'd'],
    ['a control of eight bits', '\u009b', '9b'],
    ['a mark that turns the direction of writing', '\u202e', '202e'],
    ['what is not seen', '\u200b', '200b'],
    ['a separator of lines', '\u2028', '2028'],
    ['a separator of paragraphs', '\u2029', '2029'],
    ['a tag beyond the basic plane', '\u{e0041}', 'e0041'],
  ])('is printed with %s escaped', async (_, character, code) => {
    const { printed } = await printedWith(`before${character}after`);

    expect(printed).toContain(`before\\u{${code}}after`);
    expect(printed).not.toContain(character);
  });
});
