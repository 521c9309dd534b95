import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';

import { isSpanContextValid, ROOT_CONTEXT, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Context } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { SpanExporter } from '@opentelemetry/sdk-trace-node';

import type { Tracer } from '../kernel/trace.ts';

export type TracingLog = Readonly<{ warn: (facts: object, message: string) => void }>;

export type Tracing = Tracer &
  Readonly<{
    /** Sends what was not sent yet, as far as somebody takes it soon. */
    close: () => Promise<void>;
  }>;

/** The span that is under way, and what its work asked of the database so far. */
type Step = { readonly context: Context; statements: number; milliseconds: number };

/** Milliseconds. A collector that takes longer is down; what it misses is lost, and nobody waits for it. */
const EXPORT_MILLISECONDS = 5000;
/** A collector that is there takes what is left in a moment. */
const FAREWELL_MILLISECONDS = 1000;

/** W3C Trace Context §3.2, version 00; later versions begin the same way. */
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:$|-)/;

/**
 * Sends spans to a collector (OTLP over HTTP). Nothing global is set up: the steps of one request find each other here, and
 * what else runs in the process is not touched. The library reads further `OTEL_` settings by itself.
 */
export function openTracing(endpoint: string, log: TracingLog): Tracing {
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: EXPORT_MILLISECONDS });
  const provider = new NodeTracerProvider({
    resource: defaultResource().merge(resourceFromAttributes({ 'service.name': 'jejak' })),
    spanProcessors: [new BatchSpanProcessor(saying(exporter, log))],
  });
  const close = async (): Promise<void> => {
    const late = pause(FAREWELL_MILLISECONDS, undefined, { ref: false });
    await Promise.race([provider.shutdown().catch(() => undefined), late]);
  };
  return { ...tracerOn(provider), close };
}

function tracerOn(provider: NodeTracerProvider): Tracer {
  const tracer = provider.getTracer('jejak');
  const steps = new AsyncLocalStorage<Step>();

  const span: Tracer['span'] = async (name, attributes, work) => {
    const above = steps.getStore();
    const parent = above?.context ?? ROOT_CONTEXT;
    const told = tracer.startSpan(name, { attributes }, parent);
    const step: Step = { context: trace.setSpan(parent, told), statements: 0, milliseconds: 0 };
    try {
      return await steps.run(step, () => work({ set: (more) => void told.setAttributes(more) }));
    } catch (error) {
      // Its message may hold what somebody sent.
      told.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      told.setAttributes({ 'db.statements': step.statements, 'db.milliseconds': Math.round(step.milliseconds) });
      told.end();
      if (above) addTo(above, step);
    }
  };

  return {
    span,
    within: (traceparent, work) => steps.run({ context: contextOf(traceparent), statements: 0, milliseconds: 0 }, work),
    past: (name, attributes, milliseconds) => {
      const end = Date.now();
      tracer.startSpan(name, { attributes, root: true, startTime: end - milliseconds }).end(end);
    },
    statement: () => {
      const step = steps.getStore();
      const began = performance.now();
      return () => {
        if (step) addTo(step, { statements: 1, milliseconds: performance.now() - began });
      };
    },
  };
}

function addTo(step: Step, more: Pick<Step, 'statements' | 'milliseconds'>): void {
  step.statements += more.statements;
  step.milliseconds += more.milliseconds;
}

function contextOf(traceparent: string | null): Context {
  const [, traceId = '', spanId = '', flags = ''] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  const remote = { traceId, spanId, traceFlags: Number.parseInt(flags || '0', 16), isRemote: true };
  return isSpanContextValid(remote) ? trace.setSpanContext(ROOT_CONTEXT, remote) : ROOT_CONTEXT;
}

/** A collector that is down is said once, and once that it is back; requests are answered as if there were none. */
function saying(exporter: SpanExporter, log: TracingLog): SpanExporter {
  let failing = false;
  return {
    export: (spans, done) => {
      exporter.export(spans, (result) => {
        const fails = result.error !== undefined;
        if (fails !== failing) log.warn({ failing: fails }, fails ? 'traces cannot be sent' : 'traces are sent again');
        failing = fails;
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  };
}
