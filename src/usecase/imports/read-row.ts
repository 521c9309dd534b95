import { text } from '../../domain/event.ts';
import type { Answer, Paper } from '../../domain/instrument/index.ts';
import type { ResponseState } from '../../domain/report/index.ts';
import { ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import { misread, readAnswer } from './read-answer.ts';
import type { Misread } from './read-answer.ts';
import { textIn } from './row.ts';
import type { Cells, ImportColumn, SheetRow } from './row.ts';

/** The report that a sheet is for: what it asks, and what it says now. */
export type ReportRead = Readonly<{
  unit: string;
  cycle: string;
  paper: Paper;
  responses: ReadonlyMap<string, ResponseState>;
}>;

/** What a row states. `revision`: the one it names, null where it names none. */
export type Stated = Readonly<{ indicator: string; revision: number | null; answer: Answer; narrative: string | null }>;

/** The same bound as that of the API. */
const Narrative = text(4000);

const REVISION = /^\d{1,9}$/;

/** A row as a statement; null where it states nothing, which changes nothing. */
export function readRow({ cells }: SheetRow, report: ReportRead): Result<Stated | null, Misread> {
  const unfit = unfitCell(cells) ?? strayPlace(cells, report);
  if (unfit) return unfit;
  const indicator = textIn(cells, 'indicator');
  if (indicator === null) return misread('indicator', 'INDICATOR_MISSING');
  const asked = report.paper.indicators.get(indicator);
  if (!asked) return misread('indicator', 'INDICATOR_UNKNOWN');
  const standing = report.responses.get(indicator)?.answer ?? null;
  const answer = readAnswer(cells, { spec: asked.answer, standing });
  return answer.ok ? readBeside(cells, indicator, answer.value) : answer;
}

function readBeside(cells: Cells, indicator: string, answer: Answer | null): Result<Stated | null, Misread> {
  const narrative = textIn(cells, 'narrative');
  if (answer === null) return narrative === null ? ok(null) : misread('narrative', 'ANSWER_MISSING');
  if (narrative !== null && !Narrative.safeParse(narrative).success) return misread('narrative', 'TEXT_UNFIT');
  const revision = textIn(cells, 'revision');
  if (revision !== null && !REVISION.test(revision)) return misread('revision', 'REVISION_UNREADABLE');
  return ok({ indicator, revision: revision === null ? null : Number(revision), answer, narrative });
}

type Unfit = ReturnType<typeof misread> | null;

function unfitCell(cells: Cells): Unfit {
  for (const [column, { kind }] of cells) {
    if (kind !== 'TEXT' && kind !== 'NUMBER') return misread(column, `CELL_IS_${kind}`);
  }
  return null;
}

/** A sheet of many units is never taken for that of one. */
function strayPlace(cells: Cells, report: ReportRead): Unfit {
  const differs = (column: ImportColumn & ('unit' | 'cycle')): boolean =>
    (textIn(cells, column) ?? report[column]) !== report[column];
  if (differs('unit')) return misread('unit', 'UNIT_DIFFERS');
  return differs('cycle') ? misread('cycle', 'CYCLE_DIFFERS') : null;
}
