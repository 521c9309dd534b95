import { buffer } from 'node:stream/consumers';

import { exportBundle } from '../../../src/audit/export/export-bundle.ts';
import type { Bundle } from '../../../src/audit/export/export-bundle.ts';
import { parseReportKey } from '../../../src/audit/export/report-key.ts';
import { verifyBundle } from '../../../src/audit/verify/verify-bundle.ts';
import { openComponents } from '../../../src/cli/components.ts';
import type { Components } from '../../../src/cli/components.ts';
import { toInstant } from '../../../src/kernel/instant.ts';
import { parseVerifierKey } from '../../../src/merkle/key.ts';
import { asSystem } from '../../../src/usecase/open-ledger.ts';
import { sealStreamHeads } from '../../../src/usecase/seal.ts';
import { openTestSigning } from '../../support/signing.ts';

/** A log that signs, and its verifier key as whoever checks it knows it from elsewhere. */
export type SignedLog = Components & Readonly<{ key: string }>;

const silent = { info: () => undefined, warn: () => undefined };

/** Gives a key to a ledger that was opened without one, and signs for it from then on. */
export async function openSigned(
  url: string,
  { handle, origin }: Readonly<{ handle: Components['handle']; origin: string }>,
): Promise<SignedLog> {
  const signing = await openTestSigning(origin);
  const { key } = signing;
  const command = { type: 'RotateSigningKey', key, retiresAt: toInstant(Date.now()) } as const;
  await asSystem(handle, { commandId: 'first-signing-key', command });
  const components = await openComponents(url, { log: silent, signing });
  const close = async (): Promise<void> => {
    await components.close();
    await signing.remove();
  };
  return { ...components, key, close };
}

export type TakenHome = Omit<Bundle, 'stream'> & Readonly<{ bytes: Buffer }>;

/** The bundle of `<unit>/<cycle>`; throws where there is none. */
export async function takeHome(
  { reader, handle }: Pick<Components, 'reader' | 'handle'>,
  report: string,
): Promise<TakenHome> {
  const key = parseReportKey(report);
  if (!key) throw new Error(`no report can be called ${report}`);
  const bundle = await exportBundle({ reader, seal: () => sealStreamHeads({ handle, reader }) }, key);
  if (!bundle.ok) throw new Error(`${report}: ${bundle.error}`);
  const { stream, ...about } = bundle.value;
  return { ...about, bytes: await buffer(stream) };
}

/** What `jejak verify` makes of it with this key. */
export async function verified(bytes: Buffer, vkey: string): Promise<unknown> {
  const key = parseVerifierKey(vkey);
  if (!key) throw new Error(`no verifier key: ${vkey}`);
  const { outcome } = await verifyBundle(bytes, { kind: 'KEYS', keys: [key] });
  return outcome;
}
