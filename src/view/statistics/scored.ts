import { anatomies } from './anatomies.ts';
import type { Anatomy } from './parts.ts';
import { finalStandings, reachedStandings } from './standings.ts';
import type { CountedReport, Looking, Standing, Unscored } from './standings.ts';
import type { At, Reader } from '../reader.ts';

/** The reports that count, with their scores. */
export type Scored = Readonly<{
  standings: readonly Standing[];
  /** Each of them taken apart; where scores are frozen it is only done once somebody asks. */
  taken: () => Promise<ReadonlyMap<string, Anatomy>>;
}>;

export async function scoredOf(
  reader: Reader,
  at: At,
  reports: readonly CountedReport[],
  looking: Looking,
): Promise<Scored> {
  const { basis, viewer } = looking;
  if (basis === 'FINAL') {
    const standings = finalStandings(reports, viewer);
    return { standings, taken: once(() => anatomies(reader, standings, basis)) };
  }
  const reached = reachedStandings(reports, at, looking);
  const known = await anatomies(reader, reached, basis);
  return { standings: reached.map((one) => withScore(one, known.get(one.key))), taken: () => Promise.resolve(known) };
}

export function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | null = null;
  return () => (made ??= make());
}

function withScore(report: Unscored, anatomy: Anatomy | undefined): Standing {
  if (!anatomy) throw new Error(`the report ${report.key} was not taken apart`);
  const { total, predicate, dimensions } = anatomy;
  return { ...report, total, predicate, dimensions };
}
