import { digestOf } from '../kernel/digest.ts';
import type { PartialKey } from './partials.ts';

/**
 * The id under which an upload with a name is recorded: the same name never comes to two records, and nobody can take the id
 * of somebody else's. A UUID of our own making (version 8, RFC 9562 §5.8).
 */
export function uploadIdOf({ person, upload }: PartialKey): string {
  const hex = digestOf(`upload\n${person}\n${upload}`).slice('sha256:'.length);
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
