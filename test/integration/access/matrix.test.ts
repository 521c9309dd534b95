import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { connectDrizzle } from '../../../src/database/connect.ts';
import type { Database } from '../../../src/database/connect.ts';
import { openDocuments } from '../../../src/document/documents.ts';
import type { Documents } from '../../../src/document/documents.ts';
import { schema } from '../../../src/graphql/schema.ts';
import { startServer } from '../../../src/http/server.ts';
import type { RunningServer } from '../../../src/http/server.ts';
import type { Identify } from '../../../src/identity/identity.ts';
import { ok } from '../../../src/kernel/result.ts';
import { documentParts } from '../../support/document-parts.ts';
import { mutation } from '../../support/mutations.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { ADDRESSES } from './addresses.ts';
import { createAsking } from './asking.ts';
import type { Asking } from './asking.ts';
import { COMMANDS, MORE_COMMANDS } from './commands.ts';
import { everybody, notErased, sees, within, withAnyRight } from './expectations.ts';
import type { Expected, Rule } from './expectations.ts';
import { IDENTITIES } from './identities.ts';
import type { Identity } from './identities.ts';
import { CYCLES, DOCUMENT, DOCUMENT_TEXT } from './matrix-stages.ts';
import { openMatrixWorld } from './matrix-world.ts';
import type { MatrixWorld } from './matrix-world.ts';
import { questions } from './questions.ts';
import type { Question } from './questions.ts';
import { tracesOf } from './traces.ts';

const database = useTestDatabase();
let world: MatrixWorld;
let server: RunningServer;
let asking: Asking;
let home: string;
let connection: Database;
let documents: Documents;

beforeAll(async () => {
  world = await openMatrixWorld(database().applicationUrl);
  home = await mkdtemp(join(tmpdir(), 'jejak-matrix-'));
  connection = connectDrizzle(database().applicationUrl, { max: 2 });
  documents = await openDocuments({ home, slots: { inAll: 100, each: 100 } }, documentParts(database(), connection));
  await writeFile(join(home, 'arriving'), DOCUMENT_TEXT);
  await documents.store.put(DOCUMENT.digest, join(home, 'arriving'));
  const { reader, bare: handle, live } = world;
  server = await startServer({
    port: 0,
    reader,
    handle,
    live,
    documents,
    identify,
    readiness: () => Promise.resolve({ ready: true }),
    metrics: {
      contentType: 'text/plain',
      text: () => Promise.resolve('1'),
      token: 'of the operator',
      behindProxy: false,
    },
    log: { info: () => undefined, error: () => undefined },
    limits: { files: { inAll: 100, each: 100 } },
  });
  asking = createAsking(world, server);
});
afterAll(async () => {
  await server.close();
  await documents.close();
  await connection.close();
  await world.close();
  await rm(home, { recursive: true, force: true });
});

/** How tokens are checked is told elsewhere; here they say who brings them, with the scopes of the identity. */
const identify: Identify = (authorization) => {
  if (authorization === undefined) return Promise.resolve(ok(null));
  const person = authorization.slice('Bearer '.length);
  const scopes = IDENTITIES.find((one) => one.person === person)?.scopes;
  return Promise.resolve(ok({ person, scopes: scopes ? new Set(scopes) : null }));
};

/** A cell that is not as the design has it. */
type Wrong = Readonly<{ identity: string; operation: string; expected: Expected; got: Expected }>;

const nameOf = ({ person }: Identity): string => person ?? 'anonymous';

async function wrongCells(
  operation: string,
  rule: Rule,
  ask: (identity: Identity) => Promise<Expected>,
): Promise<readonly Wrong[]> {
  const cells = await Promise.all(
    IDENTITIES.map(async (identity) => {
      const [expected, got] = [rule(identity), await ask(identity)];
      return { identity: nameOf(identity), operation, expected, got };
    }),
  );
  return cells.filter(({ expected, got }) => expected !== got);
}

/** What is answered without an error is asked in one operation: as somebody's screen asks for much at once. */
async function wrongAnswers(identity: Identity): Promise<readonly Wrong[]> {
  const asked = questions(world);
  const plain = asked.filter(({ field, found, rule }) => found.startsWith(field) && isPlain(rule(identity)));
  const together = identity.scopes ? null : await asking.questions(identity, plain);
  const oneByOne = async (question: Question): Promise<Expected> => {
    const known = together?.[plain.indexOf(question)];
    return known ?? (await asking.question(identity, question));
  };
  const wrong: Wrong[] = [];
  for (const question of asked) {
    const expected = within('READ', question.rule)(identity);
    const got = await oneByOne(question);
    if (expected !== got) wrong.push({ identity: nameOf(identity), operation: question.name, expected, got });
  }
  return wrong;
}

function isPlain(expected: Expected): boolean {
  return expected === 'ALLOWED' || expected === 'INVISIBLE';
}

const EVERY_COMMAND = [...Object.entries(COMMANDS).map(([name, asked]) => ({ name, ...asked })), ...MORE_COMMANDS];

