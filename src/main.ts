import { fileURLToPath } from 'node:url';

import { openApplication } from './cli/application.ts';
import type { Application } from './cli/application.ts';
import { exitOn } from './cli/exit.ts';
import { figuresOf, scansOf } from './cli/figures.ts';
import { openIdentifying } from './cli/identifying.ts';
import { keepDocuments } from './cli/keep-documents.ts';
import { createLog } from './cli/log.ts';
import { createProgress } from './cli/progress.ts';
import { createReadiness } from './cli/readiness.ts';
import { scanDocuments } from './cli/scan-documents.ts';
import { endAnyway, listenForStop } from './cli/stopping.ts';
import { openTelemetry } from './cli/telemetry.ts';
import type { Telemetry } from './cli/telemetry.ts';
import { readConfig } from './config.ts';
import type { Config } from './config.ts';
import { DEFAULT_RATES } from './http/rate-limits.ts';
import { startServer } from './http/server.ts';
import type { RunningServer } from './http/server.ts';
import { openLine } from './ledger/line.ts';
import { startClockwork } from './usecase/clockwork/clockwork.ts';
import type { Handle } from './usecase/handle.ts';
import { observeHandle } from './usecase/observed.ts';
import { startSealing } from './usecase/sealing.ts';

/** Opens everything, listens, says so in one line, and closes in reverse when it is told to stop. */
export async function serve(config: Config): Promise<void> {
  const log = createLog(config);
  const stopping = listenForStop();
  const telemetry = await openTelemetry(config, log);
  const { batch: observe, tracer } = telemetry;
  const observers = { observe, ...(config.otlpEndpoint === null ? {} : { statement: tracer.statement }) };
  const application = await openApplication({ config, log, progress: createProgress('telling the demo'), observers });
  const handle = observeHandle(application.handle, { command: telemetry.command, tracer });
  const server = await listen({ application, telemetry, handle }, config, log).catch(async (error: unknown) => {
    await application.close();
    throw error;
  });
  const stopSealing = startSealing({ ...application, handle }, { log });
  process.stdout.write(`ready ${server.url}\n`);
  log.info({ port: server.port }, 'started');
  const { databaseUrl } = application;
  const clockwork = startClockwork({ handle, log, open: () => openLine(databaseUrl, 'jejak clockwork') });
  const keeper = keepDocuments(application, config, log);
  const scanning = scanDocuments(application, log);
  log.info({ signal: await stopping.asked }, 'stopping');
  const milliseconds = config.stopSeconds * 1000;
  endAnyway(milliseconds, () => log.error('stopping took too long; the process ends all the same'));
  const cut = (requests: number): void => log.warn({ requests }, 'requests that were still being answered are cut off');
  await server.close({ milliseconds, hurry: stopping.hurry, cut });
  await clockwork.close();
  await scanning.close();
  await keeper.close();
  await stopSealing();
  await application.close();
  await telemetry.close();
  log.info('stopped');
}

type Log = ReturnType<typeof createLog>;
type Served = Readonly<{ application: Application; telemetry: Telemetry; handle: Handle }>;

async function listen({ application, telemetry, handle }: Served, config: Config, log: Log): Promise<RunningServer> {
  const { reader, live, documents, demo, waiting } = application;
  const { port, home } = config;
  const { promise: url, resolve: listening } = Promise.withResolvers<string>();
  const { metrics, tracer, page } = telemetry;
  const identifying = await openIdentifying(config, { reader, log, demo, url });
  const readiness = createReadiness({
    ...{ reader, handle: application.handle, home, scanner: documents?.askScanner },
    ...(documents ? { documents: documents.check } : {}),
  });
  const watched = { observe: metrics.http, metrics: page, tracer };
  const { trustProxy: proxies, corsOrigins } = config;
  const guards = { proxies, corsOrigins, rates: config.rateLimits ? DEFAULT_RATES : null, limited: metrics.limited };
  const parts = { reader, handle, live, documents, ...identifying, log };
  const server = await startServer({ ...parts, port, readiness, ...watched, ...guards });
  listening(server.url);
  metrics.follow({ ...figuresOf(reader), ...scansOf(documents), waiting, subscriptions: server.subscriptions });
  return server;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await exitOn(() => serve(readConfig()));
