import { FILES } from '../bundle/format.ts';
import { ok } from '../../kernel/result.ts';
import { readEntry } from './entry.ts';
import type { BundledEntry } from './entry.ts';
import { faulty } from './fault.ts';
import type { Checked } from './fault.ts';
import type { BundleFiles } from './open-zip.ts';
import { readText } from './read-file.ts';

/** The entries of `events.jsonl`, which are in order of position and therefore of time. */
export function readEvents(files: BundleFiles): Checked<readonly BundledEntry[]> {
  const text = readText(files, FILES.events);
  if (!text.ok) return text;
  const lines = text.value.split('\n');
  if (lines.pop() !== '') return faulty(FILES.events, 'Its last line does not end.');
  const entries: BundledEntry[] = [];
  for (const [place, line] of lines.entries()) {
    const read = readEntry(line);
    if (!read.ok) return faulty(FILES.events, `Line ${place + 1} ${read.error}.`);
    const problem = orderProblem(read.value, entries.at(-1));
    if (problem !== null) return faulty(FILES.events, problem, read.value);
    entries.push(read.value);
  }
  return ok(entries);
}

function orderProblem(entry: BundledEntry, before: BundledEntry | undefined): string | null {
  if (!before) return null;
  if (entry.position <= before.position) return 'The entry is out of the order of positions.';
  return entry.recordedAt < before.recordedAt ? 'The entry was recorded before the one it follows.' : null;
}
