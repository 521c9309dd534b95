import { err } from '../../kernel/result.ts';
import type { Result } from '../../kernel/result.ts';

/** What does not hold: the file of the bundle it is about, the entry where it is about one, and what is wrong. */
export type Fault = Readonly<{ file: string; position?: number; stream?: string; sentence: string }>;

/** Something that was checked, or the fault that was found. */
export type Checked<Value = string> = Result<Value, Fault>;

/** What is wrong with the zip itself and not with a file in it. */
export const ARCHIVE = 'the archive';

export function faulty(
  file: string,
  sentence: string,
  where: Readonly<{ position: number; stream: string }> | null = null,
): Result<never, Fault> {
  return err(where ? { file, position: where.position, stream: where.stream, sentence } : { file, sentence });
}
