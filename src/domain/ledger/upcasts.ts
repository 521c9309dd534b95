import type { Upcasts } from '../event.ts';

export const ledgerUpcasts: Upcasts = { 'LedgerOpened.v1': openedWithoutKey };

/** The first ledgers had no key: they got theirs by a `SigningKeyRotated`. */
function openedWithoutKey(data: Parameters<Upcasts[string]>[0]): ReturnType<Upcasts[string]> {
  return { ...data, key: null };
}
