import type { Config } from '../config.ts';
import { openDatabase } from '../database/open.ts';
import { createLog } from './log.ts';

/** Opening a database migrates it. */
export async function migrate(config: Config): Promise<void> {
  const database = await openDatabase({ ...config, visit: true }, createLog(config));
  await database.close();
  process.stdout.write('the database is up to date\n');
}
