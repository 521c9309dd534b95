import { err, ok } from '../kernel/result.ts';
import type { Catalogue } from './catalogue.ts';
import { UNKNOWN_INPUT } from './commands.ts';
import type { AcceptedCommand } from './commands.ts';
import { decodeEntry } from './entry.ts';
import type { Statements } from './session.ts';
import { readRange } from './stored.ts';
import type { Job, Settlement } from './submission.ts';

/** Answers a command that was accepted before from what was recorded then. */
export async function replay(
  { sql, catalogue }: Readonly<{ sql: Statements; catalogue: Catalogue }>,
  job: Job,
  { inputDigest, firstPosition, lastPosition, items }: AcceptedCommand,
): Promise<Settlement> {
  if (inputDigest !== job.inputDigest && inputDigest !== UNKNOWN_INPUT)
    return { job, answer: err({ code: 'COMMAND_ID_REUSED' }) };
  const stored = await readRange(sql, { after: firstPosition - 1, upTo: lastPosition });
  const entries = stored.map((entry) => decodeEntry(entry, catalogue));
  return { job, answer: ok({ replayed: !job.uncertain, entries, items, position: lastPosition }) };
}
