import { readdirSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { violationsIn } from './cruise.ts';

const TRESPASS = new URL('trespass/', import.meta.url).pathname;

/** That they hold is asked by `npm run boundaries`, which every check runs; here the tool itself is asked. */
describe('the boundaries', () => {
  it('know every folder of the sources', () => {
    const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());

    expect([
      'audit',
      'cli',
      'console',
      'database',
      'demo',
      'document',
      'domain',
      'graphql',
      'http',
      'identity',
      'kernel',
      'ledger',
      'login',
      'merkle',
      'projection',
      'reference',
      'sheet',
      'signer',
      'telemetry',
      'usecase',
      'view',
    ]).toEqual(expect.arrayContaining(folders.map(({ name }) => name)));
  });

  it('catch every planted trespass', async () => {
    const caught = await violationsIn(['src'], TRESPASS);

    expect(caught.toSorted()).toEqual([
      'audit/verify-imports: src/audit/verify/trusts-the-ledger.ts -> src/ledger/entry.ts',
      'domain-packages: src/domain/report/queries.ts -> ../../../node_modules/drizzle-orm/index.d.ts',
      'folder-not-in-the-table: src/helpers/anything.ts -> src/kernel/word.ts',
      'kernel-imports: src/kernel/asks-the-ledger.ts -> src/ledger/entry.ts',
      'kernel-packages: src/kernel/opens-a-file.ts -> fs',
      'no-circles: src/view/egg.ts -> src/view/hen.ts',
      'sheet-imports: src/sheet/asks-the-ledger.ts -> src/ledger/entry.ts',
      'streams-are-strangers: src/domain/report/asks-the-cycle.ts -> src/domain/cycle/index.ts',
      'streams-have-one-door: src/usecase/back-door.ts -> src/domain/report/state.ts',
    ]);
  });
});
