import { describe, it } from 'vitest';

import { report } from '../../../../src/domain/report/index.ts';
import type { Uploaded } from '../../../../src/domain/report/index.ts';
import { digestOf } from '../../../../src/kernel/digest.ts';
import { ANSWERED, ASSIGNED, attached, CONCLUDED, IN_PROVINCE, questioned } from '../../../support/report-histories.ts';
import { asking, cast, HEALTH, OF, paper, PLANNING, samplePaper, UNIT } from '../../../support/report-samples.ts';
import type { Person } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';

const { given } = specify(report);

const OWN = `${UNIT}/${HEALTH}`;
const document = paper('C1-E1');
const other = paper('C1-E1', { digest: digestOf('brought by another') });
const attach = { type: 'AttachDocument', ...OF, indicator: 'C1', document } as const;
const object = { type: 'FileObjection', ...OF, indicator: 'C1', grounds: 'It was there.', documents: [other] } as const;
const answer = { type: 'AnswerClarification', ...OF, clarification: 1, answer: '2024', documents: [other] } as const;

/** Whoever asks, where this much is known of the bytes of the document that is named. */
function knowing(who: Person, uploaded: Partial<Uploaded>, named = document) {
  const owners = new Map([[OWN, 'NOT_SCANNED' as const]]);
  const stored = { bytes: 1024, mediaType: 'application/pdf', owners, infected: false, erasedBy: null };
  return asking(who, { uploads: new Map([[named.digest, { ...stored, ...uploaded }]]) });
}

const by = (owner: string) => ({ owners: new Map([[owner, 'NOT_SCANNED' as const]]) });

describe('a document that is attached', () => {
  it('is what was uploaded, whether or not that is stated', () => {
    given(...ASSIGNED)
      .when({ ...attach, document: { ...document, bytes: null, mediaType: null } }, knowing(cast.health, {}))
      .then(attached('C1', 1, 'C1-E1'));
  });

  it('is unknown unless the acting organization itself uploaded it', () => {
    const refusal = { code: 'DOCUMENT_NOT_UPLOADED', path: ['document', 'digest'] };

    given(...ASSIGNED)
      .when(attach, asking(cast.health, { uploads: new Map() }))
      .refused(refusal);
    for (const owner of [`${UNIT}/${PLANNING}`, `64.72/${HEALTH}`, UNIT]) {
      given(...ASSIGNED)
        .when(attach, knowing(cast.health, by(owner)))
        .refused(refusal);
    }
    given(...ANSWERED)
      .when(
        { ...attach, type: 'ReplaceDocument', attachment: 'C1.D1', document: other, reason: 'Better.' },
        knowing(cast.health, by(UNIT), other),
      )
      .refused(refusal);
  });

  it('waits for the scanner, and is refused where it found something', () => {
    given(...ASSIGNED)
      .when(attach, knowing(cast.health, { owners: new Map([[OWN, 'PENDING']]) }))
      .refused({ code: 'DOCUMENT_QUARANTINED' });
    given(...ASSIGNED)
      .when(attach, knowing(cast.health, { owners: new Map([[OWN, 'INFECTED']]) }))
      .refused({ code: 'DOCUMENT_INFECTED' });
    given(...ASSIGNED)
      .when(attach, knowing(cast.health, { infected: true }))
      .refused({ code: 'DOCUMENT_INFECTED' });
  });

  it('is gone once its bytes were erased, whoever uploads them again', () => {
    given(...ASSIGNED)
      .when(attach, knowing(cast.health, { erasedBy: 7 }))
      .refused({ code: 'DOCUMENT_ERASED' });
  });

  it('is refused where size or type are not as stated', () => {
    given(...ASSIGNED)
      .when(attach, knowing(cast.health, { bytes: 1025 }))
      .refused({ code: 'DOCUMENT_DIFFERS', path: ['document', 'bytes'] });
    given(...ASSIGNED)
      .when(attach, knowing(cast.health, { mediaType: 'image/png' }))
      .refused({ code: 'DOCUMENT_DIFFERS', path: ['document', 'mediaType'] });
  });

  it('keeps to what its instrument takes', () => {
    const provenance = { kind: 'ILLUSTRATIVE', source: 'made for a test' } as const;
    const small = samplePaper({ documents: { maximumBytes: 1000, mediaTypes: ['application/pdf'], provenance } });
    const pictures = samplePaper({ documents: { maximumBytes: 2000, mediaTypes: ['image/png'], provenance } });

    given(...ASSIGNED)
      .when(attach, { ...knowing(cast.health, {}), paper: small })
      .refused({ code: 'DOCUMENT_TOO_LARGE' });
    given(...ASSIGNED)
      .when(attach, { ...knowing(cast.health, {}), paper: pictures })
      .refused({ code: 'DOCUMENT_TYPE_NOT_TAKEN' });
  });
});

describe('a document that is pointed to', () => {
  it('was uploaded for the unit by whoever coordinates its report, or is in the report already', () => {
    given(...CONCLUDED)
      .when(object, knowing(cast.coordinator, by(UNIT), other))
      .thenPartly({ type: 'ObjectionFiled', data: { documents: [other] } });
    given(...CONCLUDED)
      .when(object, knowing(cast.coordinator, by(OWN), other))
      .refused({ code: 'DOCUMENT_NOT_UPLOADED' });
    given(...CONCLUDED)
      .when({ ...object, documents: [document] }, knowing(cast.coordinator, { owners: new Map() }))
      .thenPartly({ type: 'ObjectionFiled', data: { documents: [document] } });
    given(...CONCLUDED)
      .when({ ...object, documents: [document] }, knowing(cast.coordinator, { owners: new Map(), erasedBy: 9 }))
      .refused({ code: 'DOCUMENT_ERASED' });
  });

  it('was uploaded by the organization that is asked, where it answers itself', () => {
    given(...IN_PROVINCE, questioned('PROVINCIAL_REVIEW'))
      .when(answer, knowing(cast.health, by(OWN), other))
      .thenPartly({ type: 'ClarificationAnswered', data: { documents: [other] } });
    given(...IN_PROVINCE, questioned('PROVINCIAL_REVIEW'))
      .when(answer, knowing(cast.coordinator, by(OWN), other))
      .refused({ code: 'DOCUMENT_NOT_UPLOADED' });
    given(...IN_PROVINCE, questioned('PROVINCIAL_REVIEW'))
      .when(answer, knowing(cast.coordinator, by(UNIT), other))
      .thenPartly({ type: 'ClarificationAnswered' });
  });
});
