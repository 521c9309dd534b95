import { setTimeout } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';

import { answerJson } from './exchange.ts';

/** Longer than a healthy database takes, shorter than whoever watches waits. */
const PATIENCE_MILLISECONDS = 2000;

/** The process answers. */
export function answerHealth(response: ServerResponse): void {
  answerJson(response, 200, { status: 'alive' });
}

/** Whether operations can be answered: the database is there and the ledger is open. */
export async function answerReadiness(response: ServerResponse, isReady: () => Promise<boolean>): Promise<void> {
  const ready = await inTime(isReady);
  answerJson(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready' });
}

/** A database that cannot be asked is the very answer sought, so nothing is thrown on. */
async function inTime(isReady: () => Promise<boolean>): Promise<boolean> {
  const late = setTimeout(PATIENCE_MILLISECONDS, false, { ref: false });
  const answer = isReady().catch(() => false);
  return Promise.race([answer, late]);
}
