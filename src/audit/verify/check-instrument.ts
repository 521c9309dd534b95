import { digestOf } from '../../kernel/digest.ts';
import type { Digest } from '../../kernel/digest.ts';
import { ok } from '../../kernel/result.ts';
import { FILES } from '../bundle/format.ts';
import type { Binding } from '../bundle/edition-in-force.ts';
import type { Bundle } from './bundle.ts';
import { faulty } from './fault.ts';
import type { Checked } from './fault.ts';
import { isOf } from './streams.ts';

/** No larger edition is published; it also bounds how long a made-up one can keep whoever recomputes its score. */
const MOST_INDICATORS = 500;

/**
 * The edition is the one that was published and that the cycle is bound to; the report was opened with one that the cycle
 * was bound to at some time.
 */
export function checkInstrument({ files, edition, streams, binding }: Bundle): Checked {
  const { reportOpened, cycle, published } = streams;
  if (edition.dimensions.flatMap(({ indicators }) => indicators).length > MOST_INDICATORS)
    return faulty(FILES.instrument, `It asks more than ${MOST_INDICATORS} indicators.`);
  if (digestOf(files.get(FILES.instrument) ?? '') !== binding.instrumentDigest)
    return faulty(FILES.instrument, 'It is not the edition that the cycle is bound to.');
  if (!isBound(edition, binding))
    return faulty(FILES.instrument, 'It bears another name than the edition of the cycle.');
  const { instrument, period, instrumentDigest } = reportOpened.data;
  if (instrument !== binding.instrument || period !== binding.period || !digestsOf(cycle).includes(instrumentDigest))
    return faulty(FILES.events, 'The report was opened with what its cycle never called for.', reportOpened);
  if (!isBound(published.data, binding) || published.data.digest !== binding.instrumentDigest)
    return faulty(FILES.events, 'It publishes another edition than that of the cycle.', published);
  return ok(`${instrument} ${binding.edition}, as published by entry ${published.position}`);
}

function isBound(named: Readonly<{ instrument: string; edition: string }>, { instrument, edition }: Binding): boolean {
  return named.instrument === instrument && named.edition === edition;
}

/** Every edition that the cycle was ever bound to. */
function digestsOf(cycle: Bundle['streams']['cycle']): readonly Digest[] {
  return cycle.flatMap((entry) =>
    isOf(entry, 'CycleOpened') || isOf(entry, 'EditionReplaced') ? [entry.data.instrumentDigest] : [],
  );
}
