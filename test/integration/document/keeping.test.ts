import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sql } from 'postgres';

import { connect, connectDrizzle } from '../../../src/database/connect.ts';
import { removeUnless, uploadedBefore } from '../../../src/document/collecting.ts';
import { createFilesystemStore } from '../../../src/document/filesystem-store.ts';
import { keptUploads } from '../../../src/document/uploads-of-digests.ts';
import { countPending, pendingScans, withDigestLock } from '../../../src/document/uploads.ts';
import { openComponents } from '../../../src/cli/components.ts';
import type { Components } from '../../../src/cli/components.ts';
import { digestOf } from '../../../src/kernel/digest.ts';
import type { Digest } from '../../../src/kernel/digest.ts';
import { openLine } from '../../../src/ledger/line.ts';
import { collectUploads } from '../../../src/usecase/keeping/collect.ts';
import { startKeeper } from '../../../src/usecase/keeping/keeper.ts';
import type { Keeper } from '../../../src/usecase/keeping/keeper.ts';
import { CYCLE, openReportingWorld, ORGANIZATION, REPORTER, UNIT } from '../../support/reporting-world.ts';
import type { ReportingWorld } from '../../support/reporting-world.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { bring } from '../../support/uploads.ts';

const database = useTestDatabase();

const OWNER = `${UNIT}/${ORGANIZATION}`;
const LONG_AGO = '2025-01-01T00:00:00.000Z';
const GRACE = { graceDays: 7, limit: 100 };

let world: ReportingWorld;
let bare: Components;
let sql: Sql;
let pool: ReturnType<typeof connectDrizzle>;
let folder: string;
let store: ReturnType<typeof createFilesystemStore>;

beforeAll(async () => {
  const { applicationUrl } = database();
  world = await openReportingWorld(applicationUrl);
  bare = await openComponents(applicationUrl, { log: { info: () => undefined, warn: () => undefined } });
  sql = connect(applicationUrl, { max: 4 });
  pool = connectDrizzle(applicationUrl, { max: 4 });
  folder = await mkdtemp(join(tmpdir(), 'jejak-keeping-'));
  store = createFilesystemStore(join(folder, 'documents'));
});

