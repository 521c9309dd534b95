import { digestOf } from '../../kernel/digest.ts';
import type { JejakCommand } from '../command.ts';
import type { Handle } from '../handle.ts';
import type { RowProblem } from './problems.ts';
import { readRow } from './read-row.ts';
import type { ReportRead, Stated } from './read-row.ts';
import type { AnswerSheet } from './row.ts';

/** A sheet of answers on its way into a report. */
export type AnswersImport = Readonly<{
  person: string;
  report: ReportRead;
  sheet: AnswerSheet;
  /** What makes this the same import when it is sent again: chosen by the client, or the digest of the file. */
  key: string;
  /** The full check of every row; nothing is written. */
  validateOnly: boolean;
  /** Rows of this same import that were accepted before, as `commandIdOf` names them, with what they met then. */
  accepted: ReadonlyMap<string, Met>;
  /** No further row is begun once the client has left. */
  left: () => boolean;
}>;

/** What a row meets: it revises this, and keeps the narrative where it brings none. */
type Met = Readonly<{ revision: number; narrative: string | null }>;

/** What became of the rows: each of them is counted once. */
export type Imported = Readonly<{
  rows: number;
  accepted: number;
  /** They state what the report says already. */
  unchanged: number;
  /** They state nothing. */
  blank: number;
  replayed: number;
  refused: number;
  problems: readonly RowProblem[];
  /** Where the ledger ended after the last row that changed it; null where none did. */
  position: number | null;
}>;

/** As many commands as the ledger takes into one batch. */
const AT_ONCE = 64;

type Fate = Readonly<{ kind: 'accepted' | 'unchanged' | 'blank' | 'replayed'; position: number | null }> | RowProblem;

/** Every row is a command of its own: a bad one neither hides nor undoes another. */
export async function importAnswers(handle: Handle, asked: AnswersImport): Promise<Imported> {
  const fates: Fate[] = [];
  const tasks = tasksOf(asked);
  for (let start = 0; start < tasks.length && !asked.left(); start += AT_ONCE) {
    fates.push(...(await Promise.all(tasks.slice(start, start + AT_ONCE).map((task) => task(handle)))));
  }
  return countOf(asked.sheet.rows.length, fates);
}

/** The id under which a row is asked: the same row of the same import is answered and not done again. */
export function commandIdOf({ key, report }: Pick<AnswersImport, 'key' | 'report'>, row: number): string {
  const { unit, cycle } = report;
  return `import:${digestOf(JSON.stringify([key, unit, cycle])).slice('sha256:'.length)}:${row}`;
}

type Task = (handle: Handle) => Promise<Fate>;

function tasksOf(asked: AnswersImport): readonly Task[] {
  const seen = new Set<string>();
  return asked.sheet.rows.map((sheetRow) => {
    const { row } = sheetRow;
    const read = readRow(sheetRow, asked.report);
    if (!read.ok) return () => Promise.resolve({ row, ...read.error });
    const stated = read.value;
    if (stated === null) return () => Promise.resolve({ kind: 'blank', position: null });
    if (seen.has(stated.indicator)) {
      return () => Promise.resolve({ row, column: 'indicator', code: 'INDICATOR_REPEATED' });
    }
    seen.add(stated.indicator);
    return (handle) => submit(handle, asked, { row, stated });
  });
}

async function submit(
  handle: Handle,
  asked: AnswersImport,
  { row, stated }: Readonly<{ row: number; stated: Stated }>,
): Promise<Fate> {
  const { person, validateOnly } = asked;
  const commandId = commandIdOf(asked, row);
  if (validateOnly && asked.accepted.has(commandId)) return { kind: 'replayed', position: null };
  const command = commandFor(asked, commandId, stated);
  const answer = await handle({ person, commandId, command, validateOnly, priority: 'BULK' });
  if (answer.ok) {
    const { replayed, position } = answer.value;
    return { kind: replayed ? 'replayed' : 'accepted', position };
  }
  const { code, path = [] } = answer.error;
  if (code === 'NOTHING_CHANGED') return { kind: 'unchanged', position: null };
  return { row, column: path[0] === 'indicator' ? 'indicator' : null, code };
}

const NOTHING: Met = { revision: 0, narrative: null };

/** A row that names no revision answers the present one; sent again, it asks what it asked the first time. */
function commandFor({ report, sheet, accepted }: AnswersImport, commandId: string, stated: Stated): JejakCommand {
  const { unit, cycle, responses } = report;
  const { indicator, answer } = stated;
  const met = accepted.get(commandId) ?? responses.get(indicator) ?? NOTHING;
  const expectedRevision = stated.revision ?? met.revision;
  const narrative = sheet.hasNarratives ? stated.narrative : met.narrative;
  return { type: 'SubmitResponse', unit, cycle, indicator, expectedRevision, answer, narrative };
}

function countOf(rows: number, fates: readonly Fate[]): Imported {
  const problems = fates.filter((fate) => 'code' in fate);
  const fine = fates.filter((fate) => 'kind' in fate);
  const count = (kind: (typeof fine)[number]['kind']): number => fine.filter((fate) => fate.kind === kind).length;
  const positions = fine.flatMap(({ position }) => (position === null ? [] : [position]));
  return {
    rows,
    accepted: count('accepted'),
    unchanged: count('unchanged'),
    blank: count('blank'),
    replayed: count('replayed'),
    refused: problems.length,
    problems,
    position: positions.length === 0 ? null : Math.max(...positions),
  };
}
