import { setTimeout as pause } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openComponents } from '../../../src/cli/components.ts';
import type { Components } from '../../../src/cli/components.ts';
import { openLine } from '../../../src/ledger/line.ts';
import { openSession } from '../../../src/ledger/session.ts';
import type { Session } from '../../../src/ledger/session.ts';
import { readPending } from '../../../src/projection/pending.ts';
import { startClockwork } from '../../../src/usecase/clockwork/clockwork.ts';
import type { Clockwork } from '../../../src/usecase/clockwork/clockwork.ts';
import { recordDue } from '../../../src/usecase/clockwork/record-due.ts';
import type { Recorded } from '../../../src/usecase/clockwork/record-due.ts';
import { useSql } from '../../support/ledger-rows.ts';
import { CYCLE, openReportingWorld, UNIT } from '../../support/reporting-world.ts';
import type { ReportingWorld } from '../../support/reporting-world.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { askQuestion, findWanting, fromNow, ofType, openRound, untilRecorded } from './returned-report.ts';

const QUESTIONS = 20;
const silent = { info: () => undefined, warn: () => undefined };

const database = useTestDatabase();
const sql = useSql(() => database().superuserUrl);
let world: ReportingWorld;
let other: Components;
let sessions: readonly [Session, Session];

beforeAll(async () => {
  const { applicationUrl } = database();
  world = await openReportingWorld(applicationUrl);
  other = await openComponents(applicationUrl, { log: silent });
  sessions = await Promise.all([openSession(applicationUrl), openSession(applicationUrl)]);
  await findWanting(world);
});

afterAll(async () => {
  await Promise.all(sessions.map((session) => session.close()));
  await other.close();
  await world.close();
});

function start(name: string, { handle }: Pick<Components, 'handle'> = world): Clockwork {
  const open = () => openLine(database().applicationUrl, name);
  return startClockwork({ handle, open, log: silent, longestRest: 100 });
}

/** Whoever asks, whether it holds a lease or not. */
function recordWith({ handle }: Pick<Components, 'handle'>, { sql: statements }: Session): Promise<Recorded> {
  return recordDue({ handle, pending: (limit) => readPending(statements, limit), goesOn: () => true });
}

async function holders(): Promise<readonly string[]> {
  const rows = await sql()<{ name: string }[]>`
    select application_name as name from pg_locks join pg_stat_activity using (pid)
    where locktype = 'advisory' and pg_locks.database = (select oid from pg_database where datname = current_database())
      and application_name like 'clockwork %'`;
  return rows.map(({ name }) => name);
}

async function untilHeldBy(name: string): Promise<void> {
  while (!(await holders()).includes(name)) await pause(20);
}

function terminate(name: string): Promise<unknown> {
  return sql()`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = ${name}`;
}

describe('Two instances at once', () => {
  it('record every deadline once, also where neither waits for the other', async () => {
    const dueAt = fromNow(1500);
    for (let turn = 0; turn < QUESTIONS; turn += 1) await askQuestion(world, dueAt);
    await openRound(world, dueAt);
    await pause(1600);

    const [first, second] = sessions;
    const turns = [recordWith(world, first), recordWith(other, second), recordWith(world, first)];
    const ends = await Promise.all(turns);

    expect(ends.every((end) => end.kind === 'DONE' && end.stuck.length === 0)).toBe(true);
    expect(await ofType(world, 'DeadlineLapsed')).toHaveLength(QUESTIONS);
    expect(await ofType(world, 'CorrectionRoundClosed')).toHaveLength(1);
  });
});

describe('A clockwork', () => {
  it('hands over to another one when it stops', async () => {
    const first = start('clockwork 1');
    await untilHeldBy('clockwork 1');
    const second = start('clockwork 2', other);
    await pause(300);
    const before = await holders();

    await first.close();
    await untilHeldBy('clockwork 2');
    await openRound(world, fromNow(200));

    expect(before).toEqual(['clockwork 1']);
    expect(await untilRecorded(world, 'CorrectionRoundClosed', 2)).toHaveLength(2);
    await second.close();
    expect(await holders()).toEqual([]);
  });

  it('hands over to another one when its connection dies, and stands by then', async () => {
    const first = start('clockwork 1');
    await untilHeldBy('clockwork 1');
    const second = start('clockwork 2', other);

    while ((await holders())[0] !== 'clockwork 2') {
      await terminate('clockwork 1');
      await pause(20);
    }
    await pause(300);
    await openRound(world, fromNow(200));

    expect(await untilRecorded(world, 'CorrectionRoundClosed', 3)).toHaveLength(3);
    expect(await holders()).toEqual(['clockwork 2']);
    await Promise.all([first.close(), second.close()]);
  });

  it('records what somebody else set while it slept', async () => {
    const own = start('clockwork 3', other);
    await untilHeldBy('clockwork 3');
    const { deadlines } = await readPending(sessions[0].sql, 1);

    await openRound(world, fromNow(200));

    expect(deadlines[0]!.dueAt > fromNow(86_400_000)).toBe(true);
    expect(await untilRecorded(world, 'CorrectionRoundClosed', 4)).toHaveLength(4);
    await own.close();
  });

  it('goes on after its connection was lost again and again', async () => {
    const own = start('clockwork 4');
    for (let turn = 0; turn < 10; turn += 1) {
      await untilHeldBy('clockwork 4');
      await terminate('clockwork 4');
    }

    await openRound(world, fromNow(200));

    expect(await untilRecorded(world, 'CorrectionRoundClosed', 5)).toHaveLength(5);
    await own.close();
  });

  it('begins nothing any more once it is told to stop', async () => {
    await start('clockwork 5').close();
    await openRound(world, fromNow(100));
    await pause(300);

    expect(await ofType(world, 'CorrectionRoundClosed')).toHaveLength(5);
    expect(await holders()).toEqual([]);
  });
});

describe('What the rules refuse', () => {
  it('is tried once, and does not stand in the way of the rest', async () => {
    const bogus = { kind: 'CORRECTION_ROUND', unit: UNIT, cycle: CYCLE, number: 99, dueAt: fromNow(-1000) } as const;
    const tried: string[] = [];
    const pending = async (limit: number) => {
      const { now, deadlines } = await readPending(sessions[0].sql, limit);
      return { now, deadlines: [bogus, ...deadlines] };
    };
    const handle: Components['handle'] = (request) => {
      tried.push(request.commandId);
      return world.handle(request);
    };

    const end = await recordDue({ handle, pending, goesOn: () => true });

    const commandId = `clockwork-${UNIT}/${CYCLE}-round-99-${bogus.dueAt}`;
    expect(end).toMatchObject({ kind: 'DONE', stuck: [{ commandId, code: 'ROUND_NOT_OPEN' }] });
    expect(tried.filter((id) => id === commandId)).toHaveLength(1);
    expect(await ofType(world, 'CorrectionRoundClosed')).toHaveLength(6);
  });
});