describe(`${IDENTITIES.length} identities`, () => {
  it('are asked about in every field of Query and every mutation that there is', () => {
    const fields = new Set(questions(world).map(({ field }) => field));

    expect([...fields].sort()).toEqual(Object.keys(schema.getQueryType()!.getFields()).sort());
    expect(Object.keys(COMMANDS).sort()).toEqual(Object.keys(schema.getMutationType()!.getFields()).sort());
    expect(IDENTITIES.length).toBeGreaterThanOrEqual(25);
  });

  it('get the answers to questions that the design gives them', async () => {
    const wrong = await Promise.all(IDENTITIES.map(wrongAnswers));

    expect(wrong.flat()).toEqual([]);
  });

  it('may command what the design lets them', async () => {
    const wrong: Wrong[] = [];
    for (const { name, input, rule } of EVERY_COMMAND) {
      const ask = (identity: Identity) => asking.command(identity, name, input(world, nameOf(identity)));
      wrong.push(...(await wrongCells(name, within('WRITE', notErased(rule)), ask)));
    }

    expect(wrong).toEqual([]);
  });

  it('take home and bring over HTTP what the design lets them', async () => {
    const wrong: Wrong[] = [];
    for (const { path, rule, init = {} } of ADDRESSES) {
      const name = `${init.method ?? 'GET'} ${path}`;
      wrong.push(...(await wrongCells(name, rule, (identity) => asking.fetch(identity, path, init))));
    }

    expect(wrong).toEqual([]);
  });

  it('follow live what they may ask for', async () => {
    const events = `subscription { events(after: "0", filter: { units: ["64.71"] }) { position } }`;
    const changed = `subscription { reportChanged(report: "${btoa(`Report:64.71/${CYCLES.drafting}`)}") { stage } }`;
    const whoSeesOrInvalid: Rule = (identity) => (sees(identity) ? 'ALLOWED' : 'BAD_USER_INPUT');
    const wrong = [
      ...(await wrongCells('events', within('READ', withAnyRight(everybody)), (one) => asking.follow(one, events))),
      ...(await wrongCells('reportChanged', within('READ', whoSeesOrInvalid), (one) => asking.follow(one, changed))),
    ];

    expect(wrong).toEqual([]);
    expect(Object.keys(schema.getSubscriptionType()!.getFields()).sort()).toEqual(['events', 'reportChanged']);
  });
});

const BLIND = IDENTITIES.filter((one) => !sees(one));

describe('What somebody may not see', () => {
  it('is answered as what does not exist, to the letter', async () => {
    const there = tracesOf({ cycle: CYCLES.drafting, entry: world.entries.unit, position: world.position });
    const absent = tracesOf({ cycle: CYCLES.unopened, entry: 999_999_999, position: world.position });
    const different: unknown[] = [];
    const compare = async (identity: Identity): Promise<void> => {
      for (const [index, query] of there.entries()) {
        const [seen, unseen] = await Promise.all(
          [query, absent[index]!].map(async (one) => JSON.stringify(await asking.ask(identity, one))),
        );
        if (seen !== unseen?.replaceAll(CYCLES.unopened, CYCLES.drafting))
          different.push({ identity, query, seen, unseen });
      }
    };
    await Promise.all(BLIND.map(compare));

    expect(different).toEqual([]);
  });

  it('cannot be told from what does not exist by what a command is refused with', async () => {
    const different: unknown[] = [];
    const compare = async (identity: Identity): Promise<void> => {
      for (const { name, input } of EVERY_COMMAND) {
        const asked = input(world, nameOf(identity));
        if (!('unit' in asked && 'cycle' in asked)) continue;
        const cycles = [CYCLES.drafting, CYCLES.unopened, 'CARE-2099'];
        const answers = await asking.ask(identity, inAll(name), variablesFor(asked, cycles));
        const [opened, ...others] = Object.values(answers.data ?? {}).map((one) => JSON.stringify(one));
        const same = others.every((one) => one === opened);
        if (!same && !isAdministrator(identity)) different.push({ name, identity, opened, others });
      }
    };
    await Promise.all(BLIND.map(compare));

    expect(different).toEqual([]);
  });
});

const isAdministrator = ({ rights }: Identity): boolean => rights.some(({ role }) => role === 'ADMINISTRATOR');

/** The mutation on three reports in one operation: each is answered by itself. */
function inAll(name: string): string {
  const [, type = '', body = ''] = /^mutation \(\$input: (\w+!)\) \{([^]*)\}$/.exec(mutation(name)) ?? [];
  const each = ['a', 'b', 'c'].map((one) => `${one}: ${body.trim().replaceAll('$input', `$${one}`)}`);
  return `mutation ($a: ${type}, $b: ${type}, $c: ${type}) { ${each.join(' ')} }`;
}

function variablesFor(asked: object, cycles: readonly string[]): Record<string, object> {
  const inputs = cycles.map((cycle) => ({ ...asked, cycle, validateOnly: true }));
  return Object.fromEntries(inputs.map((input, index) => ['abc'.charAt(index), input]));
}
