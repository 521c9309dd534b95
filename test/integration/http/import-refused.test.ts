import { beforeAll, describe, expect, it } from 'vitest';

import { useHttpWorld } from '../../support/http-server.ts';
import { rawWorkbook } from '../../support/raw-workbook.ts';
import { COORDINATOR, REPORTER } from '../../support/reporting-world.ts';
import { sheetClient } from '../../support/sheet-client.ts';
import type { SheetClient } from '../../support/sheet-client.ts';

const world = useHttpWorld();

const IMPORT = '/imports/answers?unit=64.71&cycle=KKPHAM-2022';

let reporter: SheetClient;

beforeAll(async () => {
  reporter = await sheetClient(world(), REPORTER);
});

describe('An import that cannot be taken at all', () => {
  it.each([
    ['is empty', '', 'FILE_EMPTY'],
    ['has no column of indicators', 'a,b\n1,2', 'COLUMN_MISSING'],
    ['has a column twice', 'indicator,value,VALUE\n', 'COLUMN_REPEATED'],
    ['has two columns of revisions', 'indicator,revision,expectedRevision\n', 'COLUMN_REPEATED'],
    ['is another kind of file', Buffer.from('%PDF-1.7\0'), 'FILE_KIND_UNKNOWN'],
    ['hides a bomb', rawWorkbook({ sheet: ' '.repeat(3_000_000) }), 'WORKBOOK_TOO_LARGE'],
    [
      'reaches for a file',
      rawWorkbook({ sheet: '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>' }),
      'WORKBOOK_UNSAFE',
    ],
  ])('is malformed: it %s', async (_what, body, code) => {
    const answer = await reporter.post(IMPORT, body, { 'content-type': 'text/csv' });

    expect(answer).toMatchObject({ status: 400, body: { errors: [{ extensions: { code } }] } });
  });

  it('says where a file breaks', async () => {
    const answer = await reporter.post(IMPORT, 'indicator\nA\n"B');

    expect(answer.body.errors[0]).toMatchObject({
      message: 'A quote in this row is not closed, or stands in the wrong place. (row 3)',
      extensions: { code: 'CSV_MALFORMED', row: 3 },
    });
  });

  it('is too large beyond four mebibytes', async () => {
    expect((await reporter.post(IMPORT, 'x'.repeat(4 * 1024 * 1024 + 1))).status).toBe(413);
  });

  it('is for those who report on the unit', async () => {
    const sheet = 'indicator,option\nKKP-SP1-S1,ADA\nKKP-SP1-S2,ADA';
    const send = async (person: string | null): Promise<number> =>
      (await (await sheetClient(world(), person)).post(IMPORT, sheet)).status;

    expect(await send(null)).toBe(401);
    expect(await send('nobody-known')).toBe(403);
    expect(await send('auditor')).toBe(403);
    expect(await send(COORDINATOR)).toBe(403);
  });

  it.each([
    [404, '/imports/decisions?unit=64.71&cycle=KKPHAM-2022'],
    [400, '/imports/answers?unit=64.71'],
    [400, `${IMPORT}&validateOnly=yes`],
    [400, `${IMPORT}&validateonly=true`],
    [400, `${IMPORT}&unit=64.71`],
    [404, '/imports/answers?unit=64.71&cycle=KKPHAM-2023'],
  ])('answers %d to %s', async (status, path) => {
    expect((await reporter.post(path, 'indicator\n')).status).toBe(status);
  });

  it('is not fetched, and needs a key that can be written down', async () => {
    expect((await reporter.get(IMPORT)).status).toBe(405);
    expect((await reporter.post(IMPORT, 'indicator\n', { 'idempotency-key': 'a b' })).status).toBe(400);
  });
});
