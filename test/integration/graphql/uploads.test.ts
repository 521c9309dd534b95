import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { connect } from '../../../src/database/connect.ts';
import { digestOf } from '../../../src/kernel/digest.ts';
import { pick, pickEach, pickText, useGraphql } from '../../support/graphql-client.ts';
import type { Answered } from '../../support/graphql-client.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { tellReport } from '../../support/told-report.ts';
import { CYCLE, openToldWorld, PLACE } from '../../support/told-world.ts';
import type { ToldWorld } from '../../support/told-world.ts';
import { bring } from '../../support/uploads.ts';

const database = useTestDatabase();
const ask = useGraphql(() => database().applicationUrl);

const OWN = `${PLACE}/dinas-uji`;
const UPLOADS = `query ($first: Int, $after: String) { viewer { uploads(first: $first, after: $after) {
  nodes { digest bytes mediaType owner uploadedAt scan collectedAt reports { unit { code } cycle { code } } }
  pageInfo { hasNextPage endCursor }
} } }`;

let world: ToldWorld;
let sql: ReturnType<typeof connect>;

beforeAll(async () => {
  world = await openToldWorld(database().applicationUrl);
  sql = connect(database().applicationUrl, { max: 1 });
  await tellReport(world.tell);
  // Ten at each moment, so that places in the list differ by their ids alone.
  await sql`
    insert into document_upload (id, digest, owner, person, bytes, media_type, scan, uploaded_at)
    select gen_random_uuid(), 'sha256:' || repeat('0', 59) || lpad(one::text, 5, '0'), ${OWN}, 'colleague', one,
      'application/pdf', 'NOT_SCANNED', timestamptz '2000-01-01' + (one / 10) * interval '1 minute'
    from generate_series(1, 10000) as one`;
});
afterAll(async () => {
  await sql.end();
  await world.close();
});

async function page(person: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Answered> {
  const answer = await ask(UPLOADS, { person, variables });
  expect(answer.errors).toEqual([]);
  return answer;
}

async function digestsOf(person: string): Promise<readonly unknown[]> {
  return pickEach((await page(person, { first: 100 })).data, 'viewer.uploads.nodes', 'digest');
}

describe('viewer { uploads }', () => {
  it('pages through ten thousand without losing or repeating one', async () => {
    const seen = new Set<unknown>();
    let after: string | null = null;
    for (let more = true; more;) {
      const { data }: Answered = await page('reporter', { first: 100, after });
      for (const digest of pickEach(data, 'viewer.uploads.nodes', 'digest')) seen.add(digest);
      more = pick(data, 'viewer.uploads.pageInfo.hasNextPage') === true;
      after = pickText(data, 'viewer.uploads.pageInfo.endCursor');
    }

    expect([...seen].filter((digest) => String(digest).startsWith(`sha256:${'0'.repeat(59)}`))).toHaveLength(10_000);
  });

  it('is counted only when it is asked for, and takes as many statements for many as for few', async () => {
    const few = await page('reporter', { first: 2 });
    const many = await page('reporter', { first: 100 });
    const counted = await ask('{ viewer { uploads(first: 1) { totalCount } } }', { person: 'reporter' });

    // head, person; uploads, references; reports, units, cycles
    expect([few.statements, many.statements]).toEqual([7, 7]);
    expect(pick(counted.data, 'viewer.uploads.totalCount')).toBeGreaterThan(10_000);
    expect(counted.statements).toBe(4);
  });

  it('says which report of the same place refers to the bytes, to those who see it', async () => {
    const [attached] = await sql<{ digest: string }[]>`select digest from document_reference limit 1`;
    // The digest is one, as it was told by a report.
    const upload = { digest: attached!.digest as ReturnType<typeof digestOf>, bytes: 1, mediaType: 'application/pdf' };
    await bring(sql, [{ ...upload, owner: '64.72' }]);
    const { data } = await page('reporter', { first: 100 });
    const nodes = pick(data, 'viewer.uploads.nodes') as { digest: string; reports: unknown[] }[];
    const neighbour = await page('neighbour');

    expect(nodes.find(({ digest }) => digest === upload.digest)?.reports).toEqual([
      { unit: { code: PLACE }, cycle: { code: CYCLE } },
    ]);
    expect(pick(neighbour.data, 'viewer.uploads.nodes')).toMatchObject([{ digest: upload.digest, reports: [] }]);
  });

  it('shows nobody what others brought', async () => {
    const digest = digestOf('the letter of the unit');
    const upload = { digest, bytes: 9, mediaType: 'application/pdf', at: '2026-01-01T00:00:00.000Z' };
    await bring(sql, [{ ...upload, owner: PLACE, scan: 'PENDING' }]);

    expect(await digestsOf('coordinator')).toContain(digest);
    expect(await digestsOf('reporter')).not.toContain(digest);
    expect(await digestsOf('neighbour')).not.toContain(digest);
    expect(await digestsOf('auditor')).toEqual([]);
    await sql`update document_upload set person = 'auditor' where digest = ${digest}`;
    expect(await digestsOf('auditor')).toEqual([digest]);
  });

  it('refuses what is no place in the list', async () => {
    for (const cursor of ['upload:', 'upload:1 2', 'task:1', `upload:1 ${'0'.repeat(36)}`, 'nonsense']) {
      const { errors } = await ask(UPLOADS, { person: 'reporter', variables: { after: btoa(cursor) } });
      expect(errors[0]?.code).toBe('BAD_USER_INPUT');
    }
  });
});
