import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { createFilesystemStore } from './filesystem-store.ts';
import type { S3Settings } from './s3-store.ts';
import { withStorage } from './store.ts';
import type { OpenStore } from './store.ts';

/** `home`: of the installation. `s3` absent: documents lie below the home. */
export type StoreSettings = Readonly<{ home: string; s3?: S3Settings | null }>;

/** The one store of an installation. */
export async function openStore({ home, s3 = null }: StoreSettings): Promise<OpenStore> {
  const folder = documentsBelow(home);
  await mkdir(folder, { recursive: true });
  const check = (): Promise<void> => withStorage(() => access(folder, constants.W_OK | constants.X_OK));
  if (s3 === null) return { store: createFilesystemStore(folder), check, close: () => undefined };
  // Loading the SDK takes longer than the rest of the start, for the few who need it.
  const { openS3Store } = await import('./s3-store.ts');
  const far = openS3Store(s3);
  // Documents are received into the folder wherever they go from there.
  const checkBoth = async (): Promise<void> => {
    await Promise.all([check(), far.check()]);
  };
  return { ...far, check: checkBoth };
}

/** What the home has of documents: what is arriving, and all of them where they lie in no bucket. */
export function documentsBelow(home: string): string {
  return join(home, 'documents');
}
