import type { Config } from '../config.ts';
import { StartupError } from '../kernel/startup-error.ts';
import { restoreEntries } from '../ledger/restore.ts';
import type { RestoreProblem } from '../ledger/restore.ts';
import { createInlineProjector } from '../projection/inline.ts';
import { readKeptCheckpoint } from '../signer/kept-checkpoint.ts';
import type { KeptCheckpoint } from '../signer/kept-checkpoint.ts';
import { jejakCatalogue } from '../usecase/catalogue.ts';
import { UsageError } from './exit.ts';
import { signedOrigin } from './log-key.ts';
import { linesOf } from './lines.ts';
import { createProgress } from './progress.ts';
import { visitDatabase } from './visit.ts';
import type { Visit } from './visit.ts';

/** Gives a database that was set back the entries it lacks, if they are the very ones that were signed. */
export async function importEntries(config: Config, file: string | undefined): Promise<void> {
  if (file === undefined) throw new UsageError('Name a copy: npm run jejak -- import-entries FILE');
  const added = await visitDatabase(config, async (visit) => {
    const signed = await requireKept(config, visit);
    const restored = await restoreEntries({
      url: visit.database.applicationUrl,
      catalogue: jejakCatalogue,
      project: createInlineProjector(),
      signed,
      lines: () => linesOf(file),
      progress: createProgress('importing'),
    });
    if (!restored.ok) throw new StartupError(sentenceOf(restored.error));
    return restored.value;
  });
  process.stdout.write(
    `${added === 1 ? '1 entry was' : `${added.toLocaleString('en')} entries were`} added; the ledger is what was signed\n`,
  );
}

async function requireKept(config: Config, { state }: Visit): Promise<KeptCheckpoint> {
  const origin = state.phase === 'open' ? state.origin : await signedOrigin(config);
  const kept = origin === null ? null : await readKeptCheckpoint(config.home, origin);
  if (kept) return kept;
  throw new StartupError('No checkpoint of this log is kept here, so nothing says which entries are the right ones.');
}

function sentenceOf(problem: RestoreProblem): string {
  switch (problem.code) {
    case 'NOTHING_MISSING':
      return `Nothing is missing: the ledger has ${problem.size} entries, as many as were signed or more.`;
    case 'LINE_UNREADABLE':
      return `Line ${problem.line} of the copy is no entry.`;
    case 'ENTRIES_MISSING':
      return `The copy lacks the entry at position ${problem.position}.`;
    case 'COPY_CHANGED':
      return 'The copy was another one when it was read a second time; name a file, not a pipe. Nothing was added.';
    case 'ROOT_DIFFERS':
      return `With these entries the ledger would not be the one that was signed at ${problem.size} entries; nothing was added.`;
  }
}
