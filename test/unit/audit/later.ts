import { verifyBundle } from '../../../src/audit/verify/verify-bundle.ts';
import type { Verification } from '../../../src/audit/verify/verify-bundle.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { SAMPLE_KEY, zipOf } from '../../support/sample-bundle.ts';
import type { SampleFiles } from '../../support/sample-bundle.ts';
import type { Happening } from '../../support/sample-ledger.ts';

export function verified(files: SampleFiles): Promise<Verification> {
  return zipOf(files).then((bytes) => verifyBundle(bytes, { kind: 'KEYS', keys: [SAMPLE_KEY] }));
}

export function detailOf({ checks }: Verification, name: string): string {
  return checks.find((check) => check.name === name)!.detail;
}

/** The last event of this type happened otherwise; all that is signed is consistent. */
export function altered(
  story: readonly Happening[],
  type: string,
  change: Partial<Omit<Happening, 'data'>> & Readonly<{ data?: JsonObject }>,
): readonly Happening[] {
  const at = story.findLastIndex((one) => one.type === type);
  return story.map((one, index) => {
    if (index !== at) return one;
    // Only what seals the heads has data that are not known yet.
    return { ...one, ...change, data: { ...(one.data as JsonObject), ...change.data } };
  });
}

/** Where the last event of this type stands. */
export function positionOf(story: readonly Happening[], type: string): number {
  return story.findLastIndex((one) => one.type === type) + 1;
}
