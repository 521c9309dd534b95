import { openDatabase } from '../../src/database/open.ts';

/** A process of its own that opens the database of a home folder, says so, and holds it until it is ended. */
const [home = ''] = process.argv.slice(2);
const log = { info: () => undefined, warn: () => undefined };
const database = await openDatabase({ home, databaseUrl: null, migrationDatabaseUrl: null }, log);
process.once('SIGTERM', () => void database.close());
process.stdout.write(`${database.applicationUrl}\n`);
