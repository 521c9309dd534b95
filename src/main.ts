import { fileURLToPath } from 'node:url';

import { openApplication } from './cli/application.ts';
import type { Application } from './cli/application.ts';
import { exitOn } from './cli/exit.ts';
import { createLog } from './cli/log.ts';
import { createProgress } from './cli/progress.ts';
import { audienceOf } from './cli/token-audience.ts';
import { readConfig } from './config.ts';
import type { Config } from './config.ts';
import { SYSTEM_PERSON } from './domain/access.ts';
import type { Readiness } from './http/health.ts';
import { startServer } from './http/server.ts';
import type { RunningServer } from './http/server.ts';
import { createDemoTokens } from './identity/demo-tokens.ts';
import { createIdentify } from './identity/identity.ts';
import { openLine } from './ledger/line.ts';
import { startClockwork } from './usecase/clockwork/clockwork.ts';
import { startSealing } from './usecase/sealing.ts';

/** Opens everything, listens, says so in one line, and closes in reverse when it is told to stop. */
export async function serve(config: Config): Promise<void> {
  const log = createLog(config);
  const stop = stopSignal();
  const application = await openApplication({ config, log, progress: createProgress('telling the demo') });
  const server = await listen(application, config, log).catch(async (error: unknown) => {
    await application.close();
    throw error;
  });
  const stopSealing = startSealing(application, { log });
  process.stdout.write(`ready ${server.url}\n`);
  const { handle, databaseUrl } = application;
  const clockwork = startClockwork({ handle, log, open: () => openLine(databaseUrl, 'jejak clockwork') });
  log.info({ signal: await stop }, 'stopping');
  await server.close();
  await clockwork.close();
  await stopSealing();
  await application.close();
  log.info('stopped');
}

async function listen(
  { reader, handle, live, demo }: Application,
  config: Config,
  log: ReturnType<typeof createLog>,
): Promise<RunningServer> {
  const { port, home } = config;
  const demoTokens = await createDemoTokens({ home, origin: audienceOf(config), demo });
  const identify = createIdentify([demoTokens.check]);
  return startServer({ reader, handle, live, identify, log, port, readiness: () => readiness({ reader, handle }) });
}

/** Would a command be recorded now? Asks the writer to open the ledger once more: all that may stand against it is that it is open. */
async function readiness({ reader, handle }: Pick<Application, 'reader' | 'handle'>): Promise<Readiness> {
  const command = { type: 'OpenLedger', origin: 'ready', demo: false, key: null } as const;
  const answer = await handle({ person: SYSTEM_PERSON, commandId: 'ready', command, validateOnly: true });
  if (answer.ok) return { ready: false, code: 'LEDGER_NOT_OPEN' };
  const { code } = answer.error;
  const facts = reader.checkpoints.status();
  if (code !== 'LEDGER_OPEN') return { ready: false, code, facts };
  return facts.state === 'SIGNING' ? { ready: true } : { ready: false, code: 'LOG_CANNOT_SIGN', facts };
}

/** Resolves with the first signal that asks to stop. Further ones change nothing: npm passes on a Ctrl-C a second time. */
function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, resolve);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await exitOn(() => serve(readConfig()));
