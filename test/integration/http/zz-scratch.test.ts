import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { useHttpWorld } from '../../support/http-server.ts';
const world = useHttpWorld();
function raw(text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(world().port, 'localhost', () => socket.write(text));
    let got = '';
    socket.on('data', (d) => { got += d.toString(); });
    socket.on('close', () => resolve(got));
    socket.on('error', () => resolve(got + 'ERR'));
    setTimeout(() => { socket.destroy(); resolve(got + 'TIMEOUT'); }, 1500);
  });
}
it('probe', async () => {
  const q = '{"query":"{__typename}"}';
  for (const [name, text] of Object.entries({
    host: `POST /graphql HTTP/1.1\r\nHost: %%%\r\nContent-Type: application/json\r\nContent-Length: ${q.length}\r\n\r\n${q}`,
    host2: `POST /graphql HTTP/1.1\r\nHost: a b/c?d\r\nContent-Type: application/json\r\nContent-Length: ${q.length}\r\n\r\n${q}`,
    url: `GET //evil\\x/graphql HTTP/1.1\r\nHost: x\r\n\r\n`,
    url2: `GET http://evil:99999/graphql HTTP/1.1\r\nHost: x\r\n\r\n`,
    getq: `GET /graphql?query=%7B__typename%7D&variables=%7B HTTP/1.1\r\nHost: x\r\n\r\n`,
    getpct: `GET /graphql?query=%E0%A4%A HTTP/1.1\r\nHost: x\r\n\r\n`,
    head: `HEAD /graphql HTTP/1.1\r\nHost: x\r\n\r\n`,
    put: `PUT /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}`,
    del: `DELETE /graphql HTTP/1.1\r\nHost: x\r\n\r\n`,
    trace: `TRACE /graphql HTTP/1.1\r\nHost: x\r\n\r\n`,
    garbage: `\x00\x01\x02\r\n\r\n`,
    accept: `POST /graphql HTTP/1.1\r\nHost: x\r\nAccept: image/png\r\nContent-Type: application/json\r\nContent-Length: ${q.length}\r\n\r\n${q}`,
    sse: `POST /graphql HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: ${q.length}\r\n\r\n${q}`,
    bad8: `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: ${q.length}\r\n\r\n${q}`,
    graphiql: `GET /graphql/ HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\n\r\n`,
    root: `GET / HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\n\r\n`,
  })) {
    const before = world().logged.length;
    const got = await raw(text);
    console.log(name, JSON.stringify(got.split('\r\n')[0]), got.slice(-220).replace(/\s+/g, ' '), 'LOGGED', world().logged.length - before);
  }
  for (const [name, query] of Object.entries({
    nest: '{a'.repeat(200000),
    nest2: '{ledger'.repeat(900) + '}'.repeat(900),
    nest3: '{ledger'.repeat(3000) + '}'.repeat(3000),
    list: `{ report(unit: ${'['.repeat(20000)} ) { stage } }`,
    alias: `{ ${Array.from({ length: 8000 }, (_, i) => `a${i}: ledger { size }`).join(' ')} }`,
    frag: `query { ...A } fragment A on Query { ...B } fragment B on Query { ...A }`,
    overlap: `{ ${'ledger { size } '.repeat(5000)} }`,
    directives: `{ ledger ${'@a'.repeat(20000)} { size } }`,
    vars: `query ($a: Position!) { report(unit: "64.71", cycle: "KKPHAM-2022", asOf: { position: $a }) { stage } }`,
    introspect: `{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }`,
  })) {
    const before = world().logged.length;
    const t = performance.now();
    const reply = await world().send({ query, person: 'auditor', variables: { a: 'x' } });
    console.log(name, reply.status, JSON.stringify(reply.errors).slice(0, 260), 'LOGGED', world().logged.length - before, Math.round(performance.now() - t), 'ms');
  }
  console.log(world().logged.map((l) => l.message + String((l.facts as any).err)).join('\n').slice(0, 1500));
  expect(1).toBe(1);
}, 120000);
