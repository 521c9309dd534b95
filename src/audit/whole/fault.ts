import type { ISql } from 'postgres';

import type { RecordedJejakEvent } from '../../domain/catalogue.ts';
import type { Digest } from '../../kernel/digest.ts';
import type { Hash } from '../../merkle/hash.ts';

export type CheckName =
  | 'entries'
  | 'tree'
  | 'checkpoint'
  | 'sealed'
  | 'commands'
  | 'contents'
  | 'personal'
  | 'read models'
  | 'columns'
  | 'triggers'
  | 'documents';

/** What a check found not to hold. Where it names no stream, the one of the entry at the position is meant. */
export type Finding = Readonly<{
  position: number | null;
  stream?: string | null;
  table?: string;
  key?: string;
  sentence: string;
}>;

/** The first thing that does not hold, and where. */
export type Fault = Finding & Readonly<{ check: CheckName; stream: string | null }>;

/** What a check that found nothing has to say for itself. `warns`: something could not be checked. */
export type Passed = Readonly<{ detail: string; warns: boolean }>;

/** An entry that is sound in itself, with its leaf hash recomputed from its text. */
export type CheckedEntry = Readonly<{ event: RecordedJejakEvent; command: string; leafHash: Digest; hash: Hash }>;

/** One check besides that of the entries themselves. It sees every entry once, in the order of the ledger. */
export type Check = Readonly<{
  name: CheckName;
  take: (entries: readonly CheckedEntry[]) => Promise<Finding | null>;
  end: () => Promise<Finding | Passed>;
}>;

export type Snapshot = ISql;

export function passed(detail: string): Passed {
  return { detail, warns: false };
}

export function isFinding(outcome: Finding | Passed): outcome is Finding {
  return 'sentence' in outcome;
}

/** Whatever stands in the database is quoted before anybody prints it. */
export function quoted(value: unknown): string {
  return JSON.stringify(value);
}

/** `10,135`, and `1 entry` where there is one. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
