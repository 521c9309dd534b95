import { recordUploads } from '../../../src/cli/demo-documents.ts';
import { connectDrizzle } from '../../../src/database/connect.ts';
import { tellDemo } from '../../../src/demo/tell.ts';
import { createToldClock } from '../../../src/demo/told-clock.ts';
import { readContent } from '../../../src/ledger/content.ts';
import { paperFor } from '../../../src/demo/verbs/told-report.ts';
import { deciders } from '../../../src/domain/catalogue.ts';
import { fold } from '../../../src/domain/decider.ts';
import { checksOf } from '../../../src/domain/instrument/index.ts';
import { graded, isReportEvent } from '../../../src/domain/report/index.ts';
import { score } from '../../../src/domain/scoring/v1/index.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { toExact } from '../../../src/kernel/rational.ts';
import type { RecordedEntry } from '../../../src/ledger/entry.ts';
import { readAll } from '../../../src/ledger/read.ts';
import { createWriter } from '../../../src/ledger/writer.ts';
import { createInlineProjector } from '../../../src/projection/inline.ts';
import { jejakCatalogue } from '../../../src/usecase/catalogue.ts';
import { createFactSources } from '../../../src/usecase/fact-sources.ts';
import { createHandle } from '../../../src/usecase/handle.ts';
import { createPapers } from '../../../src/usecase/papers.ts';
import { loadReference } from '../../../src/usecase/reference.ts';
import { templateOf } from '../../support/templates.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import type { TestDatabase } from '../../support/test-database.ts';
import { testVault } from '../../support/vault.ts';

/** A database with the whole demo in it. It is told once in a run; every file has a copy of its own. */
export function useToldDatabase(): () => TestDatabase {
  return useTestDatabase((server) => templateOf(server, 'told', tellInto));
}

/** Everything that its ledger holds. */
export async function entriesIn({ applicationUrl }: TestDatabase): Promise<readonly RecordedEntry[]> {
  const { db, close } = connectDrizzle(applicationUrl, { max: 1 });
  const entries: RecordedEntry[] = [];
  for await (const entry of readAll({ database: db, catalogue: jejakCatalogue })) entries.push(entry);
  await close();
  return entries;
}

async function tellInto(url: string): Promise<void> {
  const { db, close } = connectDrizzle(url, { max: 2 });
  const clock = createToldClock();
  const writer = await createWriter({
    url,
    catalogue: jejakCatalogue,
    project: createInlineProjector(),
    clock,
    vault: testVault,
  });
  try {
    const papers = createPapers((digest) => readContent(db, digest));
    const handle = createHandle(writer, createFactSources(papers));
    await tellDemo({
      handle,
      clock,
      origin: 'jejak.test/demo',
      key: null,
      reference: loadReference(),
      keep: ({ uploads }) => recordUploads(url, uploads),
      progress: () => undefined,
    });
  } finally {
    await writer.close();
    await close();
  }
}

export function ofType(entries: readonly RecordedEntry[], type: string): readonly RecordedEntry[] {
  return entries.filter((entry) => entry.type === type);
}

export function dataOf(entries: readonly RecordedEntry[], type: string, stream: string): readonly JsonObject[] {
  return ofType(entries, type).flatMap((entry) => (entry.stream === stream ? [entry.data] : []));
}

/** What a report of KKP HAM claimed, exactly, right after the first entry of the type. */
export function claimedTotal(entries: readonly RecordedEntry[], stream: string, after: string): string {
  const own = entries.filter((entry) => entry.stream === stream);
  const until = own.findIndex(({ type }) => type === after) + 1;
  const state = fold(
    deciders.report,
    own.slice(0, until).flatMap((entry) => (isReportEvent(entry) ? [entry] : [])),
  );
  if (state.phase === 'absent') throw new Error(`${stream} was never opened`);
  const paper = paperFor(loadReference(), 'KKPHAM', '2022', 'YEAR');
  return toExact(score(paper, graded(Object.values(state.responses), 'CLAIMED')).exact);
}

/** The evidence that a formal check of B12 is made on. */
export function evidenceOfCheck(code: string): string | undefined {
  const { indicators } = paperFor(loadReference(), 'AKSI_HAM', '2025', 'B12');
  const checks = [...indicators.values()].flatMap(({ rule }) => checksOf(rule));
  return checks.find((check) => check.code === code)?.evidence;
}
