import { err, ok } from '../kernel/result.ts';
import type { Catalogue } from './catalogue.ts';
import { UNKNOWN_INPUT } from './commands.ts';
import type { AcceptedCommand } from './commands.ts';
import { decodeEntry } from './entry.ts';
import type { Keys } from './sealed/keys.ts';
import type { Statements } from './session.ts';
import { readRange } from './stored.ts';
import { inputDigestOf } from './submission.ts';
import type { Job, Settlement } from './submission.ts';

/** Answers a command that was accepted before from what was recorded then. */
export async function replay(
  { sql, catalogue, keys }: Readonly<{ sql: Statements; catalogue: Catalogue; keys: Keys }>,
  job: Job,
  { inputDigest, firstPosition, lastPosition, items }: AcceptedCommand,
): Promise<Settlement> {
  const asked = inputDigestOf(job, keys);
  if (asked === null) return { job, answer: err({ code: 'PERSON_ERASED' }) };
  if (inputDigest !== asked && inputDigest !== UNKNOWN_INPUT)
    return { job, answer: err({ code: 'COMMAND_ID_REUSED' }) };
  const stored = await readRange(sql, { after: firstPosition - 1, upTo: lastPosition });
  const entries = stored.map((entry) => decodeEntry(entry, catalogue));
  return { job, answer: ok({ replayed: !job.uncertain, entries, items, position: lastPosition }) };
}
