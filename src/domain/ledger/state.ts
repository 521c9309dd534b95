import type { Recorded } from '../event.ts';
import type { LedgerEvent } from './events.ts';

export type LedgerState =
  Readonly<{ phase: 'unopened' }> | Readonly<{ phase: 'open'; origin: string; demo: boolean; told: boolean }>;

export const initialState: LedgerState = { phase: 'unopened' };

export function evolve(state: LedgerState, event: Recorded<LedgerEvent>): LedgerState {
  switch (event.type) {
    case 'LedgerOpened':
      return { phase: 'open', origin: event.data.origin, demo: event.data.demo, told: false };
    case 'DemoTold':
      return state.phase === 'open' ? { ...state, told: true } : state;
  }
}
