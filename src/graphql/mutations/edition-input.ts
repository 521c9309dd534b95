import { z } from 'zod';

import { validateEdition } from '../../domain/instrument/index.ts';
import type { Edition } from '../../domain/instrument/index.ts';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import { digestOf } from '../../kernel/digest.ts';
import type { Digest } from '../../kernel/digest.ts';
import { field } from './field.ts';

/** An edition that may be published, with its canonical text (RFC 8785) and that text's digest. */
type CheckedEdition = Readonly<{ value: Edition; text: string; digest: Digest }>;

/** The largest edition so far has 350,207; a request has a mebibyte. */
const LONGEST = 1_000_000;

const EditionText = z
  .string()
  .max(LONGEST)
  .transform((given, context): CheckedEdition => {
    const json = parseJson(given);
    if (json === undefined) {
      context.issues.push({ code: 'custom', input: null, message: 'This is not JSON.', path: [] });
      return z.NEVER;
    }
    const checked = validateEdition(json);
    if (!checked.ok) {
      const issues = checked.error.map(({ path, code, message }) => ({
        path: [...path],
        message: `${code}: ${message}`,
      }));
      context.issues.push(...issues.map((issue) => ({ ...issue, code: 'custom' as const, input: null })));
      return z.NEVER;
    }
    const text = canonicalJson(checked.value);
    return { value: checked.value, text, digest: digestOf(text) };
  });

export const editionText = field(
  'String',
  EditionText,
  'The edition as JSON text, as `schema/instrument.v1.json` describes it. Every fault is listed with its path.',
);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
