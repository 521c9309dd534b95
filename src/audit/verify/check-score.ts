import { fold } from '../../domain/decider.ts';
import { paperOf } from '../../domain/instrument/index.ts';
import { graded, isReportEvent, report as reportDecider } from '../../domain/report/index.ts';
import type { OpenedReport } from '../../domain/report/index.ts';
import { score } from '../../domain/scoring/v1/index.ts';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import { toExact } from '../../kernel/rational.ts';
import { ok } from '../../kernel/result.ts';
import { derivationFile, derivedBasis } from '../bundle/derivation-file.ts';
import type { DerivationFile } from '../bundle/derivation-file.ts';
import { FILES, LIMITS } from '../bundle/format.ts';
import type { Bundle } from './bundle.ts';
import { faulty } from './fault.ts';
import type { Checked } from './fault.ts';
import { readText } from './read-file.ts';
import { isOf } from './streams.ts';
import type { Of } from './streams.ts';

/** The score, computed anew from the events, is what the bundle states with all its reasons, and what was ever frozen. */
export function checkScore(bundle: Bundle): Checked {
  const text = readText(bundle.files, FILES.derivation);
  if (!text.ok) return text;
  const recomputed = recompute(bundle);
  if (!recomputed) return faulty(FILES.instrument, 'The report cannot be scored by it.');
  if (canonicalJson(recomputed) !== text.value)
    return faulty(FILES.derivation, 'It is not what follows from the events.');
  const finals = bundle.streams.report.filter((entry) => isOf(entry, 'ReportFinalized'));
  if (finals.length > LIMITS.finals)
    return faulty(FILES.events, `It freezes more than ${LIMITS.finals} finals.`, finals.at(-1));
  const wrong = finals.find((final) => !isFrozen(bundle, final));
  if (wrong) return faulty(FILES.events, 'What was frozen as final is not what follows from the events.', wrong);
  return ok(scoreWords(recomputed, finals));
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
function isFrozen(bundle: Bundle, final: Of<'ReportFinalized'>): boolean {
  const then = reportAt(bundle, final.position);
  try {
    return then !== null && isScored(bundle, final.data, then);
  } catch {
    return false;
  }
}

function reportAt({ streams }: Bundle, position: number): OpenedReport | null {
  const until = streams.report.filter((entry) => entry.position <= position);
  const then = fold(
    reportDecider,
    until.filter((entry) => isReportEvent(entry)),
  );
  return then.phase === 'open' ? then : null;
}

function isScored({ edition, binding }: Bundle, data: Of<'ReportFinalized'>['data'], then: OpenedReport): boolean {
  const paper = paperOf(edition, binding.period);
  const responses = graded(Object.values(then.responses), 'FINAL');
  const { total, exact, predicate, digest } = derivedBasis('FINAL', paper, responses);
  const shares = score(paper, responses).dimensions;
  const dimensions = shares.map(({ code, share }) => ({ code, exact: share && toExact(share) }));
  const { engine } = paper.edition;
  const { instrumentDigest } = binding;
  const frozen = { total, exact, predicate, dimensions, engine, instrumentDigest, derivationDigest: digest };
  return canonicalJson({ ...data, ...frozen }) === canonicalJson(data);
}

function scoreWords({ bases, engine }: DerivationFile, finals: readonly Of<'ReportFinalized'>[]): string {
  const totals = bases.map(({ basis, total, predicate }) => `${basis} ${total} (${predicate ?? 'no predicate'})`);
  const positions = finals.map(({ position }) => position).join(' and ');
  const frozen = finals.length > 0 ? `; what entry ${positions} froze follows as well` : '';
  return `${totals.join(', ')}, computed anew by ${engine}${frozen}`;
}
