import type { Digest } from '../../kernel/digest.ts';
import type { Recorded } from '../event.ts';
import type { InstrumentEvent } from './events.ts';

/** The published editions by code, with the digest of their canonical bytes. */
export type InstrumentState = Readonly<{ editions: Readonly<Record<string, Digest>> }>;

export const initialState: InstrumentState = { editions: {} };

export function evolve(state: InstrumentState, { data }: Recorded<InstrumentEvent>): InstrumentState {
  return { editions: { ...state.editions, [data.edition]: data.digest } };
}
