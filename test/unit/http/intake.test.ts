import { expect, it } from 'vitest';

import { bodyOf } from '../../../src/http/intake.ts';

/** A megabyte of text once held everybody up for half a second, while its characters were listed one by one. */
it('a body that was read has one key, however long it is, and all its bytes', async () => {
  const text = `{"query":"{ __typename }","padding":"${'é'.repeat(1000)}"}`;
  const body = bodyOf(text);

  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);

  expect(Object.keys(body)).toHaveLength(1);
  expect(Buffer.concat(chunks).toString()).toBe(text);
});
