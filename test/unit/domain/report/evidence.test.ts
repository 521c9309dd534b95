import { describe, expect, it } from 'vitest';

import { report } from '../../../../src/domain/report/index.ts';
import type { ReportEvent } from '../../../../src/domain/report/index.ts';
import { digestOf } from '../../../../src/kernel/digest.ts';
import { ANSWERED, ASSIGNED, attached, IN_PROVINCE, IN_ROUND } from '../../../support/report-histories.ts';
import { asking, cast, HEALTH, OF, paper } from '../../../support/report-samples.ts';
import { specify } from '../../../support/specify.ts';
import type { Told } from '../../../support/specify.ts';

const { given } = specify(report);

const attach = { type: 'AttachDocument', ...OF, indicator: 'C1', document: paper('C1-E1') } as const;
const other = paper('C1-E1', { digest: digestOf('a better scan') });
const replace = {
  type: 'ReplaceDocument',
  ...OF,
  indicator: 'C1',
  attachment: 'C1.D1',
  reason: 'Unreadable.',
} as const;
const withdraw = {
  type: 'WithdrawDocument',
  ...OF,
  indicator: 'C1',
  attachment: 'C1.D1',
  reason: 'Not ours.',
} as const;

const replaced: ReportEvent = {
  type: 'DocumentReplaced',
  data: {
    indicator: 'C1',
    attachment: 'C1.D2',
    replaces: 'C1.D1',
    reason: 'Unreadable.',
    organization: HEALTH,
    ...other,
  },
};
const withdrawn: ReportEvent = {
  type: 'DocumentWithdrawn',
  data: { indicator: 'C1', attachment: 'C1.D1', reason: 'Not ours.' },
};

describe('AttachDocument', () => {
  it('puts the document forward under the next number of its indicator', () => {
    given(...ASSIGNED)
      .when(attach, asking(cast.health))
      .then(attached('C1', 1, 'C1-E1'));
    given(...ANSWERED)
      .when({ ...attach, document: other }, asking(cast.health))
      .thenPartly({ type: 'DocumentAttached', data: { attachment: 'C1.D2' } });
  });

  it('never gives a number twice', () => {
    given(...ANSWERED, withdrawn)
      .when(attach, asking(cast.health))
      .thenPartly({ type: 'DocumentAttached', data: { attachment: 'C1.D2' } });
  });

  it('needs no answer first', () => {
    given(...ASSIGNED)
      .when(attach, asking(cast.health))
      .thenPartly({ type: 'DocumentAttached' });
  });

  it('is refused for evidence that is not asked', () => {
    given(...ASSIGNED)
      .when({ ...attach, document: paper('P1-E1') }, asking(cast.health))
      .refused({ code: 'EVIDENCE_UNKNOWN', path: ['document', 'evidence'] });
  });

  it('is refused where validity ends before the date of issue', () => {
    const document = paper('C1-E1', { issuedOn: '2025-05-02', validUntil: '2025-05-01' });

    given(...ASSIGNED)
      .when({ ...attach, document }, asking(cast.health))
      .refused({ code: 'DATES_REVERSED', path: ['document', 'validUntil'] });
  });

  it('takes a document that is valid for one day', () => {
    const document = paper('C1-E1', { issuedOn: '2025-05-01', validUntil: '2025-05-01' });

    given(...ASSIGNED)
      .when({ ...attach, document }, asking(cast.health))
      .thenPartly({ type: 'DocumentAttached' });
  });

  it('is refused for the same bytes under the same evidence', () => {
    given(...ANSWERED)
      .when(attach, asking(cast.health))
      .refused({ code: 'ALREADY_ATTACHED' });
  });

  it('is refused a second time where papers have to be merged into one file', () => {
    const document = paper('P1-E1', { digest: digestOf('another') });

    given(...ANSWERED)
      .when({ ...attach, indicator: 'P1', document }, asking(cast.planning))
      .refused({ code: 'SINGLE_FILE', path: ['document', 'evidence'] });
  });

  it('is refused where a decision could no longer list all documents', () => {
    const many = Array.from({ length: 500 }, (_, index) => numbered(index + 1));

    given(...ASSIGNED, ...many.slice(1))
      .when(attach, asking(cast.health))
      .thenPartly({ type: 'DocumentAttached' });
    given(...ASSIGNED, ...many)
      .when(attach, asking(cast.health))
      .refused({ code: 'TOO_MANY_DOCUMENTS' });
    given(...ASSIGNED, ...many)
      .when({ ...replace, document: other }, asking(cast.health))
      .thenPartly({ type: 'DocumentReplaced' });
  });

  it('is refused once the report was handed in', () => {
    given(...IN_PROVINCE)
      .when({ ...attach, document: other }, asking(cast.health))
      .refused({ code: 'WRONG_STAGE' });
  });

  it('is possible in a correction round for what was returned, and for nothing else', () => {
    given(...IN_ROUND)
      .when({ ...attach, document: other }, asking(cast.health))
      .thenPartly({ type: 'DocumentAttached' });
    given(...IN_ROUND)
      .when({ ...attach, indicator: 'P1', document: paper('P1-E2') }, asking(cast.planning))
      .refused({ code: 'NOT_RETURNED' });
  });
});

