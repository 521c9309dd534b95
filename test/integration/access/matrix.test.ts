import { createSourceEventStream, execute, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createContext } from '../../../src/graphql/context.ts';
import type { GraphqlContext } from '../../../src/graphql/context.ts';
import { schema } from '../../../src/graphql/schema.ts';
import { startServer } from '../../../src/http/server.ts';
import type { RunningServer } from '../../../src/http/server.ts';
import { ok } from '../../../src/kernel/result.ts';
import { pick } from '../../support/graphql-client.ts';
import { mutation } from '../../support/mutations.ts';
import { noSubscriptions } from '../../support/no-subscriptions.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { COMMANDS } from './commands.ts';
import { auditorOfNation, auditorOfUnit, everybody, sees, whoSeesOrForbidden, withAnyRight } from './expectations.ts';
import type { Rule } from './expectations.ts';
import { IDENTITIES } from './identities.ts';
import type { Identity } from './identities.ts';
import { CYCLES, openMatrixWorld } from './matrix-world.ts';
import type { MatrixWorld } from './matrix-world.ts';
import { questions } from './questions.ts';
import { tracesOf } from './traces.ts';

const database = useTestDatabase();
let world: MatrixWorld;
let server: RunningServer;

beforeAll(async () => {
  world = await openMatrixWorld(database().applicationUrl);
  const { reader, handle, live } = world;
  server = await startServer({
    port: 0,
    reader,
    handle,
    live,
    // How tokens are checked is told elsewhere; here they say who brings them.
    identify: (authorization) =>
      Promise.resolve(
        ok(authorization === undefined ? null : { person: authorization.slice('Bearer '.length), scopes: null }),
      ),
    readiness: () => Promise.resolve({ ready: true }),
    log: { info: () => undefined, error: () => undefined },
    limits: { files: { inAll: 100, each: 100 } },
  });
});
afterAll(async () => {
  await server.close();
  await world.close();
});

/** A cell that is not as the design has it. */
type Wrong = Readonly<{ identity: string; operation: string; expected: string; got: string }>;

function contextOf({ person }: Identity): GraphqlContext {
  const { reader, handle } = world;
  return createContext({ reader, handle, person, locale: 'EN', requestId: 'matrix', live: noSubscriptions(reader) });
}

async function answerTo(identity: Identity, query: string, variables: object = {}) {
  const contextValue = contextOf(identity);
  return execute({ schema, document: parse(query), contextValue, variableValues: { ...variables } });
}

async function outcomeOf(identity: Identity, query: string, found: string): Promise<string> {
  const { data, errors } = await answerTo(identity, query);
  const code = errors?.[0] && (errors[0].extensions['code'] ?? errors[0].message);
  if (typeof code === 'string') return code;
  const value = pick(data, found);
  return value === null || value === undefined || value === 0 ? 'INVISIBLE' : 'ALLOWED';
}

async function ruledOn(identity: Identity, name: string, input: object): Promise<string> {
  const { data, errors } = await answerTo(identity, mutation(name), { input: { ...input, validateOnly: true } });
  const code = errors?.[0] && (errors[0].extensions['code'] ?? errors[0].message);
  if (typeof code === 'string') return code;
  const refusal = pick(data, `${name}.code`);
  return typeof refusal === 'string' ? refusal : 'ALLOWED';
}

async function served({ person }: Identity, path: string, method: string): Promise<string> {
  const headers = person === null ? {} : { authorization: `Bearer ${person}` };
  const response = await fetch(`http://localhost:${server.port}${path}`, { method, headers });
  if (response.status === 200) {
    await response.arrayBuffer();
    return 'ALLOWED';
  }
  // Every problem has this shape.
  const { errors } = (await response.json()) as { errors: readonly { extensions: { code: string } }[] };
  return errors[0]!.extensions.code;
}

/** Does the subscription begin? */
async function followed(identity: Identity, query: string): Promise<string> {
  const told = await createSourceEventStream({ schema, document: parse(query), contextValue: contextOf(identity) });
  if (Symbol.asyncIterator in told) return 'ALLOWED';
  return String(told.errors?.[0]?.extensions['code']);
}

const whoSeesOrInvalid: Rule = (identity) => (sees(identity) ? 'ALLOWED' : 'BAD_USER_INPUT');

const withToken: Rule = ({ person }) => (person === null ? 'UNAUTHENTICATED' : 'ALLOWED');

/** Whoever may is told something else than the answer, which comes after the question whether they may. */
function forEntitled(rule: Rule, code: string): Rule {
  return (identity) => {
    const expected = rule(identity);
    return expected === 'ALLOWED' ? code : expected;
  };
}

async function wrongCells(
  operation: string,
  rule: (identity: Identity) => string,
  ask: (identity: Identity) => Promise<string>,
): Promise<readonly Wrong[]> {
  const cells = await Promise.all(
    IDENTITIES.map(async (identity) => {
      const [expected, got] = [rule(identity), await ask(identity)];
      return { identity: identity.person ?? 'anonymous', operation, expected, got };
    }),
  );
  return cells.filter(({ expected, got }) => expected !== got);
}

