import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe } from 'vitest';

import { createFilesystemStore } from '../../../src/document/filesystem-store.ts';
import type { DocumentStore } from '../../../src/document/store.ts';
import { keepsTheLawsOfStores } from '../../support/store-laws.ts';

describe('a store in the filesystem', () => {
  let folder: string;
  let store: DocumentStore;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jejak-store-'));
    store = createFilesystemStore(folder);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  keepsTheLawsOfStores(() => store);
});
