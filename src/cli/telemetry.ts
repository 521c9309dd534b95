import type { Config } from '../config.ts';
import { currentExchange } from '../http/exchange.ts';
import type { MetricsPage } from '../http/metrics.ts';
import { UNTRACED } from '../kernel/trace.ts';
import type { Tracer } from '../kernel/trace.ts';
import type { BatchFacts, WriterObserver } from '../ledger/observer.ts';
import { createMetrics } from '../telemetry/metrics.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { CommandFacts } from '../usecase/observed.ts';
import type { ComponentLog } from './components.ts';

/** What the running product tells of itself: its counts, its spans and its lines. */
export type Telemetry = Readonly<{
  metrics: Metrics;
  page: MetricsPage;
  tracer: Tracer;
  batch: WriterObserver;
  command: (facts: CommandFacts) => void;
  close: () => Promise<void>;
}>;

type TelemetryLog = ComponentLog & Readonly<{ info: (facts: object, message: string) => void }>;

export async function openTelemetry(
  { metricsToken, otlpEndpoint, trustProxy }: Pick<Config, 'metricsToken' | 'otlpEndpoint' | 'trustProxy'>,
  log: TelemetryLog,
): Promise<Telemetry> {
  const metrics = createMetrics();
  const tracing = await openTraces(otlpEndpoint, log);
  const tracer = tracing ?? UNTRACED;
  const { contentType, text } = metrics;
  return {
    metrics,
    page: { contentType, text, token: metricsToken, behindProxy: trustProxy > 0 },
    tracer,
    batch: (facts) => {
      metrics.batch(facts);
      tracer.past('ledger batch', attributesOf(facts), facts.milliseconds);
    },
    command: (facts) => {
      metrics.command(facts);
      sayRefusal(facts, log);
    },
    close: async () => tracing?.close(),
  };
}

/** Whoever sends no traces does not load what sends them. */
async function openTraces(
  endpoint: string | null,
  log: ComponentLog,
): Promise<(Tracer & Pick<Telemetry, 'close'>) | null> {
  if (endpoint === null) return null;
  const { openTracing } = await import('../telemetry/tracing.ts');
  return openTracing(endpoint, log);
}

function attributesOf({
  commands,
  events,
  streams,
  loaded,
  ended,
}: BatchFacts): Readonly<Record<string, number | boolean>> {
  return {
    'jejak.batch.commands': commands,
    'jejak.batch.events': events,
    'jejak.batch.streams': streams,
    'jejak.batch.loaded': loaded,
    'jejak.batch.ended': ended,
  };
}

function sayRefusal({ type, code, person }: CommandFacts, log: TelemetryLog): void {
  if (code === null) return;
  const requestId = currentExchange.getStore()?.requestId ?? null;
  log.info({ requestId, command: type, code, person }, 'a command was refused');
}
