import { pino } from 'pino';
import type { Logger } from 'pino';

import type { Config } from '../config.ts';

/** Structured lines on standard error; standard output belongs to what was asked for. */
export function createLog({ logLevel }: Pick<Config, 'logLevel'>): Logger {
  return pino({ level: logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
}
