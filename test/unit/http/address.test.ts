import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { networkOf } from '../../../src/http/address.ts';

describe('An address, as limits know it,', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['64:ff9b::203.0.113.7', '64:ff9b:0:0::/64'],
    ['', ''],
  ])('%s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it('is one for all addresses of a network, however they are written', () => {
    const group = fc.integer({ min: 1, max: 0xffff }).map((number) => number.toString(16));
    fc.assert(
      fc.property(fc.tuple(group, group, group, group), group, group, (network, one, other) => {
        const long = networkOf([...network, '0', '0', '0', one].join(':').toUpperCase());

        expect(networkOf(`${network.join(':')}::${other}`)).toBe(long);
      }),
    );
  });
});
