import pino from 'pino';
import { expect, it } from 'vitest';

import { startClockwork } from '../../../src/usecase/clockwork/clockwork.ts';

/** A log whose methods were taken off it once ended the process at the first trouble. */
it('says once to a real log that the database is away, and goes on asking', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  let asked = 0;
  const open = (): Promise<never> => {
    asked += 1;
    return Promise.reject(new Error('nobody is there'));
  };

  const clockwork = startClockwork({ handle: () => Promise.reject(new Error('unused')), open, log, longestRest: 10 });
  while (asked < 3) await new Promise((resolve) => setTimeout(resolve, 5));
  await clockwork.close();

  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('the passing of time cannot be recorded');
});
