import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { openComponents } from '../../../src/cli/components.ts';
import { readCopy } from '../../../src/ledger/copy.ts';
import { readTreeHead } from '../../../src/ledger/prove.ts';
import { restoreEntries } from '../../../src/ledger/restore.ts';
import type { RestoreProblem, Signed } from '../../../src/ledger/restore.ts';
import { createInlineProjector } from '../../../src/projection/inline.ts';
import { jejakCatalogue } from '../../../src/usecase/catalogue.ts';
import { readRows, useDrizzle, useSql } from '../../support/ledger-rows.ts';
import { COORDINATOR, CYCLE, openReportingWorld, REPORTER, UNIT } from '../../support/reporting-world.ts';
import type { ReportingWorld } from '../../support/reporting-world.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { cutOff, READ_MODELS } from '../audit-whole/tampering.ts';
import { storedTree } from './expected-tree.ts';

const whole = useTestDatabase();
const wholeSql = useSql(() => whole().superuserUrl);
const wholeDb = useDrizzle(() => whole().applicationUrl);
const damaged = useTestDatabase();
const sql = useSql(() => damaged().superuserUrl);

const silent = { info: () => undefined, warn: () => undefined };
const ANSWER = {
  type: 'SubmitResponse',
  unit: UNIT,
  cycle: CYCLE,
  expectedRevision: 0,
  answer: { kind: 'CHOICE', option: 'ADA' },
  narrative: 'Perda 3/2019: “hak\u2028asasi”',
} as const;

let world: ReportingWorld;
let copy: readonly string[];
let signed: Signed;

beforeAll(async () => {
  world = await openReportingWorld(whole().applicationUrl);
  const [first = '', second = ''] = world.indicators;
  await world.handle({ person: REPORTER, commandId: 'first', command: { ...ANSWER, indicator: first } });
  await world.handle({ person: REPORTER, commandId: 'second', command: { ...ANSWER, indicator: second } });
  const submit = { type: 'SubmitReport', unit: UNIT, cycle: CYCLE, acknowledgeIncomplete: true } as const;
  await world.ask(COORDINATOR, submit);
  const { size, root } = await readTreeHead(wholeDb());
  signed = { size, root };
  await world.ask('administrator', { type: 'RegisterPerson', subject: 'later', label: 'later' });
  copy = await linesOfCopy();
});
afterAll(() => world.close());

async function linesOfCopy(): Promise<readonly string[]> {
  const chunks: string[] = [];
  for await (const chunk of readCopy(wholeDb(), () => undefined)) chunks.push(chunk);
  return chunks.join('').slice(0, -1).split('\n');
}

type Progress = readonly (readonly [number, number])[];

async function restore(
  lines: readonly string[],
  to: Signed = signed,
): Promise<Readonly<{ answer: unknown; progress: Progress }>> {
  const progress: [number, number][] = [];
  const read = async function* (): AsyncGenerator<string> {
    yield* await Promise.resolve(lines);
  };
  const parts = { url: damaged().applicationUrl, catalogue: jejakCatalogue, project: createInlineProjector() };
  const answer = await restoreEntries({
    ...parts,
    signed: to,
    lines: read,
    progress: (done, of) => void progress.push([done, of]),
  });
  return { answer, progress };
}

/** Everything a ledger consists of, as far as it was signed. */
async function everything(of: ReturnType<typeof sql>): Promise<object> {
  const { size } = signed;
  const commands = await of`
    select actor, command_id, first_position, last_position from ledger_command
    where last_position <= ${size} order by first_position, actor, command_id`;
  const contents = await of`select digest, content from ledger_content order by digest`;
  const models = READ_MODELS.map(
    (table) =>
      of`select key, from_position, body from ${of(table)} where from_position <= ${size} order by key, from_position`,
  );
  return {
    entries: (await readRows(of)).slice(0, size),
    commands: [...commands],
    contents: [...contents],
    models: (await Promise.all(models)).map((rows) => [...rows]),
  };
}

const entryLines = (): readonly string[] => copy.filter((line) => line.startsWith('{'));

describe('A copy', () => {
  it('holds every text and every entry as it is, one a line', async () => {
    const rows = await readRows(wholeSql());

    expect(entryLines()).toEqual(rows.map(({ entry }) => entry));
    expect(copy.length - rows.length).toBe(copy.findIndex((line) => line.startsWith('{')));
  });
});

