import { expect } from 'vitest';

import { FILES } from '../../../src/audit/bundle/format.ts';
import type { Fault } from '../../../src/audit/verify/fault.ts';
import { verifyBundle } from '../../../src/audit/verify/verify-bundle.ts';
import { canonicalJson } from '../../../src/kernel/canonical-json.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { described, SAMPLE_KEY, sampleFiles, STORY, zipOf } from '../../support/sample-bundle.ts';
import type { SampleFiles } from '../../support/sample-bundle.ts';
import type { Happening } from '../../support/sample-ledger.ts';

/** The first thing that does not hold in such a bundle, checked with the right key. */
export async function faultOf(files: ReadonlyMap<string, Buffer>): Promise<Fault> {
  const { outcome } = await verifyBundle(await zipOf(files), { kind: 'KEYS', keys: [SAMPLE_KEY] });
  expect(outcome).toMatchObject({ fault: {} });
  if (typeof outcome === 'string') throw new Error(outcome);
  return outcome.fault;
}

/** A bundle of a ledger in which the first event of this type, of the report if it has one, happened otherwise; all that is signed is consistent. */
export function withEvent(type: string, change: (happening: Happening) => Partial<Happening>): SampleFiles {
  const first = STORY.findIndex((one) => one.type === type);
  const at = Math.max(
    STORY.findIndex((one) => one.type === type && one.bundled),
    first,
  );
  return sampleFiles({ story: STORY.map((one, index) => (index === at ? { ...one, ...change(one) } : one)) });
}

/** The same for the data of that event. */
export function withData(type: string, changes: JsonObject): SampleFiles {
  return withEvent(type, ({ data }) => ({
    data: (before) => ({ ...(typeof data === 'function' ? data(before) : data), ...changes }),
  }));
}

/** The sample bundle with another text in one file, and a manifest that is right about it. */
export function withText(name: string, change: (text: string) => string): SampleFiles {
  const files = sampleFiles();
  return described(files.set(name, Buffer.from(change(files.get(name)?.toString() ?? ''))));
}

export function withJson(name: string, changes: JsonObject): SampleFiles {
  const files = sampleFiles();
  const value = JSON.parse(files.get(name)!.toString()) as JsonObject;
  const changed = files.set(name, Buffer.from(canonicalJson({ ...value, ...changes })));
  return name === FILES.manifest ? changed : described(changed);
}
