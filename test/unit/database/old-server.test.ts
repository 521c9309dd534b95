import { expect, it } from 'vitest';

import { oldServerSentence } from '../../../src/database/migrate.ts';

it('an old server is turned away by its name', () => {
  expect(oldServerSentence(14)).toBe('The database server is PostgreSQL 14; Jejak needs PostgreSQL 15 or newer.');
});
