import { basisReached, isReportEvent, report as reportDecider } from '../../domain/report/index.ts';
import { digestOf } from '../../kernel/digest.ts';
import { ok } from '../../kernel/result.ts';
import { editionInForce } from '../bundle/edition-in-force.ts';
import type { Binding } from '../bundle/edition-in-force.ts';
import { FILES } from '../bundle/format.ts';
import type { Bundle } from './bundle.ts';
import { faulty } from './fault.ts';
import type { Checked } from './fault.ts';
import { isOf } from './streams.ts';
import type { Of, Streams } from './streams.ts';

/** No larger edition is published; it also bounds how long a made-up one can keep whoever recomputes its score. */
const MOST_INDICATORS = 500;

/**
 * The edition is the one that was published and that the cycle is bound to; the report was opened with the one that the
 * cycle was bound to then, and was assessed by no other than the last.
 */
export function checkInstrument({ files, edition, streams, binding }: Bundle): Checked {
  const { reportOpened, published } = streams;
  if (edition.dimensions.flatMap(({ indicators }) => indicators).length > MOST_INDICATORS)
    return faulty(FILES.instrument, `It asks more than ${MOST_INDICATORS} indicators.`);
  if (digestOf(files.get(FILES.instrument) ?? '') !== binding.instrumentDigest)
    return faulty(FILES.instrument, 'It is not the edition that the cycle is bound to.');
  if (!isBound(edition, binding))
    return faulty(FILES.instrument, 'It bears another name than the edition of the cycle.');
  if (!isOpenedWith(reportOpened.data, bindingBefore(reportOpened, streams)))
    return faulty(FILES.events, 'The report was opened with what its cycle did not call for then.', reportOpened);
  const since = assessedSince(streams);
  const late = replacements(streams).find(({ position }) => position > since);
  if (late) return faulty(FILES.events, 'It replaces an edition by which the report was assessed already.', late);
  if (!isBound(published.data, binding) || published.data.digest !== binding.instrumentDigest)
    return faulty(FILES.events, 'It publishes another edition than that of the cycle.', published);
  const last = replacements(streams).at(-1);
  const inForce = last ? `, in force since entry ${last.position}` : '';
  return ok(`${binding.instrument} ${binding.edition}, as published by entry ${published.position}${inForce}`);
}

function isBound(named: Readonly<{ instrument: string; edition: string }>, { instrument, edition }: Binding): boolean {
  return named.instrument === instrument && named.edition === edition;
}

function isOpenedWith(data: Of<'ReportOpened'>['data'], then: Binding | null): boolean {
  if (!then || !isBound(data, then)) return false;
  return data.instrumentDigest === then.instrumentDigest && data.period === then.period;
}

/** What the cycle was bound to when this was recorded. */
function bindingBefore({ position }: Readonly<{ position: number }>, { cycle }: Streams): Binding | null {
  return editionInForce(cycle.filter((entry) => entry.position < position));
}

function replacements({ cycle }: Streams): readonly Of<'EditionReplaced'>[] {
  return cycle.filter((entry) => isOf(entry, 'EditionReplaced'));
}

/** The entry by which the report came to those who assess it. */
function assessedSince({ report }: Streams): number {
  let state = reportDecider.initialState;
  for (const entry of report) {
    if (isReportEvent(entry)) state = reportDecider.evolve(state, entry);
    if (state.phase === 'open' && basisReached(state.header) !== 'CLAIMED') return entry.position;
  }
  return Infinity;
}
