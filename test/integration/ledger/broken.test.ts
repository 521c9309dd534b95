import { describe, expect, it } from 'vitest';

import { ok } from '../../../src/kernel/result.ts';
import type { Project } from '../../../src/ledger/batch.ts';
import type { Submission } from '../../../src/ledger/submission.ts';
import { counted, noted, SYSTEM } from '../../support/ledger-catalogue.ts';
import { useSql } from '../../support/ledger-rows.ts';
import { appended, submission, useWriters } from '../../support/ledger-writer.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const database = useTestDatabase();
const openWriter = useWriters();
const sql = useSql(() => database().superuserUrl);

/** As many as fall into the time the commands take, on a slow machine too. */
const KILLS = 12;

async function entriesOf(stream: string): Promise<number> {
  const rows = await sql()`select 1 from ledger_entry where stream = ${stream}`;
  return rows.length;
}

function among(stream: string, poison: Partial<Submission>): readonly Submission[] {
  return Array.from({ length: 9 }, (_, index) => submission({ stream, ...(index === 4 ? poison : {}) }));
}

describe('A poisoned command', () => {
  it.each<[string, Partial<Submission>]>([
    [
      'throws while deciding',
      {
        decide: () => {
          throw new Error('a bug');
        },
      },
    ],
    [
      'decides an event that its schema does not allow',
      { decide: () => ok({ under: SYSTEM, events: [{ type: 'Counted', data: {} }] }) },
    ],
    [
      'decides an event of an unknown type',
      { decide: () => ok({ under: SYSTEM, events: [{ type: 'Unheard', data: {} }] }) },
    ],
    [
      'reads a stream it did not name',
      { decide: ({ state }) => ok({ under: SYSTEM, events: [noted(String(state('case/unnamed')))] }) },
    ],
    ['decides a text the database cannot store', { decide: () => ok({ under: SYSTEM, events: [noted('\u0000')] }) }],
    [
      'breaks the transaction',
      {
        decide: async ({ transaction }) => {
          await transaction.sql`select 1 / 0`;
          return ok({ under: SYSTEM, events: [] });
        },
      },
    ],
  ])('that %s gets the error alone', async (name, poison) => {
    const writer = await openWriter(database().applicationUrl);
    const stream = `case/${name}`;

    const answers = await Promise.allSettled(among(stream, poison).map((command) => writer.submit(command)));

    expect(answers.map(({ status }) => status)).toEqual(
      Array.from({ length: 9 }, (_, index) => (index === 4 ? 'rejected' : 'fulfilled')),
    );
    expect(await entriesOf(stream)).toBe(8);
  });

  it('that a projection cannot take gets the error alone', async () => {
    const project: Project = async ({ sql: statements }, entries) => {
      for (const entry of entries) await statements`select 1 / ${entry.data['by'] === 0 ? 0 : 1}::integer`;
      return null;
    };
    const writer = await openWriter(database().applicationUrl, { project });
    const decide: Submission['decide'] = () => ok({ under: SYSTEM, events: [counted(0)] });

    const answers = await Promise.allSettled(
      among('case/project', { decide }).map((command) => writer.submit(command)),
    );

    expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(await entriesOf('case/project')).toBe(8);
  });
});

describe('Projections', () => {
  it('become visible together with the entries, or not at all', async () => {
    await sql()`create table seen (position bigint primary key)`;
    await sql()`grant insert on seen to public`;
    const project: Project = ({ sql: statements, send }, entries) => {
      for (const { position } of entries) send(statements`insert into seen (position) values (${position})`);
      return Promise.resolve(null);
    };
    const writer = await openWriter(database().applicationUrl, { project });

    const { position } = appended(await writer.submit(submission()));
    await sql()`insert into seen (position) values (${position + 1})`;
    await expect(writer.submit(submission({ stream: 'case/seen' }))).rejects.toThrow('duplicate key');

    expect(await sql()`select position from seen where position = ${position}`).toHaveLength(1);
    expect(await entriesOf('case/seen')).toBe(0);
  });

  it('cannot write once the transaction is over', async () => {
    let late: Promise<unknown> = Promise.resolve();
    const project: Project = ({ sql: statements }) => {
      late = new Promise((resolve) => setTimeout(resolve, 50)).then(() => statements`select 1`);
      late.catch(() => undefined);
      return Promise.resolve(null);
    };
    const writer = await openWriter(database().applicationUrl, { project });

    await writer.submit(submission());

    await expect(late).rejects.toThrow('the transaction is over');
  });
});

describe('A lost connection', () => {
  it('under load loses no acknowledged command and does none twice', async () => {
    const writers = await Promise.all([openWriter(database().applicationUrl), openWriter(database().applicationUrl)]);
    const killing = (async () => {
      for (let kill = 1; kill <= KILLS; kill += 1) {
        await sql()`
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and application_name = 'jejak writer'`;
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
    })();

    const commands = Array.from({ length: 1500 }, (_, index) => submission({ stream: `case/killed-${index % 5}` }));
    const answers = await Promise.allSettled(commands.map((command, index) => writers[index % 2]!.submit(command)));
    await killing;

    const rows = await sql()<
      { command: string }[]
    >`select entry::json ->> 'command' as command from ledger_entry where stream like 'case/killed-%'`;
    const recorded = rows.map(({ command }) => command);
    const acknowledged = commands.filter((_, index) => answers[index]!.status === 'fulfilled');
    expect(new Set(recorded).size).toBe(recorded.length);
    expect(acknowledged.filter(({ commandId }) => !recorded.includes(commandId))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(1000);
  });

  it('is opened again for the next command', async () => {
    const writer = await openWriter(database().applicationUrl);
    await writer.submit(submission());

    await sql()`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'jejak writer' and datname = current_database()`;

    expect(appended(await writer.submit(submission())).replayed).toBe(false);
  });
});
