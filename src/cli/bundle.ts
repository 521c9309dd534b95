import { stat } from 'node:fs/promises';
import { join } from 'node:path';

import { exportBundle } from '../audit/export/export-bundle.ts';
import type { Bundle, BundleProblem } from '../audit/export/export-bundle.ts';
import { parseReportKey } from '../audit/export/report-key.ts';
import type { Config } from '../config.ts';
import { createFilesystemStore } from '../document/filesystem-store.ts';
import { StartupError } from '../kernel/startup-error.ts';
import { sealStreamHeads } from '../usecase/seal.ts';
import { UsageError } from './exit.ts';
import { writeOutput } from './output-file.ts';
import { visitLedger } from './visit.ts';

/** `output: null` is the bundle's own name in the folder one stands in. */
export type BundleWish = Readonly<{
  unit: string | undefined;
  cycle: string | undefined;
  output: string | null;
  documents: boolean;
}>;

const SENTENCES: Readonly<Record<BundleProblem, string>> = {
  REPORT_UNKNOWN: 'There is no such report.',
  LOG_CANNOT_SIGN: 'The log cannot sign now, and so no bundle; the server says why at /ready.',
  REPORT_TOO_LARGE: 'The report is larger than a bundle may be (docs/bundle.md), so that nobody could verify it.',
  DOCUMENTS_TOO_LARGE: 'The documents of the report are larger than a bundle may be (docs/bundle.md); leave them out.',
};

/** Takes one report home, also beside a running server. */
export async function bundle(config: Config, { unit, cycle, output, documents }: BundleWish): Promise<void> {
  if (unit === undefined || cycle === undefined) {
    throw new UsageError('Name a report: npm run jejak -- bundle <unit> <cycle> [--documents] [-o FILE]');
  }
  const key = parseReportKey(`${unit}/${cycle}`);
  if (!key) throw new StartupError(SENTENCES.REPORT_UNKNOWN);
  const told = await visitLedger(config, async ({ components: { reader, handle } }) => {
    const store = documents ? createFilesystemStore(join(config.home, 'documents')) : null;
    const exported = await exportBundle({ reader, seal: () => sealStreamHeads({ handle, reader }), store }, key);
    if (!exported.ok) throw new StartupError(SENTENCES[exported.error]);
    const file = output ?? exported.value.name;
    await writeOutput(file, exported.value.stream);
    return tell(exported.value, file, (await stat(file)).size);
  });
  process.stdout.write(told);
}

function tell({ events, position, keys }: Bundle, file: string, bytes: number): string {
  const [key = ''] = keys;
  return [
    `${file}: ${Math.ceil(bytes / 1024)} KiB, ${events} events`,
    `complete as of position ${position}`,
    'Check it, with the key as you know it from elsewhere:',
    `  npm run jejak -- verify ${quoted(file)} --vkey '${key}'`,
    '',
  ].join('\n');
}

/** As a shell takes it for one word. */
function quoted(file: string): string {
  return /^[\w./+-]+$/.test(file) ? file : `'${file.replaceAll("'", String.raw`'\''`)}'`;
}
