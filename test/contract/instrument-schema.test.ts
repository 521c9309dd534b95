import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { BilingualText, Edition, Provenance } from '../../src/domain/instrument/index.ts';

/** What recurs on every page of a file is defined once. */
const names = z.registry<{ id: string }>();
names.add(BilingualText, { id: 'BilingualText' });
names.add(Provenance, { id: 'Provenance' });

/** Whoever writes an instrument file relies on this shape; an incompatible change is a new format. */
describe('the published shape of an instrument file', () => {
  it('has not changed', async () => {
    const published = `${JSON.stringify(z.toJSONSchema(Edition, { metadata: names }), null, 2)}\n`;

    await expect(published).toMatchFileSnapshot('../../schema/instrument.v1.json');
  });
});
