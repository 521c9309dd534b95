import type { Sql } from 'postgres';

import { canonicalJson } from '../../../src/kernel/canonical-json.ts';
import { digestOf } from '../../../src/kernel/digest.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { leafHash } from '../../../src/merkle/hash.ts';

export const CYCLE = 'KKPHAM-2022';
export const WORDS = { question: 'Is the decree in force?', answer: 'It is.' };

/** A report with a question in plain words; results and awards of a cycle: as they were written then. */
export async function tellAsBefore(sql: Sql): Promise<number> {
  const stream = `cycle/${CYCLE}`;
  const [opened] = await sql<{ entry: string }[]>`select entry from ledger_entry where stream = ${stream}`;
  // An entry of the writer.
  const { actor, data } = JSON.parse(opened!.entry) as { actor: Place['actor']; data: CycleData };
  const { instrument, edition, instrumentDigest, period } = data;
  const report = { unit: '64.71', unitName: 'Balikpapan', cycle: CYCLE, instrument, edition, instrumentDigest, period };
  const thread = { clarification: 1, indicator: 'KKP-SP1-S1' };
  const asked = { stage: 'REGIONAL_REVIEW', question: WORDS.question, dueAt: '2022-02-01T00:00:00.000Z', seen: 1 };
  const award = { kind: 'CARING', recipient: '64.71', predicate: 'PEDULI', total: '80.00', final: 1 };
  const figures = { count: null, of: null, moreThanPercent: null, members: [] };
  const published = { participants: 2, final: 1, notSubmitted: ['64.72'], awards: 1 };
  const coordinator = await actorOf(sql, 'coordinator');
  const answered = { ...thread, answer: WORDS.answer, documents: [] };
  const own = `report/64.71/${CYCLE}`;
  await recordAsBefore(sql, { stream: own, actor: coordinator }, [
    { type: 'ReportOpened', data: { ...report, route: ['REGIONAL_REVIEW'] } },
  ]);
  await recordAsBefore(sql, { stream: own, actor: await actorOf(sql, 'reviewer') }, [
    { type: 'ClarificationAsked', data: { ...thread, ...asked } },
  ]);
  await recordAsBefore(sql, { stream: own, actor: coordinator }, [{ type: 'ClarificationAnswered', data: answered }]);
  return recordAsBefore(sql, { stream, actor }, [
    { type: 'ResultsPublished', data: { cycle: CYCLE, ...published } },
    { type: 'AwardsGranted', data: { cycle: CYCLE, awards: [{ ...award, ...figures }] } },
  ]);
}

type CycleData = Readonly<Record<'instrument' | 'edition' | 'instrumentDigest' | 'period', string>>;

/** Somebody as the only grant that they have lets them act. */
async function actorOf(sql: Sql, person: string): Promise<Place['actor']> {
  const [granted] = await sql<{ position: string; entry: string }[]>`
    select position, entry from ledger_entry where stream = ${`person/${person}`} and type = 'RoleGranted'`;
  // An entry of the writer.
  const { data } = JSON.parse(granted!.entry) as { data: Readonly<{ role: string }> };
  return { person, role: data.role, organization: null, grant: Number(granted!.position) };
}

type Place = Readonly<{ stream: string; actor: JsonObject & Readonly<{ person: string }> }>;

/** Adds entries to the end, and answers the position of the last one. */
async function recordAsBefore(
  sql: Sql,
  { stream, actor }: Place,
  events: readonly Readonly<{ type: string; data: JsonObject }>[],
): Promise<number> {
  const [last] = await sql<{ position: string; recorded_at: string }[]>`
    select position, recorded_at from ledger_entry order by position desc limit 1`;
  const own = await sql<{ leaf_hash: string }[]>`
    select leaf_hash from ledger_entry where stream = ${stream} order by position`;
  const first = Number(last!.position) + 1;
  let previous = own.at(-1)?.leaf_hash ?? null;
  for (const [index, event] of events.entries()) {
    const place = { position: first + index, stream, streamPosition: own.length + 1 + index, previous };
    const origin = { version: 1, recordedAt: last!.recorded_at, actor, command: `${stream} ${first}` };
    const entry = canonicalJson({ ...place, ...origin, ...event });
    previous = leafHash(entry);
    await sql`insert into ledger_entry (position, entry, leaf_hash) values (${place.position}, ${entry}, ${previous})`;
  }
  const position = first + events.length - 1;
  await sql`
    insert into ledger_command (actor, command_id, input_digest, first_position, last_position)
    values (${actor.person}, ${`${stream} ${first}`}, ${digestOf('')}, ${first}, ${position})`;
  return position;
}
