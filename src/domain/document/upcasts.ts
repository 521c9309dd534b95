import type { Upcasts } from '../event.ts';

/** No event of this stream has a second version yet. */
export const documentUpcasts: Upcasts = {};
