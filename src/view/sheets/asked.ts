import type { ScoreBasis } from '../../domain/report/index.ts';
import type { Locale } from '../../kernel/locale.ts';
import { toDecimal } from '../../kernel/rational.ts';
import type { Rational } from '../../kernel/rational.ts';
import type { Cell, Column } from '../../kernel/table.ts';
import type { EventFilter } from '../events.ts';
import type { SightRefusal } from '../public-results.ts';
import type { RankingMeasure } from '../ranking/ranking.ts';
import type { At, Reader } from '../reader.ts';
import { holdsGrant, maySee } from '../visibility.ts';
import type { Viewer } from '../visibility.ts';

/** What an export is asked for. Which of its rows there are follows from the filter and from who looks. */
export type SheetAsked = Readonly<{
  reader: Reader;
  viewer: Viewer;
  /** Every row is as of this moment, however long the export takes. */
  at: At;
  /** Now, by which it is decided who sees what. */
  head: At;
  locale: Locale;
  /** What is ranked by, and on which basis. */
  by: RankingMeasure;
  basis: ScoreBasis;
  filter: Pick<EventFilter, 'units' | 'within' | 'cycles' | 'types' | 'recordedFrom' | 'recordedTo'>;
}>;

/** One kind of export. */
export type SheetSource = Readonly<{
  name: string;
  /** The parameters that MUST be there. */
  needs: readonly string[];
  /** Those that may be. */
  takes: readonly string[];
  columns: readonly Column[];
  /** Those who would see nothing are told so, rather than sent an empty sheet. */
  refusal: (asked: SheetAsked) => Promise<SightRefusal | null>;
  rows: (asked: SheetAsked) => AsyncGenerator<readonly Cell[]>;
}>;

/** For sheets of what is seen in full: of the units asked for, or of any at all. */
export function withoutFullSight({ viewer, filter }: SheetAsked): Promise<SightRefusal | null> {
  const sees = filter.units?.every((unit) => maySee(viewer, unit)) ?? holdsGrant(viewer);
  return Promise.resolve(sees ? null : 'FORBIDDEN');
}

export function column(code: string, id: string, en: string): Column {
  return { code, title: { id, en } };
}

/** Four decimals, of which the last two are only written where they say something. */
export function pointsCell(points: Rational): Cell {
  return { decimal: toDecimal(points, 4).replace(/0{1,2}$/, '') };
}
