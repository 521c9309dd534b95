import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openComponents } from '../../../src/cli/components.ts';
import type { Components } from '../../../src/cli/components.ts';
import { figuresOf } from '../../../src/cli/figures.ts';
import { createReadiness } from '../../../src/cli/readiness.ts';
import { openTelemetry } from '../../../src/cli/telemetry.ts';
import type { Telemetry } from '../../../src/cli/telemetry.ts';
import { observeHandle } from '../../../src/usecase/observed.ts';
import { startCollector } from '../../support/collector.ts';
import type { Collected, Collector } from '../../support/collector.ts';
import { useHttpWorld } from '../../support/http-server.ts';
import type { Served } from '../../support/http-server.ts';
import { CYCLE, REPORTER, UNIT } from '../../support/reporting-world.ts';

const world = useHttpWorld();

const TOKEN = 'a-token-for-the-metrics';
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';
const SECRET = 'what-nobody-else-may-read';

const SUBMIT = `mutation Answering($input: SubmitResponseInput!) {
  submitResponse(input: $input) { __typename ... on Refusal { code } }
}`;

type Line = Readonly<Record<string, unknown>>;

const lines: Line[] = [];
const debugged: Line[] = [];
const warned: string[] = [];
let collector: Collector;
let telemetry: Telemetry;
let components: Components;
let served: Served;

beforeAll(async () => {
  const note = (facts: object | string, message?: string): void => {
    lines.push(typeof facts === 'string' ? { message: facts } : { ...facts, message });
  };
  const warn = (facts: object | string, message?: string): void => {
    warned.push(message ?? JSON.stringify(facts));
  };
  const debug = (facts: object, message: string): void => {
    debugged.push({ ...facts, message });
  };
  const log = { debug, info: note, warn, error: note };
  collector = await startCollector();
  telemetry = await openTelemetry({ metricsToken: null, trustProxy: 0, otlpEndpoint: `${collector.endpoint}/` }, log);
  const { batch: observe, tracer, page: metrics, command } = telemetry;
  const signing = { home: world().home, origin: 'test.jejak' };
  const url = world().database.applicationUrl;
  components = await openComponents(url, { log, signing, observe, statement: tracer.statement });
  const { reader, live, handle: plain, waiting } = components;
  const handle = observeHandle(plain, { command, tracer });
  const readiness = createReadiness({ reader, handle: plain, home: world().home });
  served = await world().serve({
    ...{ reader, live, handle, readiness, log, tracer, metrics, observe: telemetry.metrics.http },
  });
  telemetry.metrics.follow({ ...figuresOf(reader), waiting, subscriptions: served.subscriptions });
});

afterAll(async () => {
  await served.close();
  await components.close();
  await collector.close();
});

function answer(expectedRevision: number): object {
  const place = { unit: UNIT, cycle: CYCLE, indicator: 'KKP-SP1-S1' };
  const input = { commandId: randomUUID(), ...place, expectedRevision, answer: { choice: 'ADA' }, narrative: SECRET };
  return { query: SUBMIT, variables: { input }, person: REPORTER };
}

async function submit(expectedRevision: number, headers: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const asked = answer(expectedRevision) as Parameters<Served['send']>[0];
  const { data } = await served.send({ ...asked, headers });
  return data!['submitResponse'];
}

function at(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(new URL(path, served.url), { headers });
}

async function figure(name: string): Promise<number> {
  const text = await (await at('/metrics')).text();
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return Number(line?.slice(name.length + 1));
}

