import { describe, expect, it } from 'vitest';

import { UsageError } from '../../../src/cli/exit.ts';
import { parseOptions } from '../../../src/cli/options.ts';

const NONE = {
  help: false,
  output: undefined,
  vkey: undefined,
  policy: undefined,
  reason: undefined,
  days: undefined,
  documents: false,
};

describe('The words of the command line', () => {
  it.each([
    [['vkey'], ['vkey'], {}],
    [['bundle', '64.71', 'KKPHAM-2022', '-o', 'x.zip'], ['bundle', '64.71', 'KKPHAM-2022'], { output: 'x.zip' }],
    [['bundle', '--output=x.zip', '64.71', 'KKPHAM-2022'], ['bundle', '64.71', 'KKPHAM-2022'], { output: 'x.zip' }],
    [['bundle', '64.71', 'KKPHAM-2022', '--documents'], ['bundle', '64.71', 'KKPHAM-2022'], { documents: true }],
    [['verify', 'b.zip', '--vkey', 'log+1+AQ=='], ['verify', 'b.zip'], { vkey: 'log+1+AQ==' }],
    [['verify', 'b.zip', '--policy', 'p.txt'], ['verify', 'b.zip'], { policy: 'p.txt' }],
    [['fork', '--reason', 'the disk was lost'], ['fork'], { reason: 'the disk was lost' }],
    [['rotate-key', '--days', '7'], ['rotate-key'], { days: '7' }],
    [['export', '--', '-o'], ['export', '-o'], {}],
    [['-h'], [], { help: true }],
    [[], [], {}],
  ])('are read: %j', (given, words, options) => {
    expect(parseOptions(given, 'help')).toEqual({ words, options: { ...NONE, ...options } });
  });

  it.each([
    [['--unknown']],
    [['verify', '-x']],
    [['fork', '--reason']],
    [['rotate-key', '--days', '-1']],
    [['--help=no']],
  ])('are refused with the help: %j', (given) => {
    expect(() => parseOptions(given, 'this is how it is meant')).toThrow(UsageError);
    expect(() => parseOptions(given, 'this is how it is meant')).toThrow('\n\nthis is how it is meant');
  });
});
