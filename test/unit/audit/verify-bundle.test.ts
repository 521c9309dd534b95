import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { FILES, LIMITS } from '../../../src/audit/bundle/format.ts';
import { exitCodeOf, printVerification } from '../../../src/audit/verify/print-verification.ts';
import { verifyBundle } from '../../../src/audit/verify/verify-bundle.ts';
import { formatVerifierKey, verifierKeyOf } from '../../../src/merkle/key.ts';
import { parsePolicy } from '../../../src/merkle/policy.ts';
import { witnessKey, witnessVkey } from '../merkle/signing-keys.ts';
import { ORIGIN } from '../../support/sample-ledger.ts';
import {
  described,
  SAMPLE_KEY,
  sampleFiles,
  SHORT_STORY,
  SIGNING_KEY,
  signingKey,
  zipOf,
} from '../../support/sample-bundle.ts';

const OTHER_KEY = signingKey(ORIGIN, 2);
const trusted = { kind: 'KEYS', keys: [SAMPLE_KEY] } as const;
const valid = await zipOf(sampleFiles());

describe('a bundle with a key from outside', () => {
  it('verifies, and says as of which position nothing is left out', async () => {
    const verification = await verifyBundle(valid, trusted);

    expect(verification.outcome).toBe('OK');
    expect(printVerification(verification)).toMatch(/\nverified: complete as of position 44\n$/);
    expect(exitCodeOf(verification)).toBe(0);
  });

  it('verifies while nothing of its report is final yet', async () => {
    const verification = await verifyBundle(await zipOf(sampleFiles({ story: SHORT_STORY })), trusted);

    expect(verification.outcome).toBe('OK');
  });

  it('names every check that held, in one line each', async () => {
    const printed = printVerification(await verifyBundle(valid, trusted));

    expect(printed.match(/^ok {2}[a-z]+(?=: )/gm)).toHaveLength(11);
    expect(printed).toContain('FINAL 77.50 (PEDULI)');
    expect(printed).toContain('1 of 3 brought along; not brought along: documents/');
  });

  it('fails where another key of the same name signed it', async () => {
    const resigned = await zipOf(sampleFiles({ signers: [OTHER_KEY] }));

    const verification = await verifyBundle(resigned, trusted);

    expect(verification.outcome).toMatchObject({
      fault: { file: FILES.checkpoint, sentence: 'It is not signed by a key that you trust.' },
    });
    expect(exitCodeOf(verification)).toBe(1);
  });

  it('fails where the key is that of another log', async () => {
    const verification = await verifyBundle(valid, { kind: 'KEYS', keys: [verifierKeyOf(signingKey('other.log', 1))] });

    expect(verification.outcome).toMatchObject({ fault: { file: FILES.checkpoint } });
  });

  it('verifies with either key while two keys sign', async () => {
    const both = await zipOf(sampleFiles({ signers: [SIGNING_KEY, OTHER_KEY] }));

    const first = await verifyBundle(both, trusted);
    const second = await verifyBundle(both, { kind: 'KEYS', keys: [verifierKeyOf(OTHER_KEY)] });

    expect([first.outcome, second.outcome]).toEqual(['OK', 'OK']);
  });
});

describe('a bundle with a policy from outside', () => {
  it('verifies where the policy trusts the log', async () => {
    const verification = await verifyBundle(valid, policy(`log ${formatVerifierKey(SAMPLE_KEY)}\nquorum none\n`));

    expect(verification.outcome).toBe('OK');
  });

  it('fails where the policy asks for a witness', async () => {
    const witness = witnessVkey(witnessKey(3));
    const asked = `log ${formatVerifierKey(SAMPLE_KEY)}\nwitness w1 ${witness}\nquorum w1\n`;

    const verification = await verifyBundle(valid, policy(asked));

    expect(verification.outcome).toMatchObject({ fault: { file: FILES.checkpoint } });
  });
});

describe('a bundle without a key from outside', () => {
  it('is consistent, which is not verified', async () => {
    const verification = await verifyBundle(valid, { kind: 'NONE' });

    expect(verification.outcome).toBe('OWN_KEY_ONLY');
    expect(exitCodeOf(verification)).toBe(3);
    expect(printVerification(verification)).toMatch(
      /\nconsistent, but signed by a key this bundle brought along: sample\.jejak\/log\+\S+\n$/,
    );
  });

  it('fails where it was signed with a key that its own entries do not name', async () => {
    const resigned = await zipOf(sampleFiles({ signers: [OTHER_KEY] }));

    const verification = await verifyBundle(resigned, { kind: 'NONE' });

    expect(verification.outcome).toMatchObject({ fault: { file: FILES.policy } });
  });
});

describe('a bundle on disk', () => {
  let home = '';
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'jejak-bundle-'));
  });
  afterAll(() => rm(home, { recursive: true }));

  it('verifies from its path', async () => {
    const path = join(home, 'valid.jejak.zip');
    await writeFile(path, valid);

    expect((await verifyBundle(path, trusted)).outcome).toBe('OK');
  });

  it.each([
    ['that is not there', 'absent.zip'],
    ['that is a folder', '.'],
  ])('fails for a path %s', async (_what, name) => {
    const verification = await verifyBundle(join(home, name), trusted);

    expect(printVerification(verification)).toMatch(/^FAILED .*: It (is not a file|cannot be read)\.\n$/);
    expect(exitCodeOf(verification)).toBe(1);
  });

  it('is not read where it is larger than a bundle may be', async () => {
    const path = join(home, 'large.zip');
    await writeFile(path, '');
    await truncate(path, LIMITS.archiveBytes + 1);

    const verification = await verifyBundle(path, trusted);

    expect(verification.outcome).toMatchObject({
      fault: { file: path, sentence: 'It is larger than 268435456 bytes.' },
    });
  });
});

it('says where in the ledger the fault is', async () => {
  const files = sampleFiles();
  const events = files.get(FILES.events)!.toString().replace('"option":"ADA"', '"option":"TIDAK"');

  const changed = described(new Map([...files, [FILES.events, Buffer.from(events)]]));
  const printed = printVerification(await verifyBundle(await zipOf(changed), trusted));

  expect(printed).toMatch(
    /\nFAILED events\.jsonl: The entry is not .* \(position 24 of report\/64\.71\/TEST-2025\)\n$/,
  );
});

function policy(text: string) {
  const parsed = parsePolicy(text);
  if (!parsed.ok) throw new Error(parsed.error.problem);
  return { kind: 'POLICY', policy: parsed.value } as const;
}
