import type { Locale } from '../../kernel/locale.ts';
import { toDecimal } from '../../kernel/rational.ts';
import type { Rational } from '../../kernel/rational.ts';
import type { Cell, Column } from '../../kernel/table.ts';
import type { EventFilter } from '../events.ts';
import type { At, Reader } from '../reader.ts';
import type { Viewer } from '../visibility.ts';

/** What an export is asked for. Which of its rows there are follows from the filter and from who looks. */
export type SheetAsked = Readonly<{
  reader: Reader;
  viewer: Viewer;
  /** Every row is as of this moment, however long the export takes. */
  at: At;
  locale: Locale;
  filter: Pick<EventFilter, 'units' | 'within' | 'cycles' | 'types' | 'recordedFrom' | 'recordedTo'>;
}>;

/** One kind of export. */
export type SheetSource = Readonly<{
  name: string;
  /** Whether it is of one cycle, which then MUST be named. */
  ofCycle: boolean;
  columns: readonly Column[];
  rows: (asked: SheetAsked) => AsyncGenerator<readonly Cell[]>;
}>;

export function column(code: string, id: string, en: string): Column {
  return { code, title: { id, en } };
}

/** Four decimals, of which the last two are only written where they say something. */
export function pointsCell(points: Rational): Cell {
  return { decimal: toDecimal(points, 4).replace(/0{1,2}$/, '') };
}
