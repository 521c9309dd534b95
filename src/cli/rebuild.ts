import type { Config } from '../config.ts';
import { connect } from '../database/connect.ts';
import { openDatabase } from '../database/open.ts';
import { StartupError } from '../kernel/startup-error.ts';
import { UnreadableEntry } from '../ledger/entry.ts';
import type { Projection } from '../projection/projection.ts';
import { rebuild as rebuildModels } from '../projection/rebuild/rebuild.ts';
import type { RebuildReport, Rebuilt } from '../projection/rebuild/rebuild.ts';
import { projections } from '../projection/registry.ts';
import { jejakCatalogue } from '../usecase/catalogue.ts';
import { UsageError } from './exit.ts';
import { createLog } from './log.ts';
import { createProgress } from './progress.ts';

/** Builds the read models named, or all, anew from the ledger and puts them in their places, beside a running product. */
export async function rebuild(config: Config, names: readonly string[]): Promise<void> {
  const chosen = chosenProjections(names);
  const database = await openDatabase({ ...config, visit: true, migrates: false }, createLog(config));
  const options = { name: 'jejak rebuild', max: 1, statementTimeout: 0 };
  const sql = connect(database.ownerUrl, options);
  const reader = connect(database.ownerUrl, options);
  try {
    const progress = createProgress('rebuilding');
    const parts = { sql, reader, catalogue: jejakCatalogue, projections: chosen, progress };
    process.stdout.write(told(await rebuildModels(parts).catch(inOneSentence)));
  } finally {
    await Promise.all([sql.end({ timeout: 5 }), reader.end({ timeout: 5 })]);
    await database.close();
  }
}

function chosenProjections(names: readonly string[]): readonly Projection[] {
  const unknown = names.find((name) => !projections.some((projection) => projection.name === name));
  if (unknown !== undefined) {
    const known = projections.map(({ name }) => name).join(', ');
    throw new UsageError(`There is no read model "${unknown}"; there are: ${known}.`);
  }
  return names.length === 0 ? projections : projections.filter(({ name }) => names.includes(name));
}

function inOneSentence(error: unknown): never {
  if (!(error instanceof UnreadableEntry)) throw error;
  const sentence = `The entry at position ${error.position} cannot be read; the read models are as they were.`;
  throw new StartupError(sentence, { cause: error });
}

function told({ models, comparedAt, switchedAt }: RebuildReport): string {
  const width = Math.max(...models.map(({ name }) => name.length));
  const lines = models.map((model) => `${model.name.padEnd(width)}  ${toldModel(model)}\n`);
  const mended = models.filter(({ outcome }) => typeof outcome === 'object').length;
  const verdict = mended === 0 ? '' : `; ${mended} of ${models.length} differed and now say what the ledger says`;
  return `${lines.join('')}compared at position ${comparedAt}, in use since position ${switchedAt}${verdict}\n`;
}

const FAULTS = {
  MISSING: 'was missing',
  EXTRA: 'is nowhere in the ledger',
  OTHER_BODY: 'said something else',
  OTHER_INTERVAL: 'ended elsewhere',
};

function toldModel({ rows, digest, version, outcome }: Rebuilt): string {
  const contents = `${rows.toLocaleString('en')} rows  ${digest}`;
  if (outcome === 'AS_BEFORE') return `${contents}  as before`;
  if (outcome === 'NEW_VERSION') return `${contents}  now version ${version}`;
  const named = outcome.first.map(({ key, from, fault }) => `${key}@${from} ${FAULTS[fault]}`);
  const more = outcome.count > named.length ? [`${outcome.count - named.length} more`] : [];
  return `${contents}  differed: ${[...named, ...more].join(', ')}; replaced`;
}
