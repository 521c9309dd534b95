import { randomUUID } from 'node:crypto';

import { afterAll } from 'vitest';

import { ok } from '../../src/kernel/result.ts';
import type { Answer, Appended, Submission } from '../../src/ledger/submission.ts';
import { createWriter } from '../../src/ledger/writer.ts';
import type { Writer, WriterOptions } from '../../src/ledger/writer.ts';
import { counted, SYSTEM, toyCatalogue } from './ledger-catalogue.ts';

/** Opens writers with the toy catalogue and closes them when the file is done. */
export function useWriters(): (url: string, options?: Partial<WriterOptions>) => Promise<Writer> {
  const writers: Writer[] = [];
  afterAll(async () => {
    await Promise.all(writers.map((writer) => writer.close()));
  });
  return async (url, options = {}) => {
    const writer = await createWriter({ url, catalogue: toyCatalogue, ...options });
    writers.push(writer);
    return writer;
  };
}

/** A command that counts by one in its stream, unless told otherwise. */
export function submission(parts: Partial<Submission> = {}): Submission {
  return {
    person: 'operator',
    commandId: randomUUID(),
    input: { ask: 'count' },
    priority: 'INTERACTIVE',
    stream: 'case/1',
    reads: [],
    decide: () => ok({ under: SYSTEM, events: [counted(1)] }),
    ...parts,
  };
}

export function appended(answer: Answer): Appended {
  if (!answer.ok) throw new Error(`refused: ${answer.error.code}`);
  return answer.value;
}
