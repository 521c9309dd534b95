import type { ScoreBasis } from '../../domain/report/index.ts';
import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import type { CycleRow } from '../cycles.ts';
import type { At } from '../reader.ts';
import { maySee } from '../visibility.ts';
import type { Viewer } from '../visibility.ts';
import { participantsIn } from './ranking.ts';

type Asked = Readonly<{ cycle: CycleRow; within: string | null; basis: ScoreBasis }>;

type Moments = Readonly<{
  /** The moment that is looked at. */
  at: At;
  /** The cycle as it is now; read only where it makes a difference. */
  today: () => Promise<CycleRow | null>;
}>;

/**
 * The moment whose reports are ranked for a viewer. Whoever sees all units in question in full sees the moment itself;
 * everybody else what was published last before it.
 */
export async function rankingSight(
  viewer: Viewer,
  { cycle, within, basis }: Asked,
  { at, today }: Moments,
): Promise<Result<At, 'FORBIDDEN' | 'NOT_PUBLISHED_THEN'>> {
  if (participantsIn(cycle, within).every((unit) => maySee(viewer, unit))) return ok(at);
  if (basis !== 'FINAL') return err('FORBIDDEN');
  if (cycle.published) return ok({ position: cycle.published.position, time: cycle.published.at });
  return err((await today())?.published ? 'NOT_PUBLISHED_THEN' : 'FORBIDDEN');
}
