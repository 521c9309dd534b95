import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A span as a collector is told of it. */
export type Collected = Readonly<{
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  attributes: Readonly<Record<string, unknown>>;
}>;

/** Something that takes traces (OTLP over HTTP, as JSON) and keeps them. */
export type Collector = Readonly<{
  endpoint: string;
  spans: readonly Collected[];
  /** Everything it was sent, as text. */
  text: () => string;
  close: () => Promise<void>;
}>;

type Value = Readonly<Record<string, unknown>>;
type Sent = Readonly<{
  resourceSpans: readonly Readonly<{
    scopeSpans: readonly Readonly<{
      spans: readonly (Omit<Collected, 'attributes'> & { attributes: readonly { key: string; value: Value }[] })[];
    }>[];
  }>[];
}>;

export async function startCollector(): Promise<Collector> {
  const spans: Collected[] = [];
  const bodies: unknown[] = [];
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      bodies.push(body);
      spans.push(...spansIn(body as Sent));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen({ port: 0, host: '127.0.0.1' }, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { endpoint: `http://127.0.0.1:${port}`, spans, text: () => JSON.stringify(bodies), close };
}

function spansIn({ resourceSpans }: Sent): readonly Collected[] {
  return resourceSpans
    .flatMap(({ scopeSpans }) => scopeSpans)
    .flatMap(({ spans }) => spans)
    .map(({ attributes, ...span }) => ({
      ...span,
      attributes: Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]])),
    }));
}
