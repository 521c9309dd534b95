import { describe, expect, it } from 'vitest';

import type { CycleRow } from '../../../src/projection/cycle.ts';
import type { ReportRow } from '../../../src/projection/report.ts';
import { finalShown, finalsShown } from '../../../src/view/finals.ts';

/** Final at 10, 20 and 40; published at 30 and 50. Only positions are looked at. */
const report = { finals: [10, 20, 40].map((position) => ({ position })) } as unknown as ReportRow;

function publishedAt(...positions: readonly number[]): CycleRow {
  const publications = positions.map((position) => ({ position }));
  return { publications, published: publications.at(-1) ?? null } as unknown as CycleRow;
}

describe('The public', () => {
  it('sees no final before a publication', () => {
    expect(finalShown(report, publishedAt(), false)).toBeNull();
    expect(finalsShown(report, publishedAt(), false)).toEqual([]);
  });

  it('never sees one that was replaced before it was published', () => {
    expect(finalsShown(report, publishedAt(30), false)).toEqual([{ position: 20 }]);
    expect(finalShown(report, publishedAt(30), false)).toEqual({ position: 20 });
  });

  it('sees every one that was published, and that the last of them stands', () => {
    expect(finalsShown(report, publishedAt(30, 50), false)).toEqual([{ position: 20 }, { position: 40 }]);
    expect(finalShown(report, publishedAt(30, 50), false)).toEqual({ position: 40 });
  });
});

describe('Whoever sees the report in full', () => {
  it('sees all of them, published or not', () => {
    expect(finalsShown(report, publishedAt(30), true)).toHaveLength(3);
    expect(finalShown(report, publishedAt(), true)).toEqual({ position: 40 });
  });
});
