import { z } from 'zod';

import { JurisdictionCode } from './codes.ts';
import { text } from './event.ts';
import { Provenance } from './instrument/index.ts';
import { JurisdictionKind, TimeZone } from './jurisdiction/index.ts';

/** Code of Statistics Indonesia, without a dot; it looks like the Home Ministry's and often means another place. */
const BpsCode = z.string().regex(/^\d{2}(\d{2})?$/);

const Province = z.strictObject({
  kemendagri: JurisdictionCode,
  bps: BpsCode.nullable(),
  name: text(200),
  timeZone: TimeZone,
});

const Regency = z.strictObject({
  kemendagri: JurisdictionCode,
  bps: BpsCode.nullable(),
  name: text(200),
  kind: JurisdictionKind.exclude(['PROVINCE']),
  province: JurisdictionCode,
});

const Sourced = { provenance: z.array(Provenance).min(1), note: text(1000) };

/** Every province, as a file with its sources. */
export const ProvinceList = z.strictObject({ ...Sourced, provinces: z.array(Province).min(1) });

/** Every regency and city, as a file with its sources. */
export const RegencyList = z.strictObject({ ...Sourced, regencies: z.array(Regency).min(1) });

export type ProvinceList = z.infer<typeof ProvinceList>;
export type RegencyList = z.infer<typeof RegencyList>;
