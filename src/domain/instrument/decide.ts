import { err, ok } from '../../kernel/result.ts';
import { authorize } from '../access.ts';
import type { Asking } from '../access.ts';
import type { Outcome } from '../decider.ts';
import type { GeneralRefusalCode } from '../refusals.ts';
import type { InstrumentCommand } from './commands.ts';
import type { Edition } from './edition.ts';
import type { InstrumentEvent } from './events.ts';
import type { instrumentRefusals } from './refusals.ts';
import type { InstrumentState } from './state.ts';

type Code = GeneralRefusalCode | keyof typeof instrumentRefusals;

export function decide(
  command: InstrumentCommand,
  state: InstrumentState,
  facts: Asking,
): Outcome<InstrumentEvent, Code> {
  const { edition, digest } = command;
  const under = authorize({ roles: ['ADMINISTRATOR', 'SYSTEM'], unit: null }, facts);
  if (!under) return err({ code: 'NOT_ALLOWED' });
  if (Object.hasOwn(state.editions, edition.edition)) return err({ code: 'EDITION_PUBLISHED' });
  return ok({
    under,
    events: [
      {
        type: 'InstrumentPublished',
        data: {
          instrument: edition.instrument,
          edition: edition.edition,
          digest,
          title: edition.title,
          engine: edition.engine,
          indicators: edition.dimensions.reduce((count, { indicators }) => count + indicators.length, 0),
          illustrative: countIllustrative(edition),
        },
      },
    ],
  });
}

function countIllustrative(edition: Edition): number {
  let count = 0;
  JSON.stringify(edition, (key, value: unknown) => {
    if (key === 'kind' && value === 'ILLUSTRATIVE') count += 1;
    return value;
  });
  return count;
}
