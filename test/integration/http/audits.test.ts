import { serverAudits } from 'graphql-http';
import { describe, expect, it } from 'vitest';

import { useHttpWorld } from '../../support/http-server.ts';

const world = useHttpWorld();

const audits = serverAudits({ url: () => world().url });

/** What the GraphQL over HTTP specification asks of a server, as its own reference implementation audits it. */
describe('GraphQL over HTTP', () => {
  it('is audited in full', () => {
    expect(audits).toHaveLength(61);
  });

  it.each(audits.map(({ id, name, fn }) => ({ id, name, fn })))('$id: $name', async ({ fn }) => {
    expect(await fn()).toMatchObject({ status: 'ok' });
  });
});
