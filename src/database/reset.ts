import { connect } from './connect.ts';
import { migrateDatabase } from './migrate.ts';
import { grantApplication } from './roles.ts';

/** Empties the database and migrates it anew. Everything in it is lost: only an interrupted demo may be reset. */
export async function resetDatabase({
  ownerUrl,
  applicationUrl,
}: Readonly<{ ownerUrl: string; applicationUrl: string }>): Promise<void> {
  const sql = connect(ownerUrl, { max: 1, name: 'jejak reset' });
  try {
    await sql.begin(async (transaction) => {
      await transaction`drop schema public cascade`;
      await transaction`create schema public`;
      await transaction`drop schema if exists drizzle cascade`;
    });
  } finally {
    await sql.end();
  }
  await migrateDatabase(ownerUrl);
  await grantApplication(ownerUrl, decodeURIComponent(new URL(applicationUrl).username));
}
