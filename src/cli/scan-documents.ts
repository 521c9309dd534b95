import { openLine } from '../ledger/line.ts';
import { startScanning } from '../usecase/scanning/scanning.ts';
import type { Scanning, ScanningParts } from '../usecase/scanning/scanning.ts';
import type { Application } from './application.ts';

/** Scans what could not be scanned when it came, for as long as the product runs; nothing where no scanner is set. */
export function scanDocuments(
  { documents, databaseUrl }: Pick<Application, 'documents' | 'databaseUrl'>,
  log: ScanningParts['log'],
): Scanning {
  if (!documents?.scan || !documents.askScanner) return { close: () => Promise.resolve() };
  const { scan, askScanner } = documents;
  return startScanning({ ...documents, scan, askScanner, log, open: () => openLine(databaseUrl, 'jejak scanning') });
}
