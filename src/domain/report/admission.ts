import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import { authorize } from '../access.ts';
import type { Step } from './commands.ts';
import type { Admitted, ReportRefusal, StandingFacts } from './facts.ts';
import { fourEyesRefusal } from './four-eyes.ts';
import { needOf } from './needs.ts';
import type { ReportState } from './state.ts';

/**
 * What comes before the rule of any command: the right to give it, four eyes, and that the report is not settled by
 * publication. What lists the steps that a person can take MUST ask it too, or it would list what is refused.
 */
export function admit<Facts extends StandingFacts>(
  step: Step,
  state: ReportState,
  facts: Facts,
): Result<Admitted<Facts>, ReportRefusal> {
  const under = authorize(needOf(step, state), facts);
  if (!under) return err({ code: 'NOT_ALLOWED' });
  const refusal = fourEyesRefusal(step, facts);
  if (refusal) return err(refusal);
  const { cycle, paper, unit } = facts;
  if (!cycle || !paper) return err({ code: 'CYCLE_UNKNOWN', path: ['cycle'] });
  if (!unit) return err({ code: 'JURISDICTION_UNKNOWN', path: ['unit'] });
  if (cycle.published && stands(step, state)) return err({ code: 'RESULTS_PUBLISHED', path: ['cycle'] });
  return ok({ ...facts, cycle, paper, unit, under });
}

/** Once results are published, only what was reopened changes. */
function stands({ type }: Step, state: ReportState): boolean {
  if (type === 'ReopenReport') return false;
  return state.phase === 'absent' || state.header.stage === 'FINAL' || state.header.reopenings.length === 0;
}
