import type { IncomingMessage, ServerResponse } from 'node:http';

import type { SoundMemory } from '../document/sound-memory.ts';
import { StorageUnavailable } from '../document/store.ts';
import type { Identify } from '../identity/identity.ts';
import { isInterrupted } from '../kernel/interrupted.ts';
import { UNTRACED } from '../kernel/trace.ts';
import { addressOf, isSecure } from './address.ts';
import { createAdmission, loginProblem } from './admission.ts';
import { answerBundle } from './bundles.ts';
import { answerCors } from './cors.ts';
import type { CorsOrigins } from './cors.ts';
import { answerDocument } from './documents.ts';
import type { DocumentParts } from './documents.ts';
import { answerProblem, currentExchange, exchangeOf } from './exchange.ts';
import type { Problem } from './exchange.ts';
import { answerExport } from './exports.ts';
import { followRequest, traceRequest } from './footprint.ts';
import type { HttpObserver } from './footprint.ts';
import { answerHealth, answerReadiness, NOT_READY } from './health.ts';
import type { Readiness } from './health.ts';
import { answerImport } from './imports.ts';
import { intakeProblem } from './intake.ts';
import { leaving, workUntil } from './interruption.ts';
import { answerLog } from './log.ts';
import { answerMetrics } from './metrics.ts';
import type { MetricsPage } from './metrics.ts';
import { BROKEN, NOT_FOUND, STOPPING, STORAGE_UNAVAILABLE, TOO_MANY_AT_ONCE } from './problems.ts';
import { safeHeaders } from './safe-headers.ts';
import { sendReply } from './send.ts';
import { turnToEnd } from './turn-to-end.ts';
import type { Turns } from './turns.ts';
import type { Visit } from './visit.ts';
import { answerUploadResource } from './upload-resource.ts';
import { answerUpload } from './uploads.ts';
import type { UploadParts } from './uploads.ts';
import { createGraphql } from './yoga.ts';
import type { GraphqlParts } from './yoga.ts';

export type ListenerParts = GraphqlParts &
  UploadParts &
  DocumentParts &
  Readonly<{
    /** Who asks. */
    identify: Identify;
    /** Answers below `/oidc`; absent: nobody logs in here. */
    login?: ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | null;
    /** Whether commands can be recorded. */
    readiness: () => Promise<Readiness>;
    /** Whether new work is turned down, since the server is about to end. */
    stopping: () => boolean;
    observe?: HttpObserver;
    metrics?: MetricsPage;
    bodyBytes: number;
    /** For whole files. */
    turns: Turns;
    /** Of documents of which parts are read. */
    sound: SoundMemory;
    /** How many proxies before us are believed whom they heard. */
    proxies: number;
    /** Whose scripts may read answers. */
    corsOrigins: CorsOrigins;
  }>;

/** Resolves when the request has been answered. Never throws: whatever goes wrong is logged and answered. */
export type Listener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Yoga alone adds nine to one answer, and every step of ours that ends with it adds its own. Beyond this one is lost. */
const MOST_LISTENERS = 20;

export function createListener(parts: ListenerParts): Listener {
  const answer = createAnswer(parts);
  return async (request, response) => {
    const exchange = exchangeOf(request);
    const { requestId } = exchange;
    response.setMaxListeners(MOST_LISTENERS);
    followRequest({ request, response, exchange }, parts);
    const headers = safeHeaders(isSecure(request, parts.proxies));
    response.setHeaders(new Map(Object.entries({ ...headers, 'x-request-id': requestId })));
    try {
      if (answerCors(request, response, parts.corsOrigins)) return;
      await currentExchange.run(exchange, () =>
        workUntil(leaving(response), () => answer({ request, response, exchange })),
      );
    } catch (error) {
      if (hasLeft(request, response) || isInterrupted(error)) return;
      parts.log.error({ err: error, requestId }, 'a request failed unexpectedly');
      if (!response.headersSent) answerProblem(response, brokenBy(error), exchange);
    }
  };
}

function brokenBy(error: unknown): Problem {
  return error instanceof StorageUnavailable ? STORAGE_UNAVAILABLE : BROKEN;
}

/** A request of whom nobody knows yet. */
type Arrival = Omit<Visit, 'caller' | 'address'>;

