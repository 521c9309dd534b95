import type { Paper } from '../domain/instrument/index.ts';
import { cyclesByCode } from './cycles.ts';
import { reportsByKey, responsesByReport } from './reports.ts';
import type { ResponseRow } from './reports.ts';
import type { At, Reader } from './reader.ts';

/** What a report asks, and what it says of each indicator. */
export type ReportRead = Readonly<{
  unit: string;
  cycle: string;
  paper: Paper;
  responses: ReadonlyMap<string, ResponseRow>;
}>;

/** Null where the report had not been opened at the moment. */
export async function readReport(
  reader: Reader,
  at: At,
  { unit, cycle }: Readonly<{ unit: string; cycle: string }>,
): Promise<ReportRead | null> {
  const key = `${unit}/${cycle}`;
  const [[row = null], [responses = []], [bound = null]] = await Promise.all([
    reportsByKey(reader, at, [key]),
    responsesByReport(reader, at, [key]),
    cyclesByCode(reader, at, [cycle]),
  ]);
  if (!row || !bound) return null;
  const paper = await reader.papers.paper(bound.instrumentDigest, bound.period);
  return { unit, cycle, paper, responses: new Map(responses.map((response) => [response.indicator, response])) };
}
