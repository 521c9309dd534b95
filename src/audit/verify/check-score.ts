import { paperOf } from '../../domain/instrument/index.ts';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import { ok } from '../../kernel/result.ts';
import { derivationFile } from '../bundle/derivation-file.ts';
import type { DerivationFile } from '../bundle/derivation-file.ts';
import { FILES } from '../bundle/format.ts';
import type { Bundle } from './bundle.ts';
import { faulty } from './fault.ts';
import type { Checked } from './fault.ts';
import { readText } from './read-file.ts';
import { isOf } from './streams.ts';
import type { Of } from './streams.ts';

/** The score, computed anew from the events, is what the bundle states with all its reasons, and what was frozen. */
export function checkScore(bundle: Bundle): Checked {
  const text = readText(bundle.files, FILES.derivation);
  if (!text.ok) return text;
  const recomputed = recompute(bundle);
  if (!recomputed) return faulty(FILES.instrument, 'The report cannot be scored by it.');
  if (canonicalJson(recomputed) !== text.value)
    return faulty(FILES.derivation, 'It is not what follows from the events.');
  const final = bundle.streams.report.findLast((entry) => isOf(entry, 'ReportFinalized'));
  if (final && !isFrozenAs(final, recomputed))
    return faulty(FILES.events, 'What was frozen as final is not what follows from the events.', final);
  return ok(scoreWords(recomputed, final));
}

/** An edition that nobody checked before it was published can make scoring fail: then it tells no score. */
function recompute({ report, edition }: Bundle): DerivationFile | null {
  try {
    return derivationFile(report, paperOf(edition, report.header.period));
  } catch {
    return null;
  }
}

function isFrozenAs({ data }: Of<'ReportFinalized'>, { bases, engine, instrumentDigest }: DerivationFile): boolean {
  const frozen = bases.find(({ basis }) => basis === 'FINAL');
  return (
    data.total === frozen?.total &&
    data.exact === frozen.exact &&
    data.predicate === frozen.predicate &&
    data.derivationDigest === frozen.digest &&
    data.engine === engine &&
    data.instrumentDigest === instrumentDigest
  );
}

function scoreWords({ bases, engine }: DerivationFile, final: Of<'ReportFinalized'> | undefined): string {
  const totals = bases.map(({ basis, total, predicate }) => `${basis} ${total} (${predicate ?? 'no predicate'})`);
  const frozen = final ? `, as frozen by entry ${final.position}` : '';
  return `${totals.join(', ')}, computed anew by ${engine}${frozen}`;
}
