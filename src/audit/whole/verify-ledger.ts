import type { Row, Sql } from 'postgres';

import type { Digest } from '../../kernel/digest.ts';
import type { Catalogue } from '../../ledger/catalogue.ts';
import { toDigest } from '../../merkle/hash.ts';
import type { Vault } from '../../ledger/sealed/vault.ts';
import type { Projection } from '../../projection/projection.ts';
import { createCheckpointCheck } from './checkpoint.ts';
import type { Outside } from './checkpoint.ts';
import { createColumnsCheck } from './columns.ts';
import { createCommandsCheck } from './commands.ts';
import { createContentsCheck } from './contents.ts';
import { createDocumentsCheck } from './documents.ts';
import type { StoredDocuments } from './document-bytes.ts';
import { createEntriesCheck } from './entries.ts';
import type { EntriesCheck } from './entries.ts';
import { ENTRY_COLUMNS } from './entry-columns.ts';
import type { EntryRow } from './entry-columns.ts';
import { isFinding } from './fault.ts';
import type { Check, CheckedEntry, CheckName, Fault, Finding, Passed, Snapshot } from './fault.ts';
import { readKeptNote } from './kept-note.ts';
import { createPersonalCheck } from './personal.ts';
import { createReadModelsCheck } from './read-models.ts';
import { openRows } from './rows.ts';
import { createSealedCheck } from './sealed.ts';
import { createTreeCheck } from './tree.ts';
import { createTriggersCheck } from './triggers.ts';

export type VerifyOptions = Outside &
  Readonly<{
    catalogue: Catalogue;
    projections: readonly Projection[];
    /** Opens what is sealed; without one, only that it is there is checked. */
    vault?: Vault | null;
    /** Without them the bytes of documents are not looked at. */
    documents?: StoredDocuments | null;
    progress: (done: number, of: number) => void;
  }>;

/** What was checked up to the first fault, and that fault; null: there is none. */
export type LedgerReport = Readonly<{
  checks: readonly (Passed & Readonly<{ name: CheckName }>)[];
  fault: Fault | null;
  entries: number;
  root: Digest;
}>;

type Plan = Readonly<{ entries: EntriesCheck; others: readonly Check[] }>;

/** Half of what a query takes at most: an entry may have 64 KiB. */
const PAGE = 500;

/** Checks the whole ledger against itself and against what is kept outside, in one snapshot, beside whoever writes. */
export async function verifyLedger(sql: Sql, options: VerifyOptions): Promise<LedgerReport> {
  return sql.begin('isolation level repeatable read read only', async (snapshot) => {
    // Before the snapshot is taken: a table that a rebuild puts in place after it would look empty.
    const models = options.projections.map(({ name }) => `"${name}"`).join(', ');
    await snapshot.unsafe(`lock table ${models} in access share mode`);
    return verifySnapshot(snapshot, options);
  });
}

/** The same inside a transaction, which MUST be of one snapshot: otherwise what is compared is of different moments. */
export async function verifySnapshot(sql: Snapshot, options: VerifyOptions): Promise<LedgerReport> {
  await sql.unsafe('set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0');
  const signed = options.checkpoints.map((text) => readKeptNote(text)?.checkpoint.size ?? 0);
  const tree = await createTreeCheck(sql, new Set(signed));
  const entries = createEntriesCheck(options.catalogue);
  const others: readonly Check[] = [
    tree,
    createCheckpointCheck(options, tree.rootOf),
    await createSealedCheck(sql),
    await createCommandsCheck(sql),
    createContentsCheck(sql),
    createPersonalCheck(sql, options.vault ?? null),
    await createReadModelsCheck(sql, options.projections),
    createColumnsCheck(sql),
    createTriggersCheck(sql),
    ...(options.documents ? [createDocumentsCheck(options.documents)] : []),
  ];
  const { checks, finding } = await run(sql, { entries, others }, options.progress);
  const fault = finding && (await located(sql, finding));
  return { checks, fault, entries: tree.size(), root: toDigest(tree.root()) };
}

type Named = Readonly<{ check: CheckName; finding: Finding }>;
type Ran = Readonly<{ checks: LedgerReport['checks']; finding: Named | null }>;

async function run(sql: Snapshot, plan: Plan, progress: VerifyOptions['progress']): Promise<Ran> {
  const { finding, found } = await readThrough(sql, plan, progress);
  if (finding) return { checks: [], finding: { check: 'entries', finding } };
  const checks: LedgerReport['checks'][number][] = [{ name: 'entries', detail: plan.entries.detail(), warns: false }];
  for (const check of plan.others) {
    const outcome = found.get(check) ?? (await check.end());
    if (isFinding(outcome)) return { checks, finding: { check: check.name, finding: outcome } };
    checks.push({ ...outcome, name: check.name });
  }
  return { checks, finding: null };
}

type Read = Readonly<{ finding: Finding | null; found: ReadonlyMap<Check, Finding> }>;

/** The ledger is read once. A fault of an entry ends it; one that another check finds only ends what comes after it. */
async function readThrough(sql: Snapshot, plan: Plan, progress: VerifyOptions['progress']): Promise<Read> {
  const found = new Map<Check, Finding>();
  const [head] = await sql<{ position: string }[]>`select position from ledger_head`;
  const rows = await openRows<Row & EntryRow>(sql, {
    name: 'verify_entry',
    query: `select ${ENTRY_COLUMNS.join(', ')} from ledger_entry order by position`,
    size: PAGE,
  });
  let done = 0;
  for (let page = await rows.page(); page.length > 0; page = await rows.page()) {
    const { entries, finding } = plan.entries.inspect(page);
    if (finding) return { finding, found };
    await tell(plan.others, entries, found);
    done += page.length;
    progress(done, Math.max(done, Number(head?.position)));
  }
  return { finding: null, found };
}

async function tell(
  checks: readonly Check[],
  entries: readonly CheckedEntry[],
  found: Map<Check, Finding>,
): Promise<void> {
  for (const check of checks) {
    if (found.has(check)) return;
    const finding = await check.take(entries);
    if (finding) found.set(check, finding);
  }
}

async function located(sql: Snapshot, { check, finding }: Named): Promise<Fault> {
  const stream = finding.stream === undefined ? await streamAt(sql, finding.position) : finding.stream;
  return { ...finding, check, stream };
}

async function streamAt(sql: Snapshot, position: number | null): Promise<string | null> {
  if (position === null) return null;
  const [row] = await sql<{ stream: string }[]>`select stream from ledger_entry where position = ${position}`;
  return row?.stream ?? null;
}
