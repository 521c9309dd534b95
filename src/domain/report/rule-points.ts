import { toExact } from '../../kernel/rational.ts';
import type { PaperIndicator } from '../instrument/index.ts';
import { grade } from '../scoring/v1/index.ts';
import type { KnownFacts } from './facts.ts';
import { gradedResponse } from './grade.ts';
import type { Assessment, ResponseState } from './response.ts';
import type { CheckResult } from './values.ts';

/** What the edition's rule gives with these check results: shown beside an override for ever. */
export function pointsByRule(
  indicator: PaperIndicator,
  { response, checks }: Readonly<{ response: ResponseState; checks: readonly CheckResult[] }>,
  { paper, head }: KnownFacts,
): string {
  const scored = { ...response, upheld: null, assessments: [byRule(response, { checks, position: head + 1 })] };
  return toExact(grade(paper.edition, indicator, gradedResponse(scored, 'ASSESSED')).points);
}

function byRule(
  { revision, changedAt }: ResponseState,
  { checks, position }: Pick<Assessment, 'checks' | 'position'>,
): Assessment {
  const who = { position, decidedAt: '', person: '', role: 'ASSESSOR', grant: null } as const;
  return { ...who, checks, rulePoints: '0', points: '0', override: null, revision, documents: [], seen: changedAt };
}
