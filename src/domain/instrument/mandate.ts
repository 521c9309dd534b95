import { z } from 'zod';

import { BilingualText, MandateCode, Provenance } from './values.ts';

/** The closed list of kinds of competence (tupoksi) that editions and organizations may name. */
export const MandateList = z.strictObject({
  provenance: Provenance,
  mandates: z.array(z.strictObject({ code: MandateCode, title: BilingualText })).min(1),
});

export type MandateList = z.infer<typeof MandateList>;
