import { describe, expect, it } from 'vitest';

import { connect } from '../../../src/database/connect.ts';
import { useTestDatabase } from '../../support/test-database.ts';

const database = useTestDatabase();

describe('a test database', () => {
  it('is of the server and role it says', async () => {
    const sql = connect(database().applicationUrl, { max: 1 });
    const [row] = await sql`select current_user::text as role, current_setting('server_version_num')::int as version`;
    await sql.end();
    expect(row?.['version']).toBeGreaterThanOrEqual(150000);
  });
});
