import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

import { afterAll, describe, expect, it } from 'vitest';

import { useHttpWorld } from '../../support/http-server.ts';

const world = useHttpWorld();

/** Nothing an outsider sends is an error of the server. */
afterAll(() => {
  expect(world().logged).toEqual([]);
});

/** What the server answers to exactly these lines. */
async function say(...lines: readonly string[]): Promise<string> {
  const socket = connect(world().port, 'localhost');
  socket.write([...lines, 'Connection: close', '', ''].join('\r\n'));
  return text(socket);
}

describe('A hostile request', () => {
  it.each(['%%%', 'a b', 'x:99999', '['])(
    'is told what is wrong with its host, and nothing of the server: %s',
    async (host) => {
      const answer = await say('GET /graphql?query=%7B__typename%7D HTTP/1.1', `Host: ${host}`);

      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      expect(answer).not.toMatch(/node_modules|\.ts:|\.js:/);
    },
  );

  it.each(['variables=%7B', 'extensions=x', 'query=%E0%A4%A', 'query=%00', 'query=%7Ba%7D&variables=7'])(
    'is told what is wrong with its parameters: %s',
    async (parameters) => {
      const answer = await say(
        `GET /graphql?${parameters} HTTP/1.1`,
        'Host: x',
        'Accept: application/graphql-response+json',
      );

      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    },
  );

  it.each(['HEAD', 'PUT', 'DELETE', 'PATCH', 'TRACE'])('is told that %s is not how it is done', async (method) => {
    const answer = await say(`${method} /graphql HTTP/1.1`, 'Host: x');

    expect(answer).toMatch(/^HTTP\/1\.1 405 /);
  });

  it('that goes away while it sends harms nobody', async () => {
    const socket = connect(world().port, 'localhost');
    socket.write(
      ['POST /graphql HTTP/1.1', 'Host: x', 'Content-Type: application/json', 'Content-Length: 9', '', '{'].join(
        '\r\n',
      ),
    );

    socket.destroy();
    await once(socket, 'close');

    const { data } = await world().send({ query: '{ __typename }' });
    expect(data).toEqual({ __typename: 'Query' });
  });

  it.each([
    ['selections', '{a'.repeat(200_000)],
    ['lists', `{ report(unit: ${'['.repeat(100_000)}`],
    ['objects', `{ report(unit: ${'{a:'.repeat(100_000)}`],
    ['types', `query ($a: ${'['.repeat(100_000)}String`],
  ])('is not followed into the depth of its %s', async (_what, query) => {
    const { errors } = await world().send({ query });

    expect(errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_DEEP' } }]);
  });

  it.each([
    ['aliases', `{ ${Array.from({ length: 8000 }, (_, index) => `a${index}: ledger { size }`).join(' ')} }`],
    ['fields', `{ ${'ledger { size } '.repeat(8000)} }`],
    ['directives', `{ ledger ${'@a'.repeat(20_000)} { size } }`],
  ])('is not read to the end of its %s', async (_what, query) => {
    const { errors } = await world().send({ query });

    expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }]);
  });

  it('may have any brackets in its texts', async () => {
    const query = `# ${'{'.repeat(100)}\n{ __typename @include(if: true) ledger { __typename } a: report(unit: "${'['.repeat(90)}", cycle: """${'{'.repeat(90)}""") { stage } }`;

    const { errors } = await world().send({ query });

    expect(errors.map(({ extensions }) => extensions.code)).not.toContain('QUERY_TOO_DEEP');
  });
});
