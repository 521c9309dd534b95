import type { Instant } from '../../kernel/instant.ts';
import type { Recorded } from '../event.ts';
import type { LedgerEvent } from './events.ts';

/** A key that signs checkpoints, as of an entry; until a moment, where another has taken its place. */
export type SigningKeyState = Readonly<{ key: string; since: number; until: Instant | null }>;

export type OpenLedgerState = Readonly<{
  phase: 'open';
  /** The name under which checkpoints are signed now. */
  origin: string;
  demo: boolean;
  told: boolean;
  /** Of the origin it has now, the newest last. */
  keys: readonly SigningKeyState[];
  /** The position whose heads were sealed last; 0 before the first. */
  sealed: number;
}>;

export type LedgerState = Readonly<{ phase: 'unopened' }> | OpenLedgerState;

export const initialState: LedgerState = { phase: 'unopened' };

export function evolve(state: LedgerState, event: Recorded<LedgerEvent>): LedgerState {
  const { position: since } = event;
  if (event.type === 'LedgerOpened') {
    const { origin, demo, key } = event.data;
    const keys = key === null ? [] : [{ key, since, until: null }];
    return { phase: 'open', origin, demo, told: false, keys, sealed: 0 };
  }
  if (state.phase === 'unopened') return state;
  switch (event.type) {
    case 'DemoTold':
      return { ...state, told: true };
    case 'SigningKeyRotated': {
      const { key, retiresAt } = event.data;
      const retiring = state.keys.map((one) => ({ ...one, until: earlier(one.until, retiresAt) }));
      return { ...state, keys: [...retiring, { key, since, until: null }] };
    }
    case 'StreamHeadsSealed':
      return { ...state, sealed: event.data.position };
    case 'LedgerForked':
      return { ...state, origin: event.data.origin, keys: [{ key: event.data.key, since, until: null }] };
  }
}

/** A key that retires already never signs longer because another follows, but it may have to stop sooner. */
function earlier(until: Instant | null, retiresAt: Instant): Instant {
  return until !== null && until < retiresAt ? until : retiresAt;
}

/** The keys that sign now, the newest last. */
export function signingKeys({ keys }: OpenLedgerState, now: Instant): readonly string[] {
  return keys.filter(({ until }) => until === null || now < until).map(({ key }) => key);
}
