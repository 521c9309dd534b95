import type { Upcasts } from '../event.ts';

/** Nothing was known of a person but the function. */
export const personUpcasts: Upcasts = {
  'PersonRegistered.v1': (data) => ({ ...data, personal: null }),
};