describe(`${IDENTITIES.length} identities`, () => {
  it('are asked about in every field of Query and every mutation that there is', () => {
    const fields = new Set(questions(world).map(({ field }) => field));

    expect([...fields].sort()).toEqual(Object.keys(schema.getQueryType()!.getFields()).sort());
    expect(Object.keys(COMMANDS).sort()).toEqual(Object.keys(schema.getMutationType()!.getFields()).sort());
    expect(IDENTITIES.length).toBeGreaterThanOrEqual(25);
  });

  it('get the answers to questions that the design gives them', async () => {
    const wrong = [];
    for (const { name, query, found, rule } of questions(world)) {
      wrong.push(...(await wrongCells(name, rule, (identity) => outcomeOf(identity, query, found))));
    }

    expect(wrong).toEqual([]);
  });

  it('may command what the design lets them', async () => {
    const wrong = [];
    for (const [name, { input, rule }] of Object.entries(COMMANDS)) {
      wrong.push(...(await wrongCells(name, rule, (identity) => ruledOn(identity, name, input(world)))));
    }

    expect(wrong).toEqual([]);
  });

  it('take home over HTTP what the design lets them', async () => {
    const wrong = [];
    for (const { path, rule, method = 'GET' } of ADDRESSES) {
      wrong.push(...(await wrongCells(`${method} ${path}`, rule, (identity) => served(identity, path, method))));
    }

    expect(wrong).toEqual([]);
  });

  it('follow live what they may ask for', async () => {
    const ask = `subscription { events(after: "0", filter: { units: ["64.71"] }) { position } }`;
    const changed = `subscription { reportChanged(report: "${btoa(`Report:64.71/${CYCLES.drafting}`)}") { stage } }`;
    const wrong = [
      ...(await wrongCells('events', withAnyRight(everybody), (identity) => followed(identity, ask))),
      ...(await wrongCells('reportChanged', whoSeesOrInvalid, (identity) => followed(identity, changed))),
    ];

    expect(wrong).toEqual([]);
    expect(Object.keys(schema.getSubscriptionType()!.getFields()).sort()).toEqual(['events', 'reportChanged']);
  });
});

describe('What somebody may not see', () => {
  it('is answered as what does not exist, to the letter', async () => {
    const there = tracesOf({ cycle: CYCLES.drafting, entry: world.entries.unit, position: world.position });
    const absent = tracesOf({ cycle: CYCLES.unopened, entry: 999_999_999, position: world.position });
    const different = [];
    for (const identity of IDENTITIES.filter((one) => !sees(one))) {
      for (const [index, query] of there.entries()) {
        const [seen, unseen] = await Promise.all(
          [query, absent[index]!].map(async (one) => JSON.stringify(await answerTo(identity, one))),
        );
        if (seen !== unseen?.replaceAll(CYCLES.unopened, CYCLES.drafting))
          different.push({ identity, query, seen, unseen });
      }
    }

    expect(different).toEqual([]);
  });

  it('cannot be told from what does not exist by what a command is refused with', async () => {
    const different = [];
    for (const identity of IDENTITIES.filter((one) => !sees(one))) {
      for (const [name, { input }] of Object.entries(COMMANDS)) {
        const asked = input(world);
        if (!('unit' in asked && 'cycle' in asked)) continue;
        const ask = (cycle: string) =>
          answerTo(identity, mutation(name), { input: { ...asked, cycle, validateOnly: true } }).then((one) =>
            JSON.stringify(one),
          );
        const [opened, unopened, unknown] = await Promise.all([
          ask(CYCLES.drafting),
          ask(CYCLES.unopened),
          ask('CARE-2099'),
        ]);
        const isAdministrator = identity.rights.some(({ role }) => role === 'ADMINISTRATOR');
        if (!isAdministrator && (opened !== unopened || opened !== unknown))
          different.push({ name, identity, opened, unopened, unknown });
      }
    }

    expect(different).toEqual([]);
  });
});

const ADDRESSES: readonly Readonly<{ path: string; rule: Rule; method?: string }>[] = [
  { path: '/health', rule: everybody },
  { path: '/ready', rule: everybody },
  // Nothing is signed in a told world: whoever may ask is told so.
  { path: '/log/tile/entries/000', rule: forEntitled(auditorOfNation, 'NOT_FOUND') },
  { path: `/bundles/64.71/${CYCLES.drafting}`, rule: forEntitled(auditorOfUnit, 'LOG_CANNOT_SIGN') },
  { path: `/exports/answers.csv?cycle=${CYCLES.drafting}&unit=64.71`, rule: whoSeesOrForbidden },
  { path: `/exports/decisions.csv?cycle=${CYCLES.drafting}&unit=64.71`, rule: whoSeesOrForbidden },
  { path: `/exports/events.csv?cycle=${CYCLES.drafting}&unit=64.71`, rule: whoSeesOrForbidden },
  { path: `/exports/rankings.xlsx?cycle=${CYCLES.final}`, rule: withToken },
  {
    path: `/imports/answers?unit=64.71&cycle=${CYCLES.drafting}&validateOnly=true`,
    rule: forEntitled(whoSeesOrForbidden, 'FILE_EMPTY'),
    method: 'POST',
  },
];
