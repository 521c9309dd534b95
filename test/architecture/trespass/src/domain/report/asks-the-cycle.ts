import { CYCLE } from '../cycle/index.ts';

export const ASKED = CYCLE;
