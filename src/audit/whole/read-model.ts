import type { Row } from 'postgres';

import type { RecordedJejakEvent } from '../../domain/catalogue.ts';
import { changesOf } from '../../projection/intervals.ts';
import type { Changes, OpenRow } from '../../projection/intervals.ts';
import { OPEN_END } from '../../projection/projection.ts';
import type { Projection } from '../../projection/projection.ts';
import { quoted } from './fault.ts';
import type { Finding, Snapshot } from './fault.ts';
import { openRows } from './rows.ts';
import { sameJsonb } from './same-jsonb.ts';

/** One table walked beside a replay that makes its rows anew, in the order in which they begin. */
export type ReadModel = Readonly<{
  take: (events: readonly RecordedJejakEvent[]) => Promise<readonly Finding[]>;
  end: () => Promise<readonly Finding[]>;
  count: () => number;
}>;

type IntervalRow = Row & Readonly<{ key: string; from_position: string; to_position: string; body: string }>;
type Expected = Changes['inserted'][number];

/** The open rows of the replay, and what the table claims to be the end of each. */
type Memory = Readonly<{ table: string; open: Map<string, OpenRow>; claims: Map<string, string> }>;

export async function openReadModel(sql: Snapshot, projection: Projection): Promise<ReadModel> {
  const { name: table } = projection;
  const rows = await openRows<IntervalRow>(sql, {
    name: `verify_${table}`,
    query: `select key, from_position, to_position, body::text as body from "${table}" order by from_position, key`,
  });
  const memory: Memory = { table, open: new Map(), claims: new Map() };
  let count = 0;

  const take: ReadModel['take'] = async (events) => {
    const last = events.at(-1)?.position ?? 0;
    const stored = await rows.takeWhile(({ from_position }) => Number(from_position) <= last);
    count += stored.length;
    const changes = replay(projection, events, memory.open);
    if (!changes) return [{ position: last, table, sentence: 'a replay of the entries up to here fails' }];
    const findings = [...wrongEnds(memory, changes), ...compare(memory, changes.inserted, stored)];
    for (const [key, row] of changes.open) memory.open.set(key, row);
    return findings;
  };

  const end: ReadModel['end'] = async () => {
    const [beyond] = await rows.page();
    const extra = beyond ? [finding(table, beyond, 'stands in the table, but follows from no entry')] : [];
    const open = [...memory.claims].filter(([, claim]) => claim !== OPEN_END);
    return [...extra, ...open.map(([key, claim]) => wrongEnd(memory, key, [claim, OPEN_END]))];
  };

  return { take, end, count: () => count };
}

/** Null where an entry that is sound in itself cannot follow on the ones before it. */
function replay(
  projection: Projection,
  events: readonly RecordedJejakEvent[],
  open: ReadonlyMap<string, OpenRow>,
): Changes | null {
  try {
    return changesOf(projection, events, open);
  } catch {
    return null;
  }
}

/** The rows that were open before and end now MUST have claimed to end now. */
function wrongEnds(memory: Memory, { closed }: Changes): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [key, position] of closed) {
    const claim = memory.claims.get(key);
    if (claim !== undefined && claim !== String(position))
      findings.push(wrongEnd(memory, key, [claim, String(position)]));
  }
  return findings;
}

function compare(memory: Memory, inserted: readonly Expected[], stored: readonly IntervalRow[]): readonly Finding[] {
  const expected = new Map(inserted.map((row) => [`${row.from} ${row.key}`, row]));
  const findings: Finding[] = [];
  for (const row of stored) {
    const name = `${row.from_position} ${row.key}`;
    const wanted = expected.get(name);
    expected.delete(name);
    const wrong = wanted ? wrongRow(wanted, row) : 'stands in the table, but follows from no entry';
    if (wrong !== null) findings.push(finding(memory.table, row, wrong));
    if (wanted?.to === OPEN_END) memory.claims.set(row.key, row.to_position);
  }
  for (const { key, from } of expected.values()) {
    findings.push(finding(memory.table, { key, from_position: String(from) }, 'is missing from the table'));
  }
  return findings;
}

/** Where an interval is open as far as the replay has come, its end is compared later. */
function wrongRow({ to, body }: Expected, row: IntervalRow): string | null {
  if (!sameJsonb(body, row.body)) return 'says something else than the entries it follows from';
  return to === OPEN_END || to === row.to_position ? null : endSentence(row.to_position, to);
}

function wrongEnd({ table, open }: Memory, key: string, [claim, to]: readonly [string, string]): Finding {
  return finding(table, { key, from_position: String(open.get(key)?.from) }, endSentence(claim, to));
}

function endSentence(claim: string, to: string): string {
  return `ends at ${endOf(claim)}, but should at ${endOf(to)}`;
}

function endOf(position: string): string {
  return position === OPEN_END ? 'no position' : position;
}

function finding(table: string, row: Pick<IntervalRow, 'key' | 'from_position'>, sentence: string): Finding {
  const { key, from_position: from } = row;
  return { position: Number(from), table, key, sentence: `the ${table} row ${quoted(key)} from ${from} ${sentence}` };
}
