import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

import type { HttpObserver } from '../http/footprint.ts';
import type { BatchFacts } from '../ledger/observer.ts';
import type { CommandFacts } from '../usecase/observed.ts';
import { followFigures } from './figures.ts';
import type { Figures } from './figures.ts';

/** What this process counts of itself, for Prometheus. No label is anything a person chose. */
export type Metrics = Readonly<{
  batch: (facts: BatchFacts) => void;
  command: (facts: CommandFacts) => void;
  http: HttpObserver;
  /** A request was turned down because its sender sent too many. `by`: what they were counted by. */
  limited: (by: 'address' | 'identity') => void;
  /** From now on these are read whenever somebody asks. */
  follow: (figures: Figures) => void;
  contentType: string;
  text: () => Promise<string>;
}>;

/** Seconds. An append takes some milliseconds; where it takes seconds somebody waits for a lock. */
const APPEND_BUCKETS = [0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
/** Seconds, to the longest that an operation may take. */
const REQUEST_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** A batch takes at most 64 commands and, but for a very large one, 256 events. */
const BATCH_BUCKETS = [1, 2, 4, 8, 16, 32, 64, 128, 256];

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    batch: countBatches(registry),
    command: countCommands(registry),
    http: countRequests(registry),
    limited: countLimited(registry),
    follow: (figures) => followFigures(registry, figures),
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}

function countBatches(registry: Registry): Metrics['batch'] {
  const registers = [registry];
  const sizes = { buckets: BATCH_BUCKETS, registers };
  const commands = new Histogram({ name: 'jejak_batch_commands', help: 'Commands per batch of the ledger.', ...sizes });
  const events = new Histogram({ name: 'jejak_batch_events', help: 'Events per batch that committed any.', ...sizes });
  const seconds = new Histogram({
    name: 'jejak_batch_seconds',
    help: 'How long a batch of the ledger took, from taking its commands to the end of its transaction.',
    labelNames: ['outcome'],
    buckets: APPEND_BUCKETS,
    registers,
  });
  const states = new Counter({
    name: 'jejak_folded_states_total',
    help: 'Streams that decisions needed: whether their folded state was at hand or had to be read first.',
    labelNames: ['result'],
    registers,
  });
  return (batch) => {
    commands.observe(batch.commands);
    if (batch.events > 0) events.observe(batch.events);
    seconds.observe({ outcome: outcomeOf(batch) }, batch.milliseconds / 1000);
    states.inc({ result: 'hit' }, batch.streams - batch.loaded);
    states.inc({ result: 'miss' }, batch.loaded);
  };
}

function outcomeOf({ ended, events }: BatchFacts): string {
  if (!ended) return 'failed';
  return events > 0 ? 'committed' : 'nothing';
}

function countCommands(registry: Registry): Metrics['command'] {
  const registers = [registry];
  const appends = new Histogram({
    name: 'jejak_append_seconds',
    help: 'How long who sent a command waited until it was durable.',
    buckets: APPEND_BUCKETS,
    registers,
  });
  const commands = new Counter({
    name: 'jejak_commands_total',
    help: 'Commands by what became of them.',
    labelNames: ['command', 'outcome'],
    registers,
  });
  const refusals = new Counter({
    name: 'jejak_refusals_total',
    help: 'Commands that were refused, by the code of the refusal.',
    labelNames: ['code'],
    registers,
  });
  return ({ type, outcome, code, milliseconds }) => {
    commands.inc({ command: type, outcome: outcome.toLowerCase() });
    if (outcome === 'RECORDED') appends.observe(milliseconds / 1000);
    if (code !== null) refusals.inc({ code });
  };
}

function countRequests(registry: Registry): HttpObserver {
  const registers = [registry];
  const labelNames = ['route', 'method', 'status'];
  const active = new Gauge({ name: 'jejak_http_requests_active', help: 'Requests being answered.', registers });
  const requests = new Counter({ name: 'jejak_http_requests_total', help: 'Requests.', labelNames, registers });
  const seconds = new Histogram({
    name: 'jejak_http_request_seconds',
    help: 'How long it took to answer a request to its end; streams of events are left out.',
    labelNames: ['route', 'method'],
    buckets: REQUEST_BUCKETS,
    registers,
  });
  return {
    began: () => active.inc(),
    answered: ({ route, method, status, milliseconds, streamed }) => {
      active.dec();
      requests.inc({ route, method, status });
      if (!streamed) seconds.observe({ route, method }, milliseconds / 1000);
    },
  };
}

function countLimited(registry: Registry): Metrics['limited'] {
  const limited = new Counter({
    name: 'jejak_http_limited_total',
    help: 'Requests that were turned down because their sender sent too many.',
    labelNames: ['by'],
    registers: [registry],
  });
  return (by) => limited.inc({ by });
}
