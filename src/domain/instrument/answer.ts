import { z } from 'zod';

import { DecimalText, text } from '../event.ts';
import { OptionCode } from './values.ts';

/** What a reporter states about an indicator. Numbers are exact decimals as text. */
export const Answer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('CHOICE'), option: OptionCode }),
  z.strictObject({ kind: z.literal('NUMBER'), value: DecimalText }),
  z.strictObject({ kind: z.literal('RATIO'), numerator: DecimalText, denominator: DecimalText }),
  z.strictObject({ kind: z.literal('PERCENT'), value: DecimalText }),
  z.strictObject({ kind: z.literal('POINTS'), value: DecimalText }),
  z.strictObject({ kind: z.literal('NOT_APPLICABLE'), reason: text(2000) }),
]);

export type Answer = z.infer<typeof Answer>;
