import type { Digest } from '../kernel/digest.ts';
import type { Statements } from '../ledger/session.ts';

/** Did any report ever refer to these bytes? */
export async function wasReferredTo(sql: Statements, digest: Digest): Promise<boolean> {
  const rows = await sql`select 1 from document_reference where digest = ${digest} limit 1`;
  return rows.length > 0;
}