describe('One accepted and one refused command', () => {
  beforeAll(async () => {
    const accepted = await submit(0, { traceparent: `00-${TRACE}-${SPAN}-01`, 'x-request-id': 'first' });
    const refused = await submit(0, { 'x-request-id': 'second' });
    await at(`/exports/awards.csv?${SECRET}`);
    await at(`/${SECRET}`);
    expect([accepted, refused]).toEqual([
      { __typename: 'SubmitResponseSuccess' },
      { __typename: 'Refusal', code: 'CONFLICT' },
    ]);
  });

  it('are counted, with what they waited for', async () => {
    const counted = await Promise.all(
      [
        'jejak_append_seconds_count',
        'jejak_commands_total{command="SubmitResponse",outcome="recorded"}',
        'jejak_refusals_total{code="CONFLICT"}',
        'jejak_batch_commands_count',
        'jejak_batch_events_sum',
        'jejak_http_requests_total{route="/graphql",method="POST",status="200"}',
        'jejak_http_requests_total{route="other",method="GET",status="404"}',
        'jejak_commands_waiting',
        'jejak_subscriptions',
      ].map(figure),
    );

    expect(counted).toEqual([1, 1, 1, 2, 1, 2, 1, 0, 0]);
    expect(await figure('jejak_ledger_entries')).toBeGreaterThan(10);
    expect(await figure('jejak_checkpoint_age_seconds')).toBeLessThan(60);
    expect(await figure('jejak_folded_states_total{result="miss"}')).toBeGreaterThan(0);
    expect(await figure('nodejs_eventloop_lag_seconds')).toBeGreaterThanOrEqual(0);
  });

  it('are one line each, with who asked and for what, and a refusal is one more', () => {
    const told = lines.filter(({ requestId }) => requestId === 'first' || requestId === 'second');

    const request = { method: 'POST', route: '/graphql', status: 200, person: REPORTER, message: 'request' };
    expect(told).toEqual([
      expect.objectContaining({ ...request, requestId: 'first', operation: 'mutation Answering' }),
      {
        requestId: 'second',
        command: 'SubmitResponse',
        code: 'CONFLICT',
        person: REPORTER,
        message: 'a command was refused',
      },
      expect.objectContaining({ ...request, requestId: 'second', operation: 'mutation Answering' }),
    ]);
    expect(told[0]).toMatchObject({ ms: expect.any(Number) as number, bytes: expect.any(Number) as number });
  });

  it('are spans of the trace they came with, each below the one it is part of', async () => {
    await telemetry.close();
    const inTrace = collector.spans.filter(({ traceId }) => traceId === TRACE);
    const named = (name: string): Collected => inTrace.find((span) => span.name === name)!;
    const [request, operation, command] = [
      named('POST /graphql'),
      named('mutation Answering'),
      named('command SubmitResponse'),
    ];

    expect(request.parentSpanId).toBe(SPAN);
    expect(operation.parentSpanId).toBe(request.spanId);
    expect(command.parentSpanId).toBe(operation.spanId);
    expect(command.attributes).toMatchObject({ 'jejak.outcome': 'RECORDED' });
    expect(Number(request.attributes['db.statements'])).toBeGreaterThan(0);
    expect(
      collector.spans.filter(({ name }) => name === 'ledger batch').map(({ attributes }) => attributes),
    ).toContainEqual(expect.objectContaining({ 'jejak.batch.commands': 1, 'jejak.batch.events': 1 }));
  });

  it('leave nothing of what was sent, and no token, in lines, counts or traces', async () => {
    const page = await (await at('/metrics')).text();
    const everything = [JSON.stringify([lines, debugged]), page, collector.text()].join('\n');

    expect(everything).not.toContain(SECRET);
    expect(everything).not.toContain('eyJ');
    expect(collector.text()).not.toContain(REPORTER);
    expect(page).not.toContain(REPORTER);
  });
});

describe('Who only watches', () => {
  it('is told how each part is', async () => {
    const ready = await at('/ready');

    const well = { ok: true };
    const parts = ['database', 'migrations', 'readModels', 'ledger', 'key', 'signer', 'clock'];
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({
      status: 'ready',
      checks: Object.fromEntries(parts.map((part) => [part, well])),
    });
  });

  it('fills no log', () => {
    expect(lines.filter(({ route }) => route === '/ready' || route === '/metrics')).toEqual([]);
    expect(debugged.filter(({ route }) => route === '/ready')).toHaveLength(1);
  });
});

describe('The metrics', () => {
  it('are nowhere for who comes through a proxy, and for whoever guesses', async () => {
    const { page: metrics } = telemetry;
    const guarded = await world().serve({ metrics: { ...metrics, token: TOKEN } });
    const behind = await world().serve({ metrics: { ...metrics, behindProxy: true } });
    const ask = async ({ url }: Served, headers: Readonly<Record<string, string>> = {}): Promise<number> =>
      (await fetch(new URL('/metrics', url), { headers })).status;

    const answers = [
      await ask(served, { 'x-forwarded-for': '203.0.113.7' }),
      await ask(behind),
      await ask(guarded),
      await ask(guarded, { authorization: `Bearer ${TOKEN}x` }),
      await ask(guarded, { authorization: `Bearer ${TOKEN}` }),
    ];

    expect(answers).toEqual([404, 404, 404, 404, 200]);
  });
});

describe('A collector that is down', () => {
  it('disturbs nobody, and is said once', async () => {
    const said: string[] = [];
    const nothing = (): void => undefined;
    const log = { info: nothing, warn: (_facts: unknown, message?: string) => void said.push(message ?? '') };
    const { tracer, close } = await openTelemetry(
      { metricsToken: null, trustProxy: 0, otlpEndpoint: 'http://127.0.0.1:9' },
      log,
    );

    const answers = await Promise.all([1, 2, 3].map((one) => tracer.span('work', {}, () => Promise.resolve(one))));
    await close();

    expect(answers).toEqual([1, 2, 3]);
    expect(said.length).toBeLessThanOrEqual(1);
  });
});