afterAll(async () => {
  await pool.close();
  await sql.end();
  await bare.close();
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

const stored = () => ({ store, database: pool.db });

async function put(text: string, owner = OWNER, at = LONG_AGO): Promise<Digest> {
  const digest = digestOf(text);
  const path = join(folder, randomUUID());
  await writeFile(path, text);
  await store.put(digest, path);
  await bring(sql, [{ digest, owner, bytes: text.length, mediaType: 'application/pdf', at }]);
  return digest;
}

/** By those who really uploaded it: nothing is uploaded for them here. */
async function attach(digest: Digest, indicator: string): Promise<string> {
  const facts = { digest, evidence: `${indicator}-E1`, title: 'Surat', bytes: null, mediaType: null };
  const document = { ...facts, issuedOn: null, validUntil: null };
  const command = { type: 'AttachDocument', unit: UNIT, cycle: CYCLE, indicator, document } as const;
  const answer = await bare.handle({ person: REPORTER, commandId: randomUUID(), command });
  return answer.ok ? 'ATTACHED' : answer.error.code;
}

const isStored = async (digest: Digest): Promise<boolean> => (await store.size(digest)) !== null;

describe('What nobody referred to in time', () => {
  it('is collected with its bytes; what is used, or new, stays', async () => {
    const unused = await put('unused');
    const used = await put('used');
    const fresh = await put('fresh', OWNER, new Date().toISOString());
    await put('unused elsewhere', '64.72/dinas-lain');
    const shared = await put('used', '64.72/dinas-lain');

    expect(await attach(used, 'KKP-SP1-S1')).toBe('ATTACHED');
    expect(await collectUploads({ ...stored(), graceDays: 7 })).toEqual({ collected: 3, removed: 2 });

    expect(await Promise.all([unused, used, fresh, shared].map(isStored))).toEqual([false, true, true, true]);
    expect(await attach(unused, 'KKP-SP1-S2')).toBe('DOCUMENT_NOT_UPLOADED');
    expect(await attach(fresh, 'KKP-SP1-S2')).toBe('ATTACHED');
  });

  it('is attached or collected, and never both, where both happen at once', async () => {
    const digests = await Promise.all(Array.from({ length: 20 }, (_, number) => put(`raced for ${number}`)));
    const [, ...outcomes] = await Promise.all([
      (async () => {
        for (let round = 0; round < 10; round += 1) {
          for (const digest of await uploadedBefore(stored(), { ...GRACE, limit: 2 }))
            await removeUnless(stored(), digest);
        }
      })(),
      ...digests.map((digest) => attach(digest, 'KKP-SP1-P1')),
    ]);

    const held = await Promise.all(digests.map(isStored));
    expect(outcomes.map((outcome) => outcome === 'ATTACHED')).toEqual(held);
    expect(new Set(outcomes).size).toBeLessThanOrEqual(2);
  });

  it('stays where somebody uploads the same bytes again at that moment', async () => {
    const digest = await put('brought again');
    await uploadedBefore(stored(), GRACE);
    const storing = withDigestLock(pool.db, digest, async () => {
      const path = join(folder, randomUUID());
      await writeFile(path, 'brought again');
      await store.put(digest, path);
      await bring(sql, [{ digest, owner: OWNER, bytes: 13, mediaType: 'application/pdf' }]);
    });

    await Promise.all([storing, removeUnless(stored(), digest)]);

    expect(await isStored(digest)).toBe(true);
  });
});

function keep(isRecording = true): Keeper {
  const { applicationUrl } = database();
  return startKeeper({
    ...stored(),
    graceDays: 7,
    isRecording: () => isRecording,
    open: () => openLine(applicationUrl, 'keeper'),
    log: { warn: () => undefined },
    rest: 20,
  });
}

describe('Bytes that were erased by law', () => {
  it('are removed although a report refers to them, and again whenever somebody brings them', async () => {
    const digest = await put('to be erased');
    await attach(digest, 'KKP-SP1-S2');
    await world.ask('administrator', { type: 'EraseDocument', digest, ground: 'UU 27/2022', authority: 'Order 7' });

    const keeper = keep();
    await expect.poll(() => isStored(digest)).toBe(false);
    await put('to be erased', OWNER, new Date().toISOString());
    await expect.poll(() => isStored(digest)).toBe(false);
    await keeper.close();
    expect(await attach(digest, 'KKP-SP1-P1')).toBe('DOCUMENT_ERASED');
  });

  it('wait for no verdict', async () => {
    const before = await countPending(pool.db);
    const digest = digestOf('to be erased');
    await bring(sql, [{ digest, owner: OWNER, bytes: 12, mediaType: 'application/pdf', scan: 'PENDING' }]);
    await bring(sql, [
      { digest: digestOf('waits'), owner: OWNER, bytes: 5, mediaType: 'application/pdf', scan: 'PENDING' },
    ]);

    expect(await countPending(pool.db)).toBe(before + 1);
    const pending = await pendingScans(pool.db, { after: null, limit: 100 });
    expect(pending.map((upload) => upload.digest)).not.toContain(digest);
  });
});

describe('A ledger that records nothing', () => {
  it('may lack what refers to bytes: only what the law erased goes', async () => {
    const unused = await put('unused while nothing is recorded');
    const erased = await put('erased while nothing is recorded');
    await world.ask('administrator', { type: 'EraseDocument', digest: erased, ground: 'UU 27', authority: 'Order 8' });

    const keeper = keep(false);
    await expect.poll(() => isStored(erased)).toBe(false);
    await keeper.close();
    expect(await isStored(unused)).toBe(true);

    const recording = keep();
    await expect.poll(() => isStored(unused)).toBe(false);
    await recording.close();
  });
});

describe('What was brought twice', () => {
  it('has the verdict it had, while the later upload waits for its own', async () => {
    const digest = digestOf('brought twice');
    const facts = { digest, owner: OWNER, bytes: 13, mediaType: 'application/pdf' };
    await bring(sql, [{ ...facts, scan: 'CLEAN', at: LONG_AGO }]);
    await bring(sql, [{ ...facts, scan: 'PENDING' }]);

    expect(await keptUploads(sql, [digest])).toEqual([{ ...facts, scan: 'CLEAN' }]);
  });
});
