import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sql } from 'postgres';

import { verifyLedger } from '../../../src/audit/whole/verify-ledger.ts';
import type { LedgerReport } from '../../../src/audit/whole/verify-ledger.ts';
import { connect } from '../../../src/database/connect.ts';
import { createFilesystemStore } from '../../../src/document/filesystem-store.ts';
import type { DocumentStore } from '../../../src/document/store.ts';
import { SYSTEM_PERSON } from '../../../src/domain/access.ts';
import { digestOf } from '../../../src/kernel/digest.ts';
import type { Digest } from '../../../src/kernel/digest.ts';
import { CYCLE, openReportingWorld, REPORTER, UNIT } from '../../support/reporting-world.ts';
import type { ReportingWorld } from '../../support/reporting-world.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { UNSIGNED } from './busy-ledger.ts';

const database = useTestDatabase();

let world: ReportingWorld;
let sql: Sql;
let beside: Sql;
let folder: string;
let store: DocumentStore;

beforeAll(async () => {
  world = await openReportingWorld(database().applicationUrl);
  sql = connect(database().applicationUrl, { max: 1 });
  beside = connect(database().superuserUrl, { max: 1 });
  folder = await mkdtemp(join(tmpdir(), 'jejak-whole-'));
  store = createFilesystemStore(join(folder, 'documents'));
});

afterAll(async () => {
  await Promise.all([sql.end(), beside.end()]);
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

async function put(digest: Digest, text: string): Promise<void> {
  const path = join(folder, randomUUID());
  await writeFile(path, text);
  await store.put(digest, path);
}

/** Evidence of an indicator, whose bytes are kept. Answers where it stands in the ledger. */
async function attach(text: string): Promise<Readonly<{ digest: Digest; position: number }>> {
  const digest = digestOf(text);
  await put(digest, text);
  const facts = { digest, evidence: 'KKP-SP1-S1-E1', title: text, bytes: text.length, mediaType: 'application/pdf' };
  const document = { ...facts, issuedOn: null, validUntil: null };
  const where = { unit: UNIT, cycle: CYCLE, indicator: 'KKP-SP1-S1' };
  const { position } = await world.ask(REPORTER, { type: 'AttachDocument', ...where, document });
  return { digest, position };
}

async function erase(digest: Digest): Promise<number> {
  const order = { digest, ground: 'Pasal 16', authority: 'Pengadilan' };
  const { position } = await world.ask('administrator', { type: 'EraseDocument', ...order });
  await store.remove(digest);
  return position;
}

function verify(reading: Partial<DocumentStore> = {}): Promise<LedgerReport> {
  const documents = { store: { ...store, ...reading }, beside, progress: () => undefined };
  return verifyLedger(sql, { ...UNSIGNED, documents });
}

const lastCheck = ({ checks }: LedgerReport) => checks.at(-1);

describe('The bytes of a document that an entry refers to', () => {
  it('are whole, or were erased or removed by an entry that is named', async () => {
    await attach('whole');
    const erased = await attach('erased');
    const by = await erase(erased.digest);
    const infected = await attach('infected');
    const found = { upload: randomUUID(), verdict: 'INFECTED', signature: 'Eicar', engine: 'clamd' } as const;
    const scan = await world.ask(SYSTEM_PERSON, { type: 'RecordScan', digest: infected.digest, ...found });
    await store.remove(infected.digest);

    const report = await verify();

    expect(report.fault).toBeNull();
    const words = [
      '1 document whole',
      `${erased.digest} erased by entry ${by}`,
      `${infected.digest} removed, found infected by entry ${scan.position}`,
    ];
    expect(lastCheck(report)).toEqual({ name: 'documents', detail: words.join('; '), warns: false });
  });

  it('are named where others took their place, with the first entry that refers to them', async () => {
    const { digest, position } = await attach('altered');
    await put(digest, 'alterex');
    const later = await attach('later');
    await put(later.digest, 'also');

    const { fault } = await verify();

    await put(digest, 'altered');
    await put(later.digest, 'later');
    const sentence = `what is stored as the document ${digest} has other bytes`;
    expect(fault).toMatchObject({ check: 'documents', position, stream: `report/${UNIT}/${CYCLE}`, sentence });
  });

  it('are named where they are gone, or cannot be read', async () => {
    const { digest, position } = await attach('gone');
    const unreadable = (): Promise<null> => Promise.reject(new Error('the disk is broken'));

    expect((await verify({ read: unreadable })).fault!.sentence).toContain('cannot be read');
    await store.remove(digest);
    const { fault } = await verify();

    await put(digest, 'gone');
    expect(fault).toMatchObject({ position, sentence: `the bytes of the document ${digest} are gone` });
  });

  it('are named where they are still there although the law had them destroyed', async () => {
    const { digest } = await attach('kept against the law');
    const position = await erase(digest);
    await put(digest, 'kept against the law');

    const { fault } = await verify();

    await store.remove(digest);
    const sentence = `it had the bytes of ${digest} destroyed, but they are still there`;
    expect(fault).toMatchObject({ position, stream: `document/${digest}`, sentence });
  });

  it('may be erased while they are verified', async () => {
    const { digest } = await attach('erased meanwhile');
    const erasing: Partial<DocumentStore> = {
      read: async (one) => {
        if (one === digest) await erase(digest);
        return store.read(one);
      },
    };

    const report = await verify(erasing);

    expect(report.fault).toBeNull();
    expect(lastCheck(report)!.detail).toContain(`${digest} erased by entry`);
  });

  it('are told of where they were named before any were kept at all', async () => {
    const { digest, position } = await attach('of another time');
    await store.remove(digest);
    await beside`update document_upload set uploaded_at = now() + interval '1 hour'`;
    await beside`delete from document_upload where digest = ${digest}`;

    const report = await verify();

    expect(report.fault).toBeNull();
    expect(lastCheck(report)).toMatchObject({ warns: true });
    expect(lastCheck(report)!.detail).toContain(
      `${digest} never kept here, named before any was uploaded by entry ${position}`,
    );
  });
});
