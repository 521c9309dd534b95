import { fold } from '../../domain/decider.ts';
import { paperOf } from '../../domain/instrument/index.ts';
import { graded, isReportEvent, report as reportDecider } from '../../domain/report/index.ts';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import { ok } from '../../kernel/result.ts';
import { derivationFile, derivedBasis } from '../bundle/derivation-file.ts';
import type { DerivationFile } from '../bundle/derivation-file.ts';
import { FILES } from '../bundle/format.ts';
import type { Bundle } from './bundle.ts';
import { faulty } from './fault.ts';
import type { Checked } from './fault.ts';
import { readText } from './read-file.ts';
import { isOf } from './streams.ts';
import type { Of } from './streams.ts';

/** As many finals as a report can have been given by a sane hand: each is derived anew. */
const MOST_FINALS = 50;

/** The score, computed anew from the events, is what the bundle states with all its reasons, and what was ever frozen. */
export function checkScore(bundle: Bundle): Checked {
  const text = readText(bundle.files, FILES.derivation);
  if (!text.ok) return text;
  const recomputed = recompute(bundle);
  if (!recomputed) return faulty(FILES.instrument, 'The report cannot be scored by it.');
  if (canonicalJson(recomputed) !== text.value)
    return faulty(FILES.derivation, 'It is not what follows from the events.');
  const finals = bundle.streams.report.filter((entry) => isOf(entry, 'ReportFinalized'));
  if (finals.length > MOST_FINALS) return faulty(FILES.events, `It was finalised more than ${MOST_FINALS} times.`);
  const wrong = finals.find((final) => !isFrozen(bundle, final));
  if (wrong) return faulty(FILES.events, 'What was frozen as final is not what follows from the events.', wrong);
  return ok(scoreWords(recomputed, finals.at(-1)));
}

/** An edition that nobody checked before it was published can make scoring fail: then it tells no score. */
function recompute({ report, edition, binding }: Bundle): DerivationFile | null {
  try {
    return derivationFile(report, paperOf(edition, binding.period), binding);
  } catch {
    return null;
  }
}

/** A final is what followed from the report as it was when it was frozen, whatever came after. */
function isFrozen({ streams, edition, binding }: Bundle, { position, data }: Of<'ReportFinalized'>): boolean {
  const until = streams.report.filter((entry) => entry.position <= position);
  const then = fold(
    reportDecider,
    until.filter((entry) => isReportEvent(entry)),
  );
  if (then.phase === 'absent') return false;
  const paper = paperOf(edition, binding.period);
  const frozen = derivedBasis('FINAL', paper, graded(Object.values(then.responses), 'FINAL'));
  return (
    data.total === frozen.total &&
    data.exact === frozen.exact &&
    data.predicate === frozen.predicate &&
    data.derivationDigest === frozen.digest &&
    data.engine === paper.edition.engine &&
    data.instrumentDigest === binding.instrumentDigest
  );
}

function scoreWords({ bases, engine }: DerivationFile, final: Of<'ReportFinalized'> | undefined): string {
  const totals = bases.map(({ basis, total, predicate }) => `${basis} ${total} (${predicate ?? 'no predicate'})`);
  const frozen = final ? `, as frozen by entry ${final.position}` : '';
  return `${totals.join(', ')}, computed anew by ${engine}${frozen}`;
}
