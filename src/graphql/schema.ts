import { builder } from './builder.ts';
import './scalars.ts';

/** Every type of the API, reads and writes. */
export const schema = builder.toSchema();
