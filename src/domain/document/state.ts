import type { Recorded } from '../event.ts';
import type { DocumentEvent } from './events.ts';

/** `scanned`: the uploads that have a verdict. `erasedBy`: the entry that had the bytes destroyed. */
export type DocumentState = Readonly<{ scanned: readonly string[]; infected: boolean; erasedBy: number | null }>;

export const initialState: DocumentState = { scanned: [], infected: false, erasedBy: null };

/** The last verdict on the bytes counts: scanners learn. */
export function evolve(state: DocumentState, event: Recorded<DocumentEvent>): DocumentState {
  switch (event.type) {
    case 'DocumentScanned': {
      const { upload, verdict } = event.data;
      return { ...state, scanned: [...state.scanned, upload], infected: verdict === 'INFECTED' };
    }
    case 'DocumentBytesErased':
      return { ...state, erasedBy: event.position };
  }
}
