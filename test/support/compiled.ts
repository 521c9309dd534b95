import { join } from 'node:path';

/**
 * Settings of a program that is started again and again: Node keeps what it compiled of each source, by its contents,
 * and reads it the next time, which takes half of the time.
 */
export const COMPILED = {
  NODE_COMPILE_CACHE: join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'jejak-compiled'),
} as const;
