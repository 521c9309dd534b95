import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';

import type { Config } from '../config.ts';
import { toldError } from './told-error.ts';

/** Structured lines on standard error; standard output belongs to what was asked for. */
export function createLog(
  { logLevel }: Pick<Config, 'logLevel'>,
  destination: DestinationStream = pino.destination(2),
): Logger {
  const serializers = { err: (error: unknown) => toldError(error) };
  return pino({ level: logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers }, destination);
}
