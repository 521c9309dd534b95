import { randomUUID } from 'node:crypto';

import { createDemoTokens } from '../../src/identity/demo-tokens.ts';
import { createIdentify } from '../../src/identity/identity.ts';
import { startServer } from '../../src/http/server.ts';
import { openLine } from '../../src/ledger/line.ts';
import { readHead } from '../../src/ledger/read.ts';
import { readPending } from '../../src/projection/pending.ts';
import { recordDue } from '../../src/usecase/clockwork/record-due.ts';
import { peopleById } from '../../src/view/people.ts';
import { resolveMoment } from '../../src/view/moment.ts';
import { pick } from './graphql-client.ts';
import { replyOf } from './http-server.ts';
import type { Asked, Reply } from './http-server.ts';
import { CYCLE, openToldWorld, PLACE } from './told-world.ts';
import type { ToldWorld } from './told-world.ts';

/** What a step led to: the types that were recorded, or the code it was refused with. */
export type Step = Readonly<{ events: readonly string[]; refusal: string | null }>;

/** A place in a cycle, behind a real server whose clock a test tells. */
export type Year = Readonly<{
  send: (asked: Asked) => Promise<Reply>;
  /** A person's mutation at a told moment. */
  act: (at: string, person: string, mutation: string, input: object) => Promise<Step>;
  /** Lets time pass: what was due by then is recorded, as the clockwork does it. */
  passTime: (at: string) => Promise<void>;
  /** How many entries there are. */
  size: () => Promise<number>;
  /** The entry that gave a person their role. */
  grantOf: (person: string) => Promise<string>;
  /** The total that anybody sees. */
  publicTotal: () => Promise<unknown>;
  close: () => Promise<void>;
}>;

export async function openYear(applicationUrl: string, home: string): Promise<Year> {
  const world = await openToldWorld(applicationUrl);
  await tellDeputy(world);
  const { reader, handle, live, clock } = world;
  const tokens = await createDemoTokens({ home, origin: 'test.jejak/demo', demo: true });
  const log = { info: () => undefined, error: () => undefined };
  const readiness = () => Promise.resolve({ ready: true } as const);
  const server = await startServer({
    port: 0,
    reader,
    handle,
    live,
    identify: createIdentify([tokens.check]),
    readiness,
    log,
  });

  const send = async ({ query, variables, person }: Asked): Promise<Reply> => {
    const authorization = person === undefined ? {} : { authorization: `Bearer ${await tokens.issueToken(person)}` };
    const headers = { 'content-type': 'application/json', 'accept-language': 'en', ...authorization };
    return replyOf(await fetch(server.url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) }));
  };

  return {
    send,
    act: async (at, person, mutation, input) => {
      clock.advanceTo(at);
      return stepOf(mutation, await send({ query: documentFor(mutation), variables: { input }, person }));
    },
    passTime: async (at) => {
      clock.advanceTo(at);
      const { sql, close } = await lineTo(applicationUrl);
      const pending = async (limit: number) => ({ ...(await readPending(sql, limit)), now: at });
      await recordDue({ handle, pending, goesOn: () => true });
      await close();
    },
    size: () => readHead(reader.database),
    grantOf: (person) => grantOf(world, person),
    publicTotal: async () => {
      const query = `{ report(unit: "${PLACE}", cycle: "${CYCLE}") { stage score { total } } }`;
      return pick((await send({ query })).data, 'report.score.total');
    },
    close: async () => {
      await server.close();
      await world.close();
    },
  };
}

async function lineTo(url: string) {
  const line = await openLine(url, 'jejak test');
  const session = await line.session(1000);
  return { sql: session.sql, close: () => line.close() };
}

/** Somebody who holds no role until one is lent to them. */
async function tellDeputy({ handle }: ToldWorld): Promise<void> {
  const command = { type: 'RegisterPerson', subject: 'deputy', label: 'the deputy' } as const;
  await handle({ person: 'administrator', commandId: randomUUID(), command });
}

async function grantOf({ reader }: ToldWorld, person: string): Promise<string> {
  const now = await resolveMoment(reader, null);
  if (!now.ok) throw new Error('there is no moment');
  const [row] = await peopleById(reader, now.value, [person]);
  return String(row!.grants[0]!.position);
}

function documentFor(mutation: string): string {
  const Name = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}`;
  return `mutation ($input: ${Name}Input!) {
    ${mutation}(input: $input) { ... on ${Name}Success { events { type } } ... on Refusal { code } }
  }`;
}

type Outcome = Readonly<{ events?: readonly Readonly<{ type: string }>[]; code?: string }>;

function stepOf(mutation: string, { data, errors }: Reply): Step {
  const outcome = data?.[mutation] as Outcome | undefined;
  if (!outcome) throw new Error(`${mutation}: ${JSON.stringify(errors)}`);
  return { events: (outcome.events ?? []).map(({ type }) => type), refusal: outcome.code ?? null };
}
