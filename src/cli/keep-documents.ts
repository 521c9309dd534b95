import type { Config } from '../config.ts';
import { openLine } from '../ledger/line.ts';
import { startKeeper } from '../usecase/keeping/keeper.ts';
import type { Keeper, KeeperLog } from '../usecase/keeping/keeper.ts';
import type { Application } from './application.ts';

/** Removes bytes that nobody needs any longer, for as long as the product runs; nothing where it holds none. */
export function keepDocuments(
  { documents, databaseUrl, reader }: Pick<Application, 'documents' | 'databaseUrl' | 'reader'>,
  { documentGraceDays: graceDays }: Pick<Config, 'documentGraceDays'>,
  log: KeeperLog,
): Keeper {
  if (!documents) return { close: () => Promise.resolve() };
  const { store, database } = documents;
  const isRecording = (): boolean => reader.checkpoints.status().state === 'SIGNING';
  const open = () => openLine(databaseUrl, 'jejak keeper');
  return startKeeper({ store, database, graceDays, isRecording, log, open });
}
