import type { Sql } from 'postgres';
import { afterAll, beforeAll } from 'vitest';

import { openComponents } from '../../../src/cli/components.ts';
import type { Components } from '../../../src/cli/components.ts';
import { parseCheckpoint } from '../../../src/merkle/checkpoint.ts';
import type { Checkpoint } from '../../../src/merkle/checkpoint.ts';
import { parseVerifierKey } from '../../../src/merkle/key.ts';
import { parseNote, verifyNote } from '../../../src/merkle/note.ts';
import type { KeptCheckpoint } from '../../../src/signer/kept-checkpoint.ts';
import { readKeptCheckpoint } from '../../../src/signer/kept-checkpoint.ts';
import { asSystem } from '../../../src/usecase/open-ledger.ts';
import { useSql } from '../../support/ledger-rows.ts';
import { openTestSigning } from '../../support/signing.ts';
import type { TestSigning } from '../../support/signing.ts';
import { useTestDatabase } from '../../support/test-database.ts';
import { cutOff } from '../audit-whole/tampering.ts';

/** A ledger that is signed for, in which persons are registered. */
export type SmallLog = Readonly<{
  url: string;
  signing: TestSigning;
  sql: Sql;
  /** What the signers warned of. */
  warned: readonly string[];
  /** What reads, writes and signs; closed with the file. */
  open: () => Promise<Components>;
  /** What writes although nobody watches over what was signed. */
  openUnsigned: () => Promise<Components>;
  register: (components: Components, person: string) => Promise<number>;
  kept: () => Promise<KeptCheckpoint>;
  /** Sets the database back, as the restoration of an older copy does. */
  setBack: (position: number) => Promise<void>;
}>;

/** Call it once at the top of a file or `describe`. */
export function useSmallLog(): () => SmallLog {
  const database = useTestDatabase();
  const sql = useSql(() => database().superuserUrl);
  const opened: Components[] = [];
  let log: SmallLog;

  beforeAll(async () => {
    const signing = await openTestSigning('small.jejak');
    log = smallLog({ url: database().applicationUrl, signing, sql: sql() }, opened);
    const { origin, key } = signing;
    const components = await openComponents(log.url, { log: silent });
    const command = { type: 'OpenLedger', origin, demo: false, key } as const;
    await asSystem(components.handle, { commandId: 'open', command });
    await components.close();
  });
  afterAll(async () => {
    await Promise.all(opened.map((components) => components.close()));
    await log.signing.remove();
  });

  return () => log;
}

const silent = { info: () => undefined, warn: () => undefined };

function smallLog(parts: Pick<SmallLog, 'url' | 'signing' | 'sql'>, opened: Components[]): SmallLog {
  const { url, signing, sql } = parts;
  const warned: string[] = [];
  const warn = (facts: object | string, message?: string): void => void warned.push(message ?? JSON.stringify(facts));
  const open = async (options: object): Promise<Components> => {
    const components = await openComponents(url, { log: { info: () => undefined, warn }, ...options });
    opened.push(components);
    return components;
  };
  return {
    ...parts,
    warned,
    open: () => open({ signing }),
    openUnsigned: () => open({}),
    register: ({ handle }, person) => {
      const command = { type: 'RegisterPerson', subject: person, label: person } as const;
      return asSystem(handle, { commandId: `register-${person}`, command });
    },
    kept: async () => {
      const kept = await readKeptCheckpoint(signing.home, signing.origin);
      if (!kept) throw new Error('nothing is kept');
      return kept;
    },
    setBack: async (position) => {
      await sql.begin((transaction) => cutOff(transaction, position));
    },
  };
}

/** What a checkpoint states, if exactly these keys signed it; null otherwise. */
export function signedBy(text: string, vkeys: readonly string[]): Checkpoint | null {
  const note = parseNote(text);
  const keys = vkeys.map((vkey) => parseVerifierKey(vkey)).filter((key) => key !== null);
  if (!note || keys.length !== vkeys.length || note.signatures.length !== vkeys.length) return null;
  const verified = verifyNote(note, keys);
  return verified.ok && verified.value.length === keys.length ? parseCheckpoint(note.text) : null;
}
