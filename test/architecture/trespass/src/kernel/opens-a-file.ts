import { readFileSync } from 'node:fs';

export const OPENED = readFileSync;