describe('An empty database', () => {
  it('becomes the ledger that was signed: entries, tree, texts, read models and commands', async () => {
    const { answer, progress } = await restore(copy);

    const stored = await storedTree(sql());
    const head = await readTreeHead(wholeDb());
    expect(answer).toEqual({ ok: true, value: signed.size });
    expect(await everything(sql())).toEqual(await everything(wholeSql()));
    expect(stored.size).toBe(signed.size);
    expect(head.size).toBe(signed.size + 1);
    expect(stored.tiles).toEqual((await storedTree(wholeSql())).tiles);
    expect(progress.length).toBeGreaterThan(1);
    expect(progress.at(-1)).toEqual([signed.size, signed.size]);
  });

  it('has nothing missing then', async () => {
    const { answer } = await restore(copy);

    expect(answer).toEqual({ ok: false, error: { code: 'NOTHING_MISSING', size: signed.size } });
  });

  it('goes on from there, and knows the commands that were done', async () => {
    const [first = ''] = world.indicators;
    const { handle, close } = await openComponents(damaged().applicationUrl, { log: silent });

    const repeated = await handle({ person: REPORTER, commandId: 'first', command: { ...ANSWER, indicator: first } });
    const register = { type: 'RegisterPerson', subject: 'another', label: 'another' } as const;
    const more = await handle({ person: 'administrator', commandId: 'more', command: register });
    await close();

    expect(repeated).toMatchObject({ ok: true, value: { replayed: true } });
    expect(more).toMatchObject({ ok: true, value: { position: signed.size + 1 } });
  });
});

describe('A ledger that was set back', () => {
  beforeEach(async () => {
    await sql().begin((transaction) => cutOff(transaction, signed.size - 5));
  });

  it.each([
    ['of all entries', () => copy],
    ['of the missing entries alone', () => entryLines().slice(-6)],
    ['that holds entries twice', () => [...copy, ...copy]],
  ])('is whole again after a copy %s', async (_what, lines) => {
    const { answer } = await restore(lines());

    expect(answer).toEqual({ ok: true, value: 5 });
    expect(await everything(sql())).toEqual(await everything(wholeSql()));
  });

  it.each([
    ['with one altered byte', () => copy.map((line) => line.replace('Perda 3', 'Perda 4')), differs()],
    ['that lacks an entry', () => copy.toSpliced(-3, 1), lacks(-1)],
    ['that ends too early', () => copy.slice(0, -2), lacks(0)],
    ['in another order', () => copy.toReversed(), lacks(-3)],
    ['of nothing', () => [], lacks(-4)],
  ])('stays as it is with a copy %s', async (_what, lines, problem) => {
    const before = await everything(sql());

    const { answer } = await restore(lines());

    expect(answer).toEqual({ ok: false, error: problem() });
    expect(await everything(sql())).toEqual(before);
    expect(await storedTree(sql())).toMatchObject({ size: signed.size - 5 });
  });

  it.each(['', 'null', '7', '[]', '{}', '{"position":"1"}', '{"position":1'])(
    'stays as it is with a line that is no entry: %s',
    async (line) => {
      const { answer } = await restore([...copy.slice(0, 20), line, ...copy.slice(20)]);

      expect(answer).toEqual({ ok: false, error: { code: 'LINE_UNREADABLE', line: 21 } });
      expect(await storedTree(sql())).toMatchObject({ size: signed.size - 5 });
    },
  );

  it('stays as it is where the entries lead to another ledger than the one that was signed', async () => {
    const other = { size: signed.size, root: Buffer.from(signed.root).reverse() };

    const { answer } = await restore(copy, other);

    expect(answer).toEqual({ ok: false, error: { code: 'ROOT_DIFFERS', size: signed.size } });
    expect(await storedTree(sql())).toMatchObject({ size: signed.size - 5 });
  });
});

function lacks(at: number): () => RestoreProblem {
  return () => ({ code: 'ENTRIES_MISSING', position: signed.size + at });
}

function differs(): () => RestoreProblem {
  return () => ({ code: 'ROOT_DIFFERS', size: signed.size });
}
