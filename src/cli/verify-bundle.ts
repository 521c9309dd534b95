import { readFile } from 'node:fs/promises';

import type { Trust } from '../audit/verify/check-checkpoint.ts';
import { exitCodeOf, printVerification } from '../audit/verify/print-verification.ts';
import { verifyBundle } from '../audit/verify/verify-bundle.ts';
import { parseVerifierKey } from '../merkle/key.ts';
import { parsePolicy } from '../merkle/policy.ts';
import { UsageError } from './exit.ts';

/** Whom to trust, as the command line says it: a verifier key, or the name of a file with a policy. */
export type TrustWords = Readonly<{ vkey: string | undefined; policy: string | undefined }>;

/** Checks a bundle and says what was checked. Exit code 0: verified; 1: a fault; 3: no key was given to check it with. */
export async function verifyBundleFile(file: string, words: TrustWords): Promise<void> {
  const verification = await verifyBundle(file, await trustOf(words));
  process.stdout.write(printVerification(verification));
  process.exitCode = exitCodeOf(verification);
}

async function trustOf({ vkey, policy }: TrustWords): Promise<Trust> {
  if (vkey !== undefined && policy !== undefined) throw new UsageError('Give a key or a policy, not both.');
  if (vkey !== undefined) return trustKey(vkey);
  return policy === undefined ? { kind: 'NONE' } : trustPolicy(await readPolicy(policy));
}

function trustKey(vkey: string): Trust {
  const key = parseVerifierKey(vkey);
  if (!key) throw new UsageError('The key is not a verifier key: <name>+<id>+<base64>.');
  return { kind: 'KEYS', keys: [key] };
}

function trustPolicy(text: string): Trust {
  const policy = parsePolicy(text);
  if (policy.ok) return { kind: 'POLICY', policy: policy.value };
  const { line, problem } = policy.error;
  throw new UsageError(`The policy cannot be used. Line ${line}: ${problem}.`);
}

async function readPolicy(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new UsageError(`The policy ${file} cannot be read.`);
  }
}
