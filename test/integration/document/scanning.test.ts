import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openComponents } from '../../../src/cli/components.ts';
import type { Components } from '../../../src/cli/components.ts';
import { scansOf } from '../../../src/cli/figures.ts';
import { createReadiness } from '../../../src/cli/readiness.ts';
import { connectDrizzle } from '../../../src/database/connect.ts';
import type { Database } from '../../../src/database/connect.ts';
import { openDocuments } from '../../../src/document/documents.ts';
import type { Documents } from '../../../src/document/documents.ts';
import { documentUpload } from '../../../src/document/tables.ts';
import { recordUpload } from '../../../src/document/uploads.ts';
import { settle } from '../../../src/document/verdicts.ts';
import { digestOf } from '../../../src/kernel/digest.ts';
import type { Digest } from '../../../src/kernel/digest.ts';
import { openLine } from '../../../src/ledger/line.ts';
import { ledgerEntry } from '../../../src/ledger/tables.ts';
import { createRecordFound } from '../../../src/usecase/scanning/record-found.ts';
import { startScanning } from '../../../src/usecase/scanning/scanning.ts';
import { documentParts } from '../../support/document-parts.ts';
import { EICAR, FILE_MAXIMUM, hasClamd, prepareClamd, STREAM_MAXIMUM } from '../../support/clamd.ts';
import type { RunningClamd } from '../../support/clamd.ts';
import { useHttpWorld } from '../../support/http-server.ts';
import type { Served } from '../../support/http-server.ts';
import { CYCLE, ORGANIZATION, REPORTER, UNIT } from '../../support/reporting-world.ts';
import { pdfOf } from '../../support/sample-documents.ts';
import { sendTo } from '../../support/upload-client.ts';
import type { Heard } from '../../support/upload-client.ts';

const OWNER = `${UNIT}/${ORGANIZATION}`;

const infected = (): Buffer => Buffer.concat([pdfOf(5000), EICAR, Buffer.from('\n%%EOF\n')]);

