import type { z } from 'zod';

import type { Json } from '../../kernel/json.ts';
import { ok } from '../../kernel/result.ts';
import { readCanonical } from './canonical.ts';
import { faulty } from './fault.ts';
import type { Checked } from './fault.ts';
import type { BundleFiles } from './open-zip.ts';

/** Neither repairs what is no UTF-8 nor drops a byte order mark: both would hide a changed byte. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function readText(files: BundleFiles, name: string): Checked {
  const bytes = files.get(name);
  if (!bytes) return faulty(name, 'The bundle does not hold it.');
  try {
    return ok(utf8.decode(bytes));
  } catch {
    return faulty(name, 'It is not UTF-8.');
  }
}

export function readJson<Value extends Json>(
  files: BundleFiles,
  name: string,
  schema: z.ZodType<Value>,
): Checked<Value> {
  const text = readText(files, name);
  if (!text.ok) return text;
  const read = readCanonical(text.value, schema);
  return read.ok ? read : faulty(name, `It ${read.error}.`);
}