describe('ReplaceDocument', () => {
  it('puts another document in the place of one that stays listed', () => {
    const { state } = given(...ANSWERED, replaced);

    given(...ANSWERED)
      .when({ ...replace, document: other }, asking(cast.health))
      .then(replaced);
    expect(state).toMatchObject({
      responses: {
        C1: {
          documents: [
            { attachment: 'C1.D1', status: 'REPLACED', endedBy: 10, reason: 'Unreadable.' },
            { attachment: 'C1.D2', status: 'ATTACHED', replaces: 'C1.D1', endedBy: null },
          ],
        },
      },
    });
  });

  it('is possible where papers have to be merged into one file', () => {
    const document = paper('P1-E1', { digest: digestOf('merged again') });

    given(...ANSWERED)
      .when({ ...replace, indicator: 'P1', attachment: 'P1.D1', document }, asking(cast.planning))
      .thenPartly({ type: 'DocumentReplaced', data: { attachment: 'P1.D3', replaces: 'P1.D1' } });
  });

  it('is refused for an attachment that is not there any more', () => {
    given(...ANSWERED, withdrawn)
      .when({ ...replace, document: other }, asking(cast.health))
      .refused({ code: 'ATTACHMENT_UNKNOWN' });
  });

  it('is refused by a document of other evidence', () => {
    given(...ANSWERED)
      .when({ ...replace, document: paper('P1-E1') }, asking(cast.health))
      .refused({ code: 'EVIDENCE_UNKNOWN' });
  });

  it('is refused by the very same bytes', () => {
    given(...ANSWERED)
      .when({ ...replace, document: paper('C1-E1') }, asking(cast.health))
      .refused({ code: 'ALREADY_ATTACHED' });
  });

  it('is refused to another organization', () => {
    given(...ANSWERED)
      .when({ ...replace, document: other }, asking(cast.planning))
      .refused({ code: 'NOT_ALLOWED' });
  });
});

describe('WithdrawDocument', () => {
  it('ends the document with its reason', () => {
    const { state } = given(...ANSWERED, withdrawn);

    given(...ANSWERED)
      .when(withdraw, asking(cast.health))
      .then(withdrawn);
    expect(state).toMatchObject({
      responses: { C1: { documents: [{ status: 'WITHDRAWN', endedBy: 10, reason: 'Not ours.' }], changedAt: 10 } },
    });
  });

  it('is refused for what is not attached', () => {
    given(...ANSWERED, withdrawn)
      .when(withdraw, asking(cast.health))
      .refused({ code: 'ATTACHMENT_UNKNOWN' });
    given(...ASSIGNED)
      .when(withdraw, asking(cast.health))
      .refused({ code: 'ATTACHMENT_UNKNOWN' });
  });

  it('is refused outside drafting and correction', () => {
    given(...IN_PROVINCE)
      .when(withdraw, asking(cast.health))
      .refused({ code: 'WRONG_STAGE' });
  });
});

function numbered(number: number): Told<ReportEvent> {
  const document = paper('C1-E1', { digest: digestOf(String(number)) });
  const place = { indicator: 'C1', attachment: `C1.D${number}`, organization: HEALTH };
  return { type: 'DocumentAttached', data: { ...place, ...document } };
}
