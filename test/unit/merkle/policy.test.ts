import { describe, expect, it } from 'vitest';

import { formatCheckpoint } from '../../../src/merkle/checkpoint.ts';
import { EMPTY_ROOT } from '../../../src/merkle/hash.ts';
import { parseNote, signNote } from '../../../src/merkle/note.ts';
import type { Note } from '../../../src/merkle/note.ts';
import { checkpointMeetsPolicy, formatPolicy, parsePolicy, policyKeys } from '../../../src/merkle/policy.ts';
import type { Policy } from '../../../src/merkle/policy.ts';
import { cosignature, LOG, OTHER_LOG, signingKey, vkeyOf, witnessKey, witnessVkey } from './signing-keys.ts';

const LOG_LINE = `log ${vkeyOf(LOG)}`;
const CHECKPOINT = formatCheckpoint({ origin: LOG.name, size: 0, root: EMPTY_ROOT });

/** The example of C2SP tlog-policy: X1 to X3 are witnesses 1 to 3, Y1 to Y3 are 4 to 6. */
const TWO_GROUPS = [
  '# Two operators of witnesses',
  LOG_LINE,
  '',
  witnessLine('X1', 1),
  witnessLine('X2', 2),
  `\t${witnessLine('X3', 3)} https://witness.example/3 `,
  'group X-witnesses 2 X1 X2 X3',
  witnessLine('Y1', 4),
  witnessLine('Y2', 5),
  witnessLine('Y3', 6),
  'group\tY-witnesses  any Y1 Y2 Y3',
  ' # Both',
  'group X-and-Y all X-witnesses Y-witnesses',
  'quorum X-and-Y',
  '',
].join('\n');

function witnessLine(name: string, number: number): string {
  return `witness ${name} ${witnessVkey(witnessKey(number))}`;
}

function policy(text: string): Policy {
  const parsed = parsePolicy(text);
  if (!parsed.ok) throw new Error(`line ${parsed.error.line}: ${parsed.error.problem}`);
  return parsed.value;
}

function note(...witnesses: readonly number[]): Note {
  const lines = witnesses.map((number) => cosignature(CHECKPOINT, witnessKey(number), 1_679_315_147n));
  return parseNote(signNote(CHECKPOINT, [LOG]) + lines.join(''))!;
}

function answer(text: string, ...witnesses: readonly number[]): unknown {
  const result = checkpointMeetsPolicy(note(...witnesses), policy(text));
  return result.ok ? result.value.map(({ name }) => name) : result.error;
}

describe('A policy without witnesses', () => {
  it('is written and read back', () => {
    const text = formatPolicy([vkeyOf(LOG), vkeyOf(OTHER_LOG)]);

    expect(text).toBe(`log ${vkeyOf(LOG)}\nlog ${vkeyOf(OTHER_LOG)}\nquorum none\n`);
    expect(policyKeys(policy(text)).map(({ name }) => name)).toEqual([LOG.name, OTHER_LOG.name]);
  });

  it('accepts a checkpoint that one of its logs signed', () => {
    expect(answer(formatPolicy([vkeyOf(OTHER_LOG), vkeyOf(LOG)]))).toEqual([LOG.name]);
  });

  it('accepts both keys of a log that changed its key', () => {
    const newKey = signingKey(LOG.name, new Uint8Array(32).fill(3));
    const signed = parseNote(signNote(CHECKPOINT, [LOG, newKey]))!;
    const both = policy(formatPolicy([vkeyOf(LOG), vkeyOf(newKey)]));

    expect(checkpointMeetsPolicy(signed, both)).toEqual({ ok: true, value: policyKeys(both) });
  });

  it('does not accept the checkpoint of a log it does not know', () => {
    expect(answer(formatPolicy([vkeyOf(OTHER_LOG)]))).toBe('NO_KNOWN_KEY');
    expect(answer('quorum none\n')).toBe('NO_KNOWN_KEY');
  });

  it('does not accept what a log says of the tree of another', () => {
    const signed = parseNote(signNote(CHECKPOINT, [OTHER_LOG]))!;
    const noCheckpoint = parseNote(signNote(`${LOG.name}\n`, [LOG]))!;
    const both = policy(formatPolicy([vkeyOf(LOG), vkeyOf(OTHER_LOG)]));

    expect(checkpointMeetsPolicy(signed, both)).toEqual({ ok: false, error: 'OTHER_ORIGIN' });
    expect(checkpointMeetsPolicy(noCheckpoint, both)).toEqual({ ok: false, error: 'OTHER_ORIGIN' });
  });

  it('does not accept a changed checkpoint', () => {
    const changed = { ...note(), text: CHECKPOINT.replace('\n0\n', '\n1\n') };

    expect(checkpointMeetsPolicy(changed, policy(formatPolicy([vkeyOf(LOG)])))).toEqual({
      ok: false,
      error: 'BAD_SIGNATURE',
    });
  });
});

