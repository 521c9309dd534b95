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

/** What the server answers to exactly these bytes, until the connection ends. */
async function shout(raw: string, port: number = world().port): Promise<string> {
  const socket = connect(port, 'localhost');
  socket.on('error', () => undefined);
  socket.write(raw, 'latin1');
  return text(socket).catch(() => '');
}

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

  it.each([
    ['a string', '"""\\""" """'],
    ['a comment', '"a" #"""\n'],
    ['strings that follow each other', '"\\\\" "" """"""'],
  ])('hides no depth behind %s', async (_what, before) => {
    const query = `{ a(b: ${before}) { ${'a { '.repeat(200)} ${'} '.repeat(200)} } } # """`;

    const { errors } = await world().send({ query });

    expect(errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_DEEP' } }]);
  });

  // A regular expression that reads to the end from every quotation mark takes minutes for each of these.
  it.each([
    ['strings that never end', `{ a(b: "${'\\"'.repeat(200_000)}`],
    ['blocks that never end', `{ a(b: """${'\\"""'.repeat(100_000)}`],
    ['quotation marks', '"'.repeat(400_001)],
  ])('is read once, whatever its %s', async (_what, query) => {
    const { errors } = await world().send({ query });

    expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }]);
  });

  it('may have any brackets in its texts', async () => {
    const query = `# ${'{'.repeat(100)}\n{ __typename @include(if: true) ledger { __typename } a: report(unit: "${'['.repeat(90)}", cycle: """${'{'.repeat(90)}""") { stage } }`;

    const { errors } = await world().send({ query });

    expect(errors.map(({ extensions }) => extensions.code)).not.toContain('QUERY_TOO_DEEP');
  });
});

const GET = 'GET /graphql?query=%7B__typename%7D HTTP/1.1\r\nHost: x\r\nConnection: close\r\n';
const POST = 'POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n';

describe('A request whose bytes mean two things', () => {
  it.each([
    ['two lengths', `${POST}Content-Length: 4\r\nContent-Length: 5\r\n\r\naaaa`, 400],
    ['a length and chunks', `${POST}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
    ['a space before a colon', `${POST}Content-Length : 4\r\n\r\naaaa`, 400],
    ['a header on two lines', `${GET}A: b\r\n c\r\n\r\n`, 400],
    ['lines that end with half of an end', 'GET /health HTTP/1.1\nHost: x\n\n', 400],
    ['a zero within a header', `${GET}A: b\0c\r\n\r\n`, 400],
    ['no host', 'GET /health HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['headers without end', `${GET}${'a: b\r\n'.repeat(3000)}\r\n`, 431],
    ['an address of another server', 'GET http://a/graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 404],
    ['a doubled slash', 'GET //graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 404],
    ['lines within its address', 'GET /exports/a%0d%0aSet-Cookie:%20b HTTP/1.0\r\n\r\n', 401],
    ['a zero within its address', 'GET /log/tile/%00 HTTP/1.0\r\n\r\n', 404],
    ['a path that climbs', 'GET /log/../graphql HTTP/1.0\r\n\r\n', 404],
  ])('is turned down: %s', async (_what, raw, status) => {
    const answer = await shout(raw);

    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer.split('\r\n\r\n', 1)[0]).not.toMatch(/set-cookie/i);
  });

  it('is not answered once its chunks break off', async () => {
    const answer = await shout(`${POST}Transfer-Encoding: chunked\r\n\r\nzz\r\n`);

    expect(answer).not.toContain('data');
  });

  it('is known by an id of ours where its own would not fit into a line', async () => {
    const answer = await shout(`${GET}X-Request-Id: a b\tc\r\nAccept: application/json\r\n\r\n`);

    expect(answer).toMatch(/x-request-id: [0-9a-f-]{36}\r/i);
  });
});

describe('A connection', () => {
  it('is not held by headers or a body that drip, nor taken where there are enough', async () => {
    const { port } = await world().serve({ limits: { requestMilliseconds: 1000, connections: 3 } });

    const sockets = [connect(port, 'localhost'), connect(port, 'localhost'), connect(port, 'localhost')] as const;
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    sockets[0].write('GET /health HTTP/1.1\r\nA');
    sockets[1].write(`${POST}Content-Length: 9\r\n\r\n{`);
    sockets[2].write('PUT /documents HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n%');
    const dripping = sockets.map((socket) => text(socket));
    const more = await shout('GET /health HTTP/1.0\r\n\r\n', port);

    expect(more).toBe('');
    const answers = await Promise.all(dripping);
    expect(answers.map((answer) => answer.slice(0, 13))).toEqual(['HTTP/1.1 408 ', 'HTTP/1.1 408 ', 'HTTP/1.1 401 ']);
    expect(await shout('GET /health HTTP/1.0\r\n\r\n', port)).toMatch(/^HTTP\/1\.1 200 /);
  });
});
