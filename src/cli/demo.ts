import type { Config } from '../config.ts';
import { openApplication } from './application.ts';
import { createLog } from './log.ts';
import { createProgress } from './progress.ts';

/** Tells the demo into the database of the settings, unless it is told already. */
export async function demo(config: Config): Promise<void> {
  const progress = createProgress('telling the demo');
  const application = await openApplication({ config: { ...config, demo: true }, log: createLog(config), progress });
  await application.close();
  process.stdout.write('the demo is told\n');
}
