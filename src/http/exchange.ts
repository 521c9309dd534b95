import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Bilingual, Locale } from '../kernel/locale.ts';
import { inLocale } from '../kernel/locale.ts';
import { localeOf } from './locale.ts';

/** What is noted of a request while it is answered, for the one line of the log that tells of it. */
export type Footprint = { person: string | null; operation: string | null };

/** One request as the answers to it refer to it: by its id, in the language it asked for. */
export type Exchange = Readonly<{ requestId: string; locale: Locale; footprint: Footprint }>;

/** The exchange that the running code works for: where an unexpected error is masked, nobody hands it over. */
export const currentExchange = new AsyncLocalStorage<Exchange>();

/** Why a request is turned down before any operation runs. */
export type Problem = Readonly<{
  status: number;
  code: string;
  message: Bilingual;
  headers?: Readonly<Record<string, string>>;
  /** What it is about, for programs. */
  facts?: Readonly<Record<string, string | number>>;
}>;

/** What a proxy in front may have given: short and plain, so that it can stand in logs and headers as it is. */
const REQUEST_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

export function exchangeOf({ headers }: IncomingMessage): Exchange {
  const given = headers['x-request-id'];
  const requestId = typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
  const footprint = { person: null, operation: null };
  return { requestId, locale: localeOf(headers['accept-language']), footprint };
}

/** Answers in the shape of a GraphQL answer, so that clients read every problem in one place. */
export function answerProblem(response: ServerResponse, problem: Problem, { requestId, locale }: Exchange): void {
  const { code, message, status, headers = {}, facts = {} } = problem;
  const extensions = { ...facts, code, requestId };
  answerJson(response, status, { errors: [{ message: inLocale(message, locale), extensions }] }, headers);
}

export function answerJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { ...headers, 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}
