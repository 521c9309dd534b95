import { WORD } from '../kernel/word.ts';

export const ANYTHING = WORD;
