import { describe, expect, it } from 'vitest';

import { paperOf } from '../../../../../src/domain/instrument/index.ts';
import type { Edition } from '../../../../../src/domain/instrument/index.ts';
import { readiness } from '../../../../../src/domain/scoring/v1/index.ts';
import type { GradedResponse, Readiness } from '../../../../../src/domain/scoring/v1/index.ts';
import { toExact } from '../../../../../src/kernel/rational.ts';
import { edition, evidence, indicator } from '../../../../support/editions.ts';
import { document, notApplicable, stated } from '../../../../support/graded.ts';

const SAID = { kind: 'ILLUSTRATIVE', source: 'made for a test' } as const;
const DATES = { SUBMISSION_CLOSES: '2025-06-30', DATA_YEAR_ENDS: '2024-12-31' };

function paperIn(mode: Edition['requiredEvidence']['mode']): ReturnType<typeof paperOf> {
  const asked = [evidence('E1', { validAt: 'SUBMISSION_CLOSES' }), evidence('E2', { validAt: 'DATA_YEAR_ENDS' })];
  const indicators = [indicator('I', { evidence: asked }), indicator('J')];
  return paperOf(edition([{ code: 'D', indicators }], { requiredEvidence: { mode, provenance: SAID } }), 'YEAR');
}

function ready(responses: Readonly<Record<string, GradedResponse>>, mode: 'GATES' | 'INFORMS' = 'GATES'): Readiness {
  return readiness(paperIn(mode), new Map(Object.entries(responses)), { dates: DATES, offMandate: new Map() });
}

function shown({ items }: Readiness): readonly string[] {
  return items.map(({ kind, indicator: code, evidence: asked, loss }) => `${kind} ${code} ${asked} ${toExact(loss)}`);
}

describe('readiness', () => {
  const both = [document('E1', { validUntil: '2025-06-30' }), document('E2')];

  it('is given when every answer and every required document is there and valid', () => {
    expect(ready({ I: stated('80', { documents: both }), J: stated('1') })).toEqual({ ready: true, items: [] });
  });

  it('names missing answers with what they cost', () => {
    expect(shown(ready({ I: stated('80', { documents: both }) }))).toEqual(['ANSWER_MISSING J null 50']);
  });

  it('names missing documents; where evidence gates, each holds back the whole answer', () => {
    const one = { I: stated('80'), J: stated('1') };

    expect(shown(ready(one))).toEqual(['EVIDENCE_MISSING I E1 40', 'EVIDENCE_MISSING I E2 40']);
    expect(shown(ready(one, 'INFORMS'))).toEqual(['EVIDENCE_MISSING I E1 0', 'EVIDENCE_MISSING I E2 0']);
  });

  it('names documents that expired before the date the edition fixes, each by its own date', () => {
    const documents = [document('E1', { validUntil: '2025-06-29' }), document('E2', { validUntil: '2024-12-31' })];

    const result = ready({ I: stated('80', { documents }), J: stated('1') });

    expect(shown(result)).toEqual(['EVIDENCE_EXPIRED I E1 40']);
    expect(result.items[0]?.attachment).toBe('doc-E1');
  });

  it('is content with one valid document beside an expired one', () => {
    const documents = [...both, document('E1', { attachment: 'old', validUntil: '2020-01-01' })];

    expect(ready({ I: stated('80', { documents }), J: stated('1') }).ready).toBe(true);
  });

  it('asks no evidence of what is not applicable', () => {
    expect(ready({ I: notApplicable(), J: stated('1') }).ready).toBe(true);
  });
});
