import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { eventDefinitions } from '../../src/domain/catalogue.ts';

/** A published event is a promise to every row already stored: add a version, never edit one. */
describe('the published shape of', () => {
  it.each(eventDefinitions)('$type v$version has not changed', async ({ type, version, schema }) => {
    const published = `${JSON.stringify(z.toJSONSchema(schema), null, 2)}\n`;

    await expect(published).toMatchFileSnapshot(`../../schema/events/${type}.v${version}.json`);
  });
});
