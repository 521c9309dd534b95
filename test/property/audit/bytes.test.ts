import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { FILES, proofName } from '../../../src/audit/bundle/format.ts';
import { verifyBundle } from '../../../src/audit/verify/verify-bundle.ts';
import { later } from '../../support/later-story.ts';
import { assessedAgain, finalAgain, reopened, toldBy, withDeputy } from '../../support/reopened-story.ts';
import { SAMPLE_KEY, sampleFiles, SHORT_STORY, STORY, zipOf } from '../../support/sample-bundle.ts';

/** Reopened, and final again by somebody who stood in for another. */
const whole = sampleFiles({ story: toldBy(finalAgain('deputy', assessedAgain(reopened(withDeputy(later(STORY)))))) });
const short = sampleFiles({ story: SHORT_STORY });

/** `npm run fuzz` turns every byte of them; here every fifth has to do, which meets every member. */
const STRIDE = 11;

describe('every byte counts', () => {
  it.each([
    [FILES.checkpoint, 1],
    [FILES.policy, 1],
    [FILES.manifest, STRIDE],
    [FILES.completeness, STRIDE],
    [proofName(1), STRIDE],
  ])('of %s: any that is changed fails by the name of that file', async (name, stride) => {
    const unnoticed: number[] = [];
    for (let at = 0; at < short.get(name)!.length; at += stride) {
      if ((await faultyFile(short, { name, at, bit: at % 7 })) !== name) unnoticed.push(at);
    }

    expect(unnoticed).toEqual([]);
  });

  it('of any file of a whole report', async () => {
    const place = fc.record({
      name: fc.constantFrom(...whole.keys()),
      at: fc.nat({ max: 2 ** 31 - 1 }),
      bit: fc.nat({ max: 7 }),
    });

    await fc.assert(
      fc.asyncProperty(place, async (change) => {
        expect(await faultyFile(whole, change)).toBe(change.name);
      }),
      { numRuns: 50 },
    );
  });
});

type Change = Readonly<{ name: string; at: number; bit: number }>;

/** The file that is blamed when one bit of one file is turned. */
async function faultyFile(files: ReadonlyMap<string, Buffer>, { name, at, bit }: Change): Promise<string | null> {
  const content = Buffer.from(files.get(name)!);
  content[at % content.length]! ^= 1 << bit;

  const bytes = await zipOf(new Map([...files, [name, content]]));
  const { outcome } = await verifyBundle(bytes, { kind: 'KEYS', keys: [SAMPLE_KEY] });

  return typeof outcome === 'string' ? null : outcome.fault.file;
}
