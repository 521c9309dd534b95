import { describe, expect, it } from 'vitest';

import { methodOf, routeOf } from '../../../src/http/footprint.ts';

describe('The route of a request', () => {
  it.each([
    ['/graphql?query={ledger{size}}', '/graphql'],
    ['/ready', '/ready'],
    ['/log/checkpoint', '/log/checkpoint'],
    ['/log/tile/0/x001/067', '/log/tile'],
    ['/bundles/64.71/KKPHAM-2022', '/bundles'],
    ['/exports/awards.csv?cycle=IRH-2025', '/exports'],
    ['/documents/sha256:00', '/documents'],
    ['/bundlesque', 'other'],
    ['/graphql/', 'other'],
    ['/%2e%2e/etc/passwd', 'other'],
    ['', 'other'],
  ])('of %s is %s', (url, route) => {
    expect(routeOf(url)).toBe(route);
  });

  it('is one of a few, whatever is asked for', () => {
    const asked = Array.from({ length: 1000 }, (_, index) => routeOf(`/${index.toString(36)}/${index}`));

    expect(new Set(asked)).toEqual(new Set(['other']));
  });
});

describe('The method of a request', () => {
  it('is one of a few, whatever is sent', () => {
    expect(
      ['GET', 'PATCH', 'BREW', undefined].map((method) => methodOf(method === undefined ? {} : { method })),
    ).toEqual(['GET', 'PATCH', 'other', 'other']);
  });
});
