import type { Live } from '../../src/graphql/context.ts';
import type { Reader } from '../../src/view/reader.ts';

/** For operations that nobody follows. */
export function noSubscriptions(reader: Reader): Live {
  return {
    reader,
    heads: { beyond: () => Promise.reject(new Error('nobody follows the ledger here')) },
    seats: { take: () => null, taken: () => 0, close: () => undefined },
    line: new AbortController(),
    lastEventId: null,
  };
}
