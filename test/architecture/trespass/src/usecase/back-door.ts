import { STATE } from '../domain/report/state.ts';

export const ENTERED = STATE;
