import fc from 'fast-check';
import { expect, it } from 'vitest';

import { verifyBundle } from '../../../src/audit/verify/verify-bundle.ts';
import { mutate, mutations, readForward } from '../../support/bundle-mutations.ts';
import { SAMPLE_KEY, sampleFiles, SHORT_STORY } from '../../support/sample-bundle.ts';

const files = sampleFiles({ story: SHORT_STORY });

/** `npm run fuzz` does the same ten thousand times, and to a whole report. */
it('whatever is done to a bundle, it is found out or has changed nothing', async () => {
  await fc.assert(
    fc.asyncProperty(mutations(), async (mutation) => {
      const bytes = await mutate(files, mutation);

      const { outcome } = await verifyBundle(bytes, { kind: 'KEYS', keys: [SAMPLE_KEY] });

      if (outcome === 'OK') expect(readForward(bytes)).toEqual(files);
      expect(outcome).not.toBe('OWN_KEY_ONLY');
    }),
    { numRuns: 150 },
  );
});
