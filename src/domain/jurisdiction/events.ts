import { z } from 'zod';

import { JurisdictionCode, OrganizationCode } from '../codes.ts';
import { defineEvent, text } from '../event.ts';
import type { EventOf } from '../event.ts';
import { MandateCode } from '../instrument/index.ts';
import { JurisdictionKind, OrganizationKind, TimeZone } from './values.ts';

/** A province, regency or city became known, with both code systems: Home Ministry and Statistics Indonesia. */
const JurisdictionRegistered = defineEvent(
  'JurisdictionRegistered',
  1,
  z.strictObject({
    jurisdiction: JurisdictionCode,
    bpsCode: z
      .string()
      .regex(/^\d{2}(\d{2})?$/)
      .nullable(),
    kind: JurisdictionKind,
    name: text(200),
    timeZone: TimeZone,
    source: text(500),
  }),
);

const OrganizationRegistered = defineEvent(
  'OrganizationRegistered',
  1,
  z.strictObject({
    organization: OrganizationCode,
    kind: OrganizationKind,
    name: text(200),
    covers: z.array(JurisdictionCode).max(100),
  }),
);

/** The organization became competent for these matters (tupoksi), on this legal basis. */
const MandateAssigned = defineEvent(
  'MandateAssigned',
  1,
  z.strictObject({
    organization: OrganizationCode,
    name: text(200),
    mandates: z.array(MandateCode).min(1).max(50),
    legalBasis: text(500),
  }),
);

export const jurisdictionEvents = [JurisdictionRegistered, OrganizationRegistered, MandateAssigned] as const;

export type JurisdictionEvent = EventOf<(typeof jurisdictionEvents)[number]>;
