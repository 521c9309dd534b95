import { describe, expect, it } from 'vitest';

import { SYSTEM_PERSON } from '../../../../src/domain/access.ts';
import { sentences } from '../../../../src/domain/catalogue.ts';
import { document } from '../../../../src/domain/document/index.ts';
import type { DocumentEvent } from '../../../../src/domain/document/index.ts';
import { digestOf } from '../../../../src/kernel/digest.ts';
import { cast, held, NOW } from '../../../support/report-samples.ts';
import type { Person } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(document);

const digest = digestOf('a document');
const upload = '0198c0de-0000-4000-8000-000000000001';
const found = { digest, upload, verdict: 'INFECTED', signature: 'Eicar-Test-Signature', engine: 'ClamAV 1.4' } as const;
const order = { digest, ground: 'UU 27/2022', authority: 'Court order 7' } as const;
const scan = { type: 'RecordScan', ...found } as const;
const erase = { type: 'EraseDocument', ...order } as const;
const scanned: DocumentEvent = { type: 'DocumentScanned', data: found };
const erased: DocumentEvent = { type: 'DocumentBytesErased', data: order };

function asked({ person, grants }: Person, known = true) {
  return { person, grants, now: NOW, known };
}

const system: Person = { person: SYSTEM_PERSON, grants: [] };

describe('RecordScan', () => {
  it('records what the scanner found in an upload, once', () => {
    given().when(scan, asked(system)).then(scanned);
    given(scanned).when(scan, asked(system)).refused({ code: 'NOTHING_CHANGED' });
  });

  it('counts the last verdict on the bytes', () => {
    const later = { ...found, upload: upload.replace(/1$/, '2'), verdict: 'CLEAN', signature: null } as const;

    expect(given(scanned).state.infected).toBe(true);
    expect(given(scanned, { type: 'DocumentScanned', data: later }).state.infected).toBe(false);
  });

  it('is nothing that a person can say', () => {
    given().when(scan, asked(cast.administrator)).refused({ code: 'NOT_ALLOWED' });
  });
});

describe('EraseDocument', () => {
  it('is ordered by the administrator of the nation, on a ground', () => {
    given().when(erase, asked(cast.administrator)).then(erased);
  });

  it('is nobody else’s, and not the administrator’s of one place', () => {
    const local = held('local', { role: 'ADMINISTRATOR', jurisdiction: '64' });

    for (const who of [system, local, cast.auditor, cast.assessor1, cast.health, cast.coordinator]) {
      given().when(erase, asked(who)).refused({ code: 'NOT_ALLOWED' });
    }
  });

  it('is refused for bytes that nobody brought, and the second time', () => {
    given()
      .when(erase, asked(cast.administrator, false))
      .refused({ code: 'DOCUMENT_UNKNOWN', path: ['digest'] });
    given(erased)
      .when(erase, asked(cast.administrator))
      .refused({ code: 'DOCUMENT_ERASED', path: ['digest'] });
  });
});

it('what happened to a document is said in both languages', () => {
  expect(sentences.DocumentBytesErased(order).en).toBe(
    `The bytes of document ${digest} were erased by order of Court order 7. Ground: UU 27/2022`,
  );
  expect(sentences.DocumentScanned(found).id).toBe(
    `Dokumen ${digest} dipindai oleh ClamAV 1.4: terinfeksi (Eicar-Test-Signature).`,
  );
  expect(sentences.DocumentScanned({ ...found, verdict: 'CLEAN', signature: null }).en).toBe(
    `Document ${digest} was scanned by ClamAV 1.4: clean.`,
  );
});
