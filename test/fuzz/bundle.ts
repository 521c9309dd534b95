import { strictEqual, deepStrictEqual } from 'node:assert';

import fc from 'fast-check';

import { verifyBundle } from '../../src/audit/verify/verify-bundle.ts';
import { mutate, mutations, readForward } from '../support/bundle-mutations.ts';
import { SAMPLE_KEY, sampleFiles, zipOf } from '../support/sample-bundle.ts';

/** The bundle of a whole report, changed in ten thousand ways, and in every byte of its files: `npm run fuzz`. */
const MUTATIONS = 10_000;

/** Nothing takes longer, however hostile it is. */
const PATIENCE = 5000;

/** Of the long files one byte in so many; a prime, so that every column of their lines is met. */
const STRIDE = 17;
const SHORT = 5000;

const trust = { kind: 'KEYS', keys: [SAMPLE_KEY] } as const;
const files = sampleFiles();

await mutateAll();
for (const name of files.keys()) await turnBytes(name);

async function mutateAll(): Promise<void> {
  let accepted = 0;
  const property = fc.asyncProperty(mutations(), async (mutation) => {
    const bytes = await mutate(files, mutation);
    const start = performance.now();
    const { outcome } = await verifyBundle(bytes, trust);
    strictEqual(performance.now() - start < PATIENCE, true, 'it took too long');
    if (outcome !== 'OK') return;
    accepted += 1;
    deepStrictEqual(readForward(bytes), files);
  });
  await fc.assert(property, { numRuns: MUTATIONS });
  say(`${MUTATIONS} mutations: ${accepted} changed nothing in any file, all others were found out`);
}

async function turnBytes(name: string): Promise<void> {
  const content = files.get(name)!;
  const stride = content.length > SHORT ? STRIDE : 1;
  for (let at = 0; at < content.length; at += stride) {
    const turned = Buffer.from(content);
    turned[at]! ^= 1 << (at % 8);
    const { outcome } = await verifyBundle(await zipOf(new Map([...files, [name, turned]])), trust);
    strictEqual(typeof outcome === 'string' ? outcome : outcome.fault.file, name, `byte ${at} of ${name}`);
  }
  say(`${name}: every changed byte was found out${stride === 1 ? '' : ` (one in ${stride} was tried)`}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