/** Who asks is settled here, once, before anything is answered for them; probes are answered whoever asks. */
function createAnswer(parts: ListenerParts): (arrival: Arrival) => Promise<void> {
  const { readiness, stopping, metrics = null, tracer = UNTRACED } = parts;
  const answerWork = createWork(parts);

  return async (arrival) => {
    const { request, response } = arrival;
    const path = pathOf(request);
    if (path === '/health') answerHealth(response);
    else if (path === '/ready') await answerReadiness(response, stopping() ? () => NOT_READY : readiness);
    else if (path === '/metrics') await answerMetrics(arrival, metrics);
    else if (stopping()) turnDown(arrival, STOPPING);
    else await traceRequest(arrival, tracer, () => answerWork(arrival, path));
  };
}

function createWork(parts: ListenerParts): (arrival: Arrival, path: string) => Promise<void> {
  const answerVisit = createVisits(parts);
  const admit = createAdmission(parts.identify, parts.rateLimits);

  return async (arrival, path) => {
    const { request, response, exchange } = arrival;
    const address = addressOf(request, parts.proxies);
    if (parts.login && path.startsWith('/oidc/')) {
      const problem = await loginProblem(request, address, parts.rateLimits);
      if (problem) turnDown(arrival, problem);
      else await parts.login(request, response);
      return;
    }
    const admitted = await admit(arrival, { address, path });
    if (!admitted.ok) {
      turnDown(arrival, admitted.error);
      return;
    }
    exchange.footprint.person = admitted.value?.person ?? null;
    await answerVisit({ ...arrival, address, caller: admitted.value }, path);
  };
}

function createVisits(parts: ListenerParts): (visit: Visit, path: string) => Promise<void> {
  const { bodyBytes } = parts;
  const graphql = createGraphql(parts);

  const answerGraphql = async (visit: Visit): Promise<void> => {
    const { request, response, exchange, caller, address } = visit;
    const problem = await intakeProblem(request, bodyBytes);
    if (problem) {
      turnDown(visit, problem);
      return;
    }
    const line = lineOf(response);
    const asking = { exchange, caller, address, line, lastEventId: lastEventIdOf(request) };
    await sendReply(await graphql.handleNodeRequestAndResponse(request, response, asking), response, line.signal);
  };

  return (visit, path) => (path === '/graphql' ? answerGraphql(visit) : answerInFolder(visit, path, parts));
}

function pathOf({ url = '' }: IncomingMessage): string {
  const [path = ''] = url.split('?', 1);
  return path;
}

/** What answers for every address below one of these. */
const FOLDERS: readonly (readonly [prefix: string, answer: (visit: Visit, parts: ListenerParts) => Promise<void>])[] = [
  ['/log/', answerLog],
  ['/bundles/', inTurn(answerBundle)],
  ['/exports/', inTurn(answerExport)],
  ['/imports/', inTurn(answerImport)],
  ['/documents/uploads/', answerUploadResource],
  ['/documents/', inTurn(answerDocument)],
];

/** Whole files, of which so many are handled at once. */
function inTurn(answer: (visit: Visit, parts: ListenerParts) => Promise<void>): typeof answer {
  return async (visit, parts) => {
    const leave = parts.turns(visit.caller);
    if (!leave) {
      turnDown(visit, TOO_MANY_AT_ONCE);
      return;
    }
    try {
      await answer(visit, parts);
    } finally {
      leave();
    }
  };
}

async function answerInFolder(visit: Visit, path: string, parts: ListenerParts): Promise<void> {
  const [, answer] = FOLDERS.find(([prefix]) => path.startsWith(prefix)) ?? [];
  if (path === '/documents') await answerUpload(visit, parts);
  else if (answer) await answer(visit, parts);
  else turnDown(visit, NOT_FOUND);
}

/** Aborted when the asker leaves, by whoever ends a subscription before. */
function lineOf(response: ServerResponse): AbortController {
  const line = new AbortController();
  response.once('close', () => line.abort());
  return line;
}

/** An EventSource that comes back names the last event it was told of (HTML Living Standard §9.2.4). */
function lastEventIdOf({ headers }: IncomingMessage): string | null {
  const id = headers['last-event-id'];
  return typeof id === 'string' && id !== '' ? id : null;
}

function turnDown({ request, response, exchange }: Arrival, problem: Problem): void {
  turnToEnd(request);
  answerProblem(response, problem, exchange);
}

/** Who goes away before the answer needs none, and is no fault of ours. */
function hasLeft(request: IncomingMessage, response: ServerResponse): boolean {
  return (request.destroyed && !request.complete) || (response.destroyed && !response.writableFinished);
}
