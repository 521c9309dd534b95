import { defineConfig } from 'vitest/config';

/** The kinds of test that need nothing but the sources they test. */
const PLAIN = ['unit', 'property', 'contract'];

function project(kind: string, more: object = {}): { extends: true; test: object } {
  return { extends: true, test: { name: kind, include: [`test/${kind}/**/*.test.ts`], ...more } };
}

export default defineConfig({
  resolve: {
    // Sources and packages must meet in one copy of graphql, or it refuses the other's objects as of another realm.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  test: {
    // Also on two cores: most of what takes long waits for a database or for a process of its own.
    maxWorkers: 2,
    // What was transformed once is read from disk the next time; a file that changed is transformed anew.
    fsModuleCache: true,
    projects: [
      // They share nothing that could leak, so modules are loaded once and not once per file.
      ...PLAIN.map((kind) => project(kind, { isolate: false })),
      // The first question makes the tools read the whole project.
      project('architecture', { testTimeout: 60_000 }),
      // Every file has a database of its own and nothing else that could leak.
      project('integration', {
        globalSetup: ['test/support/postgres.ts'],
        isolate: false,
        testTimeout: 30_000,
        hookTimeout: 60_000,
      }),
    ],
  },
});
