import { digestOf } from '../../kernel/digest.ts';
import type { Digest } from '../../kernel/digest.ts';
import { ok } from '../../kernel/result.ts';
import { FILES } from '../bundle/format.ts';
import type { Bundle } from './bundle.ts';
import { faulty } from './fault.ts';
import type { Checked } from './fault.ts';

/** No larger edition is published; it also bounds how long a made-up one can keep whoever recomputes its score. */
const MOST_INDICATORS = 500;

/** The edition is the one that was published, that the cycle called for and that the report was opened with. */
export function checkInstrument({ files, edition, streams }: Bundle): Checked {
  const { reportOpened, cycleOpened, published } = streams;
  const { instrument, edition: code, instrumentDigest: digest, period } = reportOpened.data;
  const binding = { instrument, edition: code, instrumentDigest: digest };
  if (edition.dimensions.flatMap(({ indicators }) => indicators).length > MOST_INDICATORS)
    return faulty(FILES.instrument, `It asks more than ${MOST_INDICATORS} indicators.`);
  if (digestOf(files.get(FILES.instrument) ?? '') !== digest)
    return faulty(FILES.instrument, 'It is not the edition that the report was opened with.');
  if (!isBound(edition, binding, digest))
    return faulty(FILES.instrument, 'It bears another name than the edition of the report.');
  if (!isBound(cycleOpened.data, binding, cycleOpened.data.instrumentDigest) || cycleOpened.data.period !== period)
    return faulty(FILES.events, 'The cycle calls for another edition or period than that of the report.', cycleOpened);
  if (!isBound(published.data, binding, published.data.digest))
    return faulty(FILES.events, 'It publishes another edition than that of the report.', published);
  return ok(`${instrument} ${code}, as published by entry ${published.position}`);
}

type Binding = Readonly<{ instrument: string; edition: string; instrumentDigest: Digest }>;

function isBound(named: Pick<Binding, 'instrument' | 'edition'>, binding: Binding, digest: Digest): boolean {
  const { instrument, edition, instrumentDigest } = binding;
  return named.instrument === instrument && named.edition === edition && digest === instrumentDigest;
}
