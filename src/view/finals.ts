import type { Final } from '../domain/report/index.ts';
import type { CycleRow } from '../projection/cycle.ts';
import type { ReportRow } from '../projection/report.ts';

type Finals = Pick<ReportRow, 'finals'>;

/** The final that stands; to the public the one that was published last. */
export function finalShown(report: Finals, { published }: CycleRow, full: boolean): Final | null {
  if (full) return report.finals.at(-1) ?? null;
  return published && standingAt(report, published);
}

/** Every final in order; to the public those that a publication made public. */
export function finalsShown(report: Finals, { publications }: CycleRow, full: boolean): readonly Final[] {
  if (full) return report.finals;
  const published = new Set(publications.map((one) => standingAt(report, one)?.position));
  return report.finals.filter(({ position }) => published.has(position));
}

function standingAt({ finals }: Finals, { position: at }: Readonly<{ position: number }>): Final | null {
  return finals.findLast(({ position }) => position <= at) ?? null;
}
