import { setTimeout as pause } from 'node:timers/promises';

import type { ReportCommand } from '../../../src/domain/report/index.ts';
import type { RecordedEntry } from '../../../src/ledger/entry.ts';
import { readAll, readHead } from '../../../src/ledger/read.ts';
import { COORDINATOR, CYCLE, REPORTER, UNIT } from '../../support/reporting-world.ts';
import type { ReportingWorld } from '../../support/reporting-world.ts';

const of = { unit: UNIT, cycle: CYCLE };
const INDICATOR = 'KKP-SP1-S1';

type Seeing<Command> = Command extends { seen: number } ? Omit<Command, 'seen'> : never;

/** The regional reviewer finds one answer wanting; a round is not open yet. */
export async function findWanting(world: ReportingWorld): Promise<void> {
  const stated = { indicator: INDICATOR, answer: { kind: 'CHOICE', option: 'ADA' }, narrative: null } as const;
  await world.ask(REPORTER, { type: 'SubmitResponse', ...of, ...stated, expectedRevision: 0 });
  await world.ask(COORDINATOR, { type: 'SubmitReport', ...of, acknowledgeIncomplete: true });
  const wanting = {
    indicator: INDICATOR,
    ruling: 'RETURNED',
    reason: 'NO_DOCUMENT',
    note: 'none',
    checks: [],
  } as const;
  await review(world, { type: 'ReviewResponses', ...of, items: [wanting], atomic: true });
}

/** Nobody corrects anything before it ends. */
export async function openRound(world: ReportingWorld, dueAt: string): Promise<void> {
  await review(world, { type: 'ReturnReport', ...of, dueAt, note: null });
}

/** Nobody answers. */
export async function askQuestion(world: ReportingWorld, dueAt: string): Promise<void> {
  const question = { indicator: INDICATOR, clarification: null, question: 'Which one?' };
  await review(world, { type: 'AskClarification', ...of, ...question, dueAt });
}

async function review(world: ReportingWorld, command: Seeing<ReportCommand>): Promise<void> {
  await world.ask('regional-reviewer', { ...command, seen: await readHead(world.reader.database) });
}

export function fromNow(milliseconds: number): string {
  return new Date(Date.now() + milliseconds).toISOString();
}

export async function ofType({ reader }: ReportingWorld, type: string): Promise<readonly RecordedEntry[]> {
  const found: RecordedEntry[] = [];
  for await (const entry of readAll(reader)) if (entry.type === type) found.push(entry);
  return found;
}

/** Waits until so many entries of the type are recorded, then a little longer: more of them would be too many. */
export async function untilRecorded(
  world: ReportingWorld,
  type: string,
  count: number,
): Promise<readonly RecordedEntry[]> {
  while ((await ofType(world, type)).length < count) await pause(20);
  await pause(100);
  return ofType(world, type);
}