describe('A policy with witnesses', () => {
  it.each([
    [1, 2, 4],
    [1, 3, 6],
    [1, 2, 3, 4, 5, 6],
  ])('accepts a checkpoint with its quorum: %i, %i, %i …', (...witnesses) => {
    expect(answer(TWO_GROUPS, ...witnesses)).toEqual([LOG.name]);
  });

  it.each([[[]], [[1, 2, 3]], [[4, 5, 6]], [[1, 4, 5, 6]], [[1, 1, 4]], [[1, 7, 4]]])(
    'does not accept one without: %j',
    (witnesses) => {
      expect(answer(TWO_GROUPS, ...witnesses)).toBe('QUORUM_NOT_REACHED');
    },
  );

  it('may ask for one witness by name', () => {
    const text = [LOG_LINE, witnessLine('W', 1), witnessLine('V', 2), 'quorum W', ''].join('\n');

    expect(answer(text, 1)).toEqual([LOG.name]);
    expect(answer(text, 2)).toBe('QUORUM_NOT_REACHED');
  });

  it('does not take the word of witnesses for that of a log', () => {
    const text = [`log ${vkeyOf(OTHER_LOG)}`, witnessLine('W', 1), 'quorum W', ''].join('\n');

    expect(answer(text, 1)).toBe('NO_KNOWN_KEY');
  });

  it('does not accept a checkpoint on which one of its witnesses is forged, needed or not', () => {
    const text = [LOG_LINE, witnessLine('W', 1), 'quorum none', ''].join('\n');
    const forged = cosignature('another\n', witnessKey(1), 5n);
    const signed = parseNote(signNote(CHECKPOINT, [LOG]) + forged)!;

    expect(checkpointMeetsPolicy(signed, policy(text))).toEqual({ ok: false, error: 'BAD_SIGNATURE' });
  });

  /** A checkpoint of a real log, cosigned in the public witness network. */
  it('accepts a real checkpoint with a real cosignature', () => {
    const real = parseNote(
      [
        'arche2025h1.staging.ct.transparency.dev',
        '1432088532',
        'U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=',
        '',
        '— arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=',
        '— arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=',
        '— remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==',
        '',
      ].join('\n'),
    )!;
    const text = [
      'log arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f',
      'witness remora remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2',
      'quorum remora',
      '',
    ].join('\n');

    expect(checkpointMeetsPolicy(real, policy(text))).toMatchObject({ ok: true });
  });
});

