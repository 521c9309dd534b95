import type { Answer } from '../domain/instrument/index.ts';
import { isReportEvent } from '../domain/report/index.ts';
import type { ReportEvent, ResponseState } from '../domain/report/index.ts';
import type { RecordedEntry } from './events.ts';

/** One statement of an answer; a withdrawal holds none. */
export type Revision = Readonly<{
  revision: number;
  answer: Answer | null;
  narrative: string | null;
  entry: RecordedEntry;
}>;

/** After one of these an earlier ruling is stale. */
const CHANGES: ReadonlySet<string> = new Set<ReportEvent['type']>([
  'ResponseSubmitted',
  'ResponseRevised',
  'ResponseWithdrawn',
  'DocumentAttached',
  'DocumentReplaced',
  'DocumentWithdrawn',
]);

/** The statements among the entries about one response, in order. */
export function revisionsIn(entries: readonly RecordedEntry[]): readonly Revision[] {
  return entries.map(statement).filter((one) => one !== null);
}

function statement(entry: RecordedEntry): Revision | null {
  if (!isReportEvent(entry)) return null;
  if (entry.type === 'ResponseWithdrawn')
    return { revision: entry.data.revision, answer: null, narrative: null, entry };
  if (entry.type !== 'ResponseSubmitted' && entry.type !== 'ResponseRevised') return null;
  const { revision, answer, narrative } = entry.data;
  return { revision, answer, narrative, entry };
}

/** What changed after the last ruling or scoring was looked at. */
export function changesSinceDecision(
  { decisions, assessments }: ResponseState,
  entries: readonly RecordedEntry[],
): readonly RecordedEntry[] {
  const ruled = [decisions.at(-1), assessments.at(-1)].filter((one) => one !== undefined);
  const last = ruled.toSorted((a, b) => a.position - b.position).at(-1);
  if (!last) return [];
  return entries.filter(({ type, position }) => CHANGES.has(type) && position > last.seen);
}
