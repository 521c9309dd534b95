import { err, ok } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';
import { participantsIn } from '../cycles.ts';
import { publicResults } from '../public-results.ts';
import type { PublicAsked, SightRefusal } from '../public-results.ts';
import type { At } from '../reader.ts';
import { maySee } from '../visibility.ts';
import type { Viewer } from '../visibility.ts';

/** `at`: the moment that is looked at. */
type Asked = PublicAsked & Readonly<{ within: string | null; at: At }>;

/**
 * The moment whose reports are ranked for a viewer. Whoever sees all units in question in full sees the moment itself;
 * everybody else what was published last before it, and no ranking of what never was.
 */
export async function rankingSight(viewer: Viewer, asked: Asked): Promise<Result<At, SightRefusal>> {
  if (participantsIn(asked.cycle, asked.within).every((unit) => maySee(viewer, unit))) return ok(asked.at);
  const results = await publicResults(asked);
  if (!results.ok) return results;
  return results.value ? ok(results.value) : err('FORBIDDEN');
}
