import { SYSTEM_PERSON } from '../domain/access.ts';
import { readEvents, readHead } from '../ledger/read.ts';
import type { Source } from '../ledger/read.ts';
import { sealedHeads } from '../ledger/stream-heads.ts';
import type { Handle } from './handle.ts';

/**
 * Seals the heads of all streams, unless the last entry did just that for everything before it. Answers the position of
 * the sealing entry; null where nothing can be recorded now. Many may seal at once: the same position is sealed once.
 */
export async function sealStreamHeads({
  handle,
  reader,
}: Readonly<{ handle: Handle; reader: Source }>): Promise<number | null> {
  const position = await readHead(reader.database);
  const [last] = await readEvents(reader, [position]);
  if (!last) return null;
  // An entry may have slipped in between what a seal covers and the seal itself.
  if (last.type === 'StreamHeadsSealed' && last.data['position'] === position - 1) return position;
  const command = { type: 'SealStreamHeads', ...(await sealedHeads(reader.database, position)) } as const;
  const answer = await handle({ person: SYSTEM_PERSON, commandId: `seal-${position}`, command });
  if (answer.ok) return answer.value.entries.at(-1)?.position ?? null;
  return answer.error.code === 'SEALED_ALREADY' ? sealStreamHeads({ handle, reader }) : null;
}
