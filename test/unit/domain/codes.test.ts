import { describe, expect, it } from 'vitest';

import {
  CycleCode,
  JurisdictionCode,
  OrganizationCode,
  provinceOf,
  UnitCode,
  unitParts,
} from '../../../src/domain/codes.ts';
import { cycleStream, LEDGER_STREAM, reportStream, streamKind } from '../../../src/domain/streams.ts';

describe('a reporting unit', () => {
  it('is a jurisdiction, or an organization of one', () => {
    expect(unitParts('64.71')).toEqual({ jurisdiction: '64.71', organization: null });
    expect(unitParts('63/BALAI-2')).toEqual({ jurisdiction: '63', organization: 'BALAI-2' });
  });

  it('belongs to a province', () => {
    expect(['64', '64.71', '64/BALAI-2'].map(provinceOf)).toEqual(['64', '64', '64']);
  });
});

describe('a code', () => {
  it.each([
    [JurisdictionCode, '64.71'],
    [OrganizationCode, 'dinas-kesehatan'],
    [UnitCode, '63/BALAI-2'],
    [CycleCode, 'AKSI_HAM-2025-B12'],
    [CycleCode, 'KKPHAM-2022'],
  ])('takes what it is made for', (schema, code) => {
    expect(schema.safeParse(code).success).toBe(true);
  });

  it.each([
    [JurisdictionCode, '6471'],
    [JurisdictionCode, '64.71\n'],
    [OrganizationCode, '-dinas'],
    [OrganizationCode, 'dinas/kesehatan'],
    [UnitCode, '64.71/'],
    [UnitCode, '../64.71'],
    [CycleCode, 'aksi-2025'],
    [CycleCode, 'AKSI_HAM-25'],
  ])('refuses what could not stand in the name of a stream', (schema, code) => {
    expect(schema.safeParse(code).success).toBe(false);
  });
});

describe('a stream', () => {
  it('is named by its kind first', () => {
    expect(streamKind(reportStream('63/BALAI-2', 'WASNAKER-2023-11'))).toBe('report');
    expect(streamKind(cycleStream('KKPHAM-2022'))).toBe('cycle');
    expect(streamKind(LEDGER_STREAM)).toBe('ledger');
  });
});
