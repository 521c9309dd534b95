import { randomUUID } from 'node:crypto';

import { readHead } from '../../src/ledger/read.ts';
import type { JejakCommand } from '../../src/usecase/command.ts';
import { pickText } from './graphql-client.ts';
import type { Ask } from './graphql-client.ts';
import { openCare } from './told-cycles.ts';
import { CYCLE, openToldWorld, PLACE } from './told-world.ts';
import type { Tell, ToldWorld } from './told-world.ts';
import { commandOf, tasksFor, WHOLE_STEPS, wholeStep } from './work-list.ts';
import type { ListedTask } from './work-list.ts';

/** Who has something to do, and what, in short: `DECIDE 64.71 A,B`. */
type Lists = Readonly<Record<string, readonly string[]>>;

/** A told world in which everybody is asked what waits for them. */
export type WaitingWorld = ToldWorld &
  Readonly<{
    /** Does what a person asks, on what the ledger holds at that moment. */
    say: (at: string, person: string, command: JejakCommand) => Promise<void>;
    tasks: (person: string, filter?: object) => Promise<readonly ListedTask[]>;
    everyone: () => Promise<Lists>;
    /** What is listed, and what would be taken: of everybody, at both places. */
    agreement: () => Promise<Readonly<{ listed: Lists; taken: Lists }>>;
    /** The first assessor lends their right to the deputy. */
    lend: (at: string) => Promise<void>;
  }>;

export const WINDOW_CLOSES = '2025-02-28T00:00:00.000Z';

const CAST = [
  'administrator',
  'coordinator',
  'reporter',
  'neighbour',
  'reviewer',
  'assessor-1',
  'assessor-2',
  'deputy',
  'turncoat',
  'auditor',
] as const;

export async function openWaitingWorld(applicationUrl: string, ask: Ask): Promise<WaitingWorld> {
  const world = await openToldWorld(applicationUrl);
  const { tell, reader } = world;
  await tellMoreCast(tell);
  await tellCycle(tell);
  const tasks: WaitingWorld['tasks'] = (person, filter = {}) => tasksFor(ask, world, { person, filter });
  return {
    ...world,
    tasks,
    say: async (at, person, command) => {
      const seen = await readHead(reader.database);
      await tell(at, person, 'seen' in command ? { ...command, seen } : command);
    },
    everyone: () => listsOf(async (person) => (await tasks(person)).map(inShort)),
    agreement: async () => ({
      listed: await listsOf(async (person) => (await tasks(person)).map(promiseOf)),
      taken: await listsOf(async (person) => takenFrom(world, person, await tasks(person))),
    }),
    lend: async (at) => {
      const now = { position: await readHead(reader.database), time: at };
      const { data } = await ask('{ viewer { grants { position } } }', { person: 'assessor-1', now });
      const grant = Number(pickText(data, 'viewer.grants.0.position'));
      const lent = { grant, validFrom: null, validUntil: '2025-04-01T00:00:00.000Z', reason: 'leave' };
      await tell(at, 'assessor-1', { type: 'DelegateRole', subject: 'deputy', ...lent });
    },
  };
}

/** A deputy with no right of their own, and an assessor who reported for the place for half a day. */
async function tellMoreCast(tell: Tell): Promise<void> {
  const day = '2025-01-02T00:00:00.000Z';
  for (const subject of ['deputy', 'turncoat']) {
    await tell(day, 'administrator', { type: 'RegisterPerson', subject, label: `the ${subject}` });
  }
  const right = { type: 'GrantRole', subject: 'turncoat', validFrom: null } as const;
  const everywhere = { jurisdiction: null, organization: null, validUntil: null };
  await tell(day, 'administrator', { ...right, role: 'ASSESSOR', ...everywhere });
  const brief = { jurisdiction: PLACE, organization: 'dinas-uji', validUntil: '2025-01-02T12:00:00.000Z' };
  await tell(day, 'administrator', { ...right, role: 'REPORTER', ...brief });
}

async function tellCycle(tell: Tell): Promise<void> {
  await tell(
    '2025-01-02T00:00:00.000Z',
    'administrator',
    openCare(2024, { cycle: CYCLE, submission: { opensAt: '2025-01-03T00:00:00.000Z', closesAt: WINDOW_CLOSES } }),
  );
}

async function listsOf(listOf: (person: string) => Promise<readonly string[]>): Promise<Lists> {
  const lists = await Promise.all(CAST.map(async (person) => [person, await listOf(person)] as const));
  return Object.fromEntries(lists.filter(([, list]) => list.length > 0));
}

function inShort({ kind, unit, indicators, overdue }: ListedTask): string {
  const about = indicators.length > 0 ? ` ${indicators.join(',')}` : '';
  return `${overdue ? 'OVERDUE ' : ''}${kind} ${unit?.code ?? CYCLE}${about}`;
}

/** What a task promises: that its step is taken. */
function promiseOf({ kind, unit }: ListedTask): string {
  return `${kind} ${unit?.code ?? PLACE}`;
}

/** The listed steps that are taken indeed, and every other one that needs nothing but to be taken. */
async function takenFrom(world: ToldWorld, person: string, tasks: readonly ListedTask[]): Promise<readonly string[]> {
  const isTaken = async (command: JejakCommand): Promise<boolean> =>
    (await world.handle({ person, commandId: randomUUID(), command, validateOnly: true })).ok;
  const seen = await readHead(world.reader.database);
  const steps = [PLACE, '64.72'].flatMap((unit) =>
    WHOLE_STEPS.filter((kind) => kind !== 'PUBLISH_RESULTS' || unit === PLACE).map((kind) => ({
      name: `${kind} ${unit}`,
      command: wholeStep(kind, { unit, cycle: CYCLE }, seen),
    })),
  );
  const listed = await Promise.all(
    tasks.map(async (task) => ({ name: promiseOf(task), command: await commandOf(world, task) })),
  );
  const more = steps.filter(({ name }) => !listed.some((one) => one.name === name));
  const taken = await Promise.all(
    [...listed, ...more].map(async ({ name, command }) => ((await isTaken(command)) ? [name] : [])),
  );
  return taken.flat();
}
