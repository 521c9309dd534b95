import { EGG } from './egg.ts';

export const HEN = (): unknown => EGG;
