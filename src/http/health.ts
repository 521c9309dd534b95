import { setTimeout } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';

import { answerJson } from './exchange.ts';

/** Longer than a healthy database takes, shorter than whoever watches waits. */
const PATIENCE_MILLISECONDS = 2000;

/** The process answers. */
export function answerHealth(response: ServerResponse): void {
  answerJson(response, 200, { status: 'alive' });
}

/** How one part is; `code`: what is wrong with it. */
export type Part = Readonly<{ ok: true }> | Readonly<{ ok: false; code: string }>;

/** How each part is, by its name. */
export type Parts = Readonly<Record<string, Part>>;

/** `code`: why nothing can be recorded, as it would be refused; what is known about it stands beside it. */
export type Readiness =
  Readonly<{ ready: true; checks?: Parts }> | Readonly<{ ready: false; code: string; facts?: object; checks?: Parts }>;

/** Work goes to other instances now; what was accepted here is still finished. */
export const NOT_READY: Promise<Readiness> = Promise.resolve({ ready: false, code: 'STOPPING' });

/** Whether commands can be recorded: the database is there, the ledger is open, and it holds what was signed. */
export async function answerReadiness(response: ServerResponse, readiness: () => Promise<Readiness>): Promise<void> {
  const answer = await inTime(readiness);
  const { checks } = answer;
  if (answer.ready) answerJson(response, 200, { status: 'ready', checks });
  else answerJson(response, 503, { status: 'not ready', code: answer.code, ...answer.facts, checks });
}

/** A database that cannot be asked is the very answer sought, so nothing is thrown on. */
async function inTime(readiness: () => Promise<Readiness>): Promise<Readiness> {
  const silent = { ready: false, code: 'DATABASE_UNAVAILABLE' } as const;
  const late = setTimeout(PATIENCE_MILLISECONDS, silent, { ref: false });
  const answer = readiness().catch(() => silent);
  return Promise.race([answer, late]);
}
