import type { Row } from 'postgres';

import { commitmentsIn } from '../../domain/personal.ts';
import type { Digest } from '../../kernel/digest.ts';
import { openValue } from '../../ledger/sealed/value.ts';
import type { Vault } from '../../ledger/sealed/vault.ts';
import { WrongMasterKey } from '../../ledger/sealed/vault.ts';
import { counted, passed, quoted } from './fault.ts';
import type { Check, Finding, Snapshot } from './fault.ts';
import { openRows } from './rows.ts';

type ValueRow = Row &
  Readonly<{ commitment: Digest; person: string; ciphertext: string | null; wrapped: string | null }>;

type Committed = Readonly<{ person: string; position: number }>;
type Known = Readonly<{ committed: Map<string, Committed>; erased: Map<string, number> }>;

const QUERY = `select commitment, person, encode(ciphertext, 'hex') as ciphertext, encode(wrapped, 'hex') as wrapped
  from sealed_value left join sealed_key using (person) order by person, commitment`;

/**
 * Whatever an entry commits to opens to just that, or was destroyed by the entry that says so; and nothing is sealed that
 * no entry knows. Without a master key (`vault: null`) only that it is there is checked.
 */
export function createPersonalCheck(sql: Snapshot, vault: Vault | null): Check {
  const known: Known = { committed: new Map(), erased: new Map() };

  const take: Check['take'] = (entries) => {
    for (const { event } of entries) {
      for (const { commitment, person } of commitmentsIn(event))
        known.committed.set(commitment, { person, position: event.position });
      if (event.type === 'PersonErased') known.erased.set(event.data.person, event.position);
    }
    return Promise.resolve(null);
  };

  const end: Check['end'] = async () => {
    const kept = await keptKey(sql, known.erased);
    if (kept) return kept;
    const missing = new Map(known.committed);
    const rows = await openRows<ValueRow>(sql, { name: 'verify_sealed', query: QUERY });
    for (let page = await rows.page(); page.length > 0; page = await rows.page()) {
      for (const row of page) {
        const finding = wrongValue(row, known, vault);
        if (finding) return finding;
        missing.delete(row.commitment);
      }
    }
    const [lost] = missing;
    if (lost)
      return about(lost[0], lost[1].position, 'what it commits to is gone, and no entry says that it was erased');
    const detail = `${counted(known.committed.size, 'value')}, ${counted(known.erased.size, 'person', 'persons')} erased`;
    if (vault || known.committed.size === 0) return passed(detail);
    return { detail: `${detail}; not opened: there is no master key here`, warns: true };
  };

  return { name: 'personal', take, end };
}

/** What was erased has no key any more, whether or not anything was sealed with it. */
async function keptKey(sql: Snapshot, erased: Known['erased']): Promise<Finding | null> {
  const persons = [...erased.keys()];
  const [row] = await sql<{ person: string }[]>`
    select person from sealed_key where wrapped is not null and person = any (${persons}) order by person limit 1`;
  if (!row) return null;
  const sentence = `it erased ${quoted(row.person)}, whose key is still there`;
  return { position: erased.get(row.person) ?? null, table: 'sealed_key', key: row.person, sentence };
}

function wrongValue(row: ValueRow, { committed, erased }: Known, vault: Vault | null): Finding | null {
  const { commitment, person, ciphertext } = row;
  const by = committed.get(commitment);
  if (by?.person !== person) return about(commitment, by?.position ?? null, 'no entry commits to what is sealed here');
  const erasedAt = erased.get(person);
  if (erasedAt !== undefined)
    return ciphertext === null ? null : about(commitment, erasedAt, 'what it erased is still there');
  const sentence = wrongSeal(row, vault);
  return sentence === null ? null : about(commitment, by.position, sentence);
}

function wrongSeal({ person, commitment, ciphertext, wrapped }: ValueRow, vault: Vault | null): string | null {
  if (ciphertext === null || wrapped === null)
    return 'what it commits to was destroyed, and no entry says that it was erased';
  const opened = !vault || opens({ person, commitment }, { ciphertext, wrapped }, vault);
  return opened ? null : 'what is sealed does not open to what it commits to';
}

type Sealed = Readonly<{ ciphertext: string; wrapped: string }>;

function opens(
  { person, commitment }: Pick<ValueRow, 'person' | 'commitment'>,
  { ciphertext, wrapped }: Sealed,
  vault: Vault,
): boolean {
  try {
    const key = vault.unwrap(person, Buffer.from(wrapped, 'hex'));
    return openValue(key, { person, commitment, ciphertext: Buffer.from(ciphertext, 'hex') }) !== null;
  } catch (error) {
    if (error instanceof WrongMasterKey) return false;
    throw error;
  }
}

function about(commitment: string, position: number | null, sentence: string): Finding {
  return { position, table: 'sealed_value', key: commitment, sentence };
}