describe('Reading a policy', () => {
  const W1 = witnessLine('a', 1);
  const W2 = witnessLine('b', 2);
  const none = 'quorum none';

  it.each([
    ['no quorum', 2, [LOG_LINE]],
    ['a quorum that is not defined', 1, ['quorum a']],
    ['a quorum that is defined below', 1, ['quorum a', W1]],
    ['two quorums', 2, [none, none]],
    ['a quorum of two', 3, [W1, W2, 'quorum a b']],
    ['an unknown keyword', 1, ['logs x', none]],
    ['a keyword in capitals', 1, ['QUORUM none']],
    ['a carriage return', 1, [`${none}\r`]],
    ['another kind of space', 1, ['quorum\u00a0none']],
    ['a delete character', 1, ['# \u007f', none]],
    ['half a character', 1, ['# \ud83d', none]],
    ['a log without a key', 1, ['log', none]],
    ['a log with a broken key', 1, [LOG_LINE.slice(0, -1), none]],
    ['a log with the key of a witness', 1, [`log ${witnessVkey(witnessKey(1))}`, none]],
    ['a log with two URLs', 1, [`${LOG_LINE} u v`, none]],
    ['the same log twice', 2, [LOG_LINE, LOG_LINE, none]],
    ['the key of a log under another name', 2, [LOG_LINE, `log ${vkeyOf({ ...LOG, name: 'x' })}`, none]],
    ['a witness without a name', 1, [`witness ${witnessVkey(witnessKey(1))}`, none]],
    ['a witness with the key of a log', 1, [`witness a ${vkeyOf(LOG)}`, none]],
    ['a witness named none', 1, [witnessLine('none', 1), none]],
    ['two witnesses of one name', 2, [W1, witnessLine('a', 2), none]],
    ['one witness under two names', 2, [W1, witnessLine('b', 1), none]],
    ['a group without members', 2, [W1, 'group g any', none]],
    ['a group without a threshold', 2, [W1, 'group g a', none]],
    ['a group of none', 1, ['group g any none', none]],
    ['a group of itself', 2, [W1, 'group g any g', none]],
    ['a group that lists a member twice', 2, [W1, 'group g any a a', none]],
    ['a member of two groups', 3, [W1, 'group g any a', 'group h any a', none]],
    ['a group named as a witness', 2, [W1, 'group a any a', none]],
    ['a threshold of 0', 2, [W1, 'group g 0 a', none]],
    ['a threshold with a leading zero', 2, [W1, 'group g 01 a', none]],
    ['a threshold above the count of members', 3, [W1, W2, 'group g 3 a b', none]],
  ])('refuses %s, on line %i', (_what, line, lines) => {
    expect(parsePolicy(`${lines.join('\n')}\n`)).toMatchObject({ ok: false, error: { line } });
  });

  it('refuses a policy cut short, which could be a weaker one', () => {
    expect(parsePolicy(TWO_GROUPS.slice(0, -1))).toMatchObject({ ok: false, error: { line: 14 } });
    expect(parsePolicy(`quorum none\n${LOG_LINE}`)).toMatchObject({ ok: false, error: { line: 2 } });
    expect(parsePolicy('')).toMatchObject({ ok: false, error: { line: 1 } });
  });

  it('reads names as they are written', () => {
    const text = [LOG_LINE, witnessLine('K', 1), witnessLine('\u212a', 2), 'quorum \u212a', ''].join('\n');

    expect(answer(text, 2)).toEqual([LOG.name]);
    expect(answer(text, 1)).toBe('QUORUM_NOT_REACHED');
  });

  it.each([64, 65])('takes 64 of a kind: %i', (count) => {
    const numbers = Array.from({ length: count }, (_, number) => number + 1);
    const logs = numbers.map((number) => `log ${vkeyOf(witnessKey(number))}`);
    const witnesses = numbers.map((number) => witnessLine(`w${number}`, number));
    const groups = numbers.map((number) => `group g${number} any ${number === 1 ? 'a' : `g${number - 1}`}`);

    expect(parsePolicy([...logs, none, ''].join('\n')).ok).toBe(count === 64);
    expect(parsePolicy([...witnesses, none, ''].join('\n')).ok).toBe(count === 64);
    expect(parsePolicy([witnessLine('a', 1), ...groups, none, ''].join('\n')).ok).toBe(count === 64);
  });
});
