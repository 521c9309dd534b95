import type { Digest } from '../kernel/digest.ts';
import { encodeBase64, momentKey } from './node-id.ts';
import type { ReportNode } from './refs.ts';

/**
 * Where the bytes of a document are fetched from: access is judged for the report that the address names. Null for those who
 * see published results only.
 */
export function documentPath(
  { row, at, visibility }: ReportNode,
  { digest }: Readonly<{ digest: Digest }>,
): string | null {
  if (visibility !== 'FULL') return null;
  const id = encodeBase64(`Report:${momentKey(`${row.unit}/${row.cycle}`, at)}`);
  return `/documents/${digest}?report=${encodeURIComponent(id)}`;
}
