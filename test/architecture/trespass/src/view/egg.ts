import { HEN } from './hen.ts';

export const EGG = (): unknown => HEN;