describe.skipIf(!hasClamd)('A document is scanned (skipped without /usr/sbin/clamd of clamav-daemon):', () => {
  const world = useHttpWorld();
  let clamd: RunningClamd;
  let connection: Database;
  let documents: Documents;
  let server: Served;
  let bare: Components;

  beforeAll(async () => {
    const { database, home, handle } = world();
    clamd = await prepareClamd();
    await clamd.start();
    bare = await openComponents(database.applicationUrl, {
      log: { info: () => undefined, warn: () => undefined },
    });
    connection = connectDrizzle(database.applicationUrl, { max: 4 });
    const settings = { home: join(home, 'scanned'), clamd: clamd.settings, recordFound: createRecordFound(handle) };
    documents = await openDocuments(settings, documentParts(database, connection));
    server = await world().serve({ documents });
  });
  afterAll(async () => {
    await clamd.remove();
    await documents.close();
    await bare.close();
    await connection.close();
  });

  const send = async (body: Buffer): Promise<Heard> => (await sendTo(world(), { body, server }))!;

  const scansIn = async (digest: Digest): Promise<readonly string[]> => {
    const rows = await connection.db.select().from(documentUpload);
    return rows.filter((row) => row.digest === digest).map(({ scan }) => scan);
  };

  const recordedOf = async (digest: Digest): Promise<readonly unknown[]> => {
    const entries = await connection.db.select().from(ledgerEntry);
    const own = entries.filter(({ stream }) => stream === `document/${digest}`);
    return own.map(({ entry, person }) => ({ person, ...(JSON.parse(entry) as { data: object }).data }));
  };

  /** By those who really uploaded it: nothing is uploaded for them here. */
  const attach = async (digest: Digest): Promise<string> => {
    const facts = { digest, evidence: 'KKP-SP1-S1-E1', title: 'Surat', bytes: null, mediaType: null };
    const document = { ...facts, issuedOn: null, validUntil: null };
    const place = { unit: UNIT, cycle: CYCLE, indicator: 'KKP-SP1-S1' };
    const command = { type: 'AttachDocument', ...place, document } as const;
    const answer = await bare.handle({ person: REPORTER, commandId: randomUUID(), command });
    return answer.ok ? 'ATTACHED' : answer.error.code;
  };

  it('clean ones are taken, and the verdict is on record', async () => {
    const body = pdfOf(20_000);
    const digest = digestOf(body);
    expect(await send(body)).toMatchObject({ status: 201, body: { digest, scan: 'CLEAN' } });
    expect(await scansIn(digest)).toEqual(['CLEAN']);
    const engine: unknown = expect.stringMatching(/^ClamAV /);
    expect(await recordedOf(digest)).toMatchObject([{ person: 'system', verdict: 'CLEAN', signature: null, engine }]);
    await expect(documents.askScanner!()).resolves.toBeUndefined();
  });

  it('infected ones are refused, and nothing is left but the record of it', async () => {
    const body = infected();
    const digest = digestOf(body);
    expect(await send(body)).toMatchObject({ status: 422, code: 'MALWARE_FOUND' });
    expect(await scansIn(digest)).toEqual(['INFECTED']);
    expect(await documents.store.size(digest)).toBeNull();
    const signature: unknown = expect.stringContaining('Eicar-Test-Signature');
    expect(await recordedOf(digest)).toMatchObject([{ person: 'system', verdict: 'INFECTED', signature }]);
  });

  it('one that was not looked at to its end is not clean', async () => {
    for (const bytes of [FILE_MAXIMUM + 100_000, STREAM_MAXIMUM + 100_000]) {
      const body = pdfOf(bytes);
      expect(await send(body)).toMatchObject({ status: 201, body: { scan: 'PENDING' } });
      expect(await recordedOf(digestOf(body))).toEqual([]);
    }
    await connection.db.update(documentUpload).set({ collectedAt: new Date() });
  });

  it('a verdict that was recorded before a crash is the one that holds', async () => {
    const digest = digestOf('a crash');
    const upload = { id: randomUUID(), digest };
    const row = { ...upload, owner: OWNER, person: REPORTER, bytes: 7, mediaType: 'application/pdf' };
    await recordUpload(connection.db, { ...row, scan: 'PENDING' });
    const found = { digest, upload: upload.id, verdict: 'INFECTED', signature: 'Found', engine: 'ClamAV' } as const;
    expect(await documents.recordFound(found)).toBe('RECORDED');
    expect(await settle(documents, upload, { outcome: 'CLEAN', engine: 'ClamAV, newer' })).toBe('INFECTED');
    expect(await scansIn(digest)).toEqual(['INFECTED']);
    expect(await recordedOf(digest)).toHaveLength(1);
  });

  it('when the scanner is away, they wait in quarantine and are scanned as soon as it is back', async () => {
    await clamd.stop();
    const said: string[] = [];
    const open = () => openLine(world().database.applicationUrl, 'scanning');
    const log = { warn: (_facts: object, message: string) => void said.push(message) };
    const { askScanner, scan } = documents;
    const scanning = startScanning({ ...documents, scan: scan!, askScanner: askScanner!, log, open, rest: 20 });
    const clean = pdfOf(30_000);
    const bad = infected();
    for (const body of [clean, bad]) expect(await send(body)).toMatchObject({ status: 201, body: { scan: 'PENDING' } });
    const { reader, handle, home } = world();
    const readiness = await createReadiness({ reader, handle, home, scanner: askScanner })();
    expect(readiness).toMatchObject({ ready: true, checks: { scanner: { ok: false, code: 'SCANNER_UNAVAILABLE' } } });
    expect(await scansOf(documents).scans?.()).toBe(2);
    expect(await attach(digestOf(clean))).toBe('DOCUMENT_QUARANTINED');
    await expect.poll(() => said).toEqual(['uploads cannot be scanned now; they stay in quarantine']);

    await clamd.start();
    await expect.poll(() => scansIn(digestOf(clean)), { timeout: 10_000 }).toEqual(['CLEAN']);
    await expect.poll(() => scansIn(digestOf(bad)), { timeout: 10_000 }).toEqual(['INFECTED']);
    await expect.poll(() => documents.store.size(digestOf(bad))).toBeNull();
    await scanning.close();
    expect(await documents.store.size(digestOf(clean))).toBe(clean.length);
    expect(await recordedOf(digestOf(bad))).toMatchObject([{ person: 'system', verdict: 'INFECTED' }]);
    expect(await attach(digestOf(clean))).toBe('ATTACHED');
    expect(await scansOf(documents).scans?.()).toBe(0);
  });
});
