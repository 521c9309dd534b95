import { setTimeout } from 'node:timers/promises';

import type { ExecutionResult } from 'graphql';
import { createGraphQLError } from 'graphql-yoga';
import type { Plugin } from 'graphql-yoga';

import { inLocale } from '../kernel/locale.ts';
import { currentExchange } from './exchange.ts';
import { workUntil } from './interruption.ts';

const TOO_LONG = {
  id: 'Permintaan ini memakan waktu terlalu lama. Perintah mungkin sudah tercatat: kirim ulang dengan commandId yang sama.',
  en: 'This took too long. A command may have been recorded all the same: send it again with the same commandId.',
};

/** Nobody waits longer than this for an operation: what it reads is broken off, what it has begun in the ledger ends by itself. */
export function useTimeout(milliseconds: number): Plugin {
  return {
    onExecute: ({ executeFn, setExecuteFn }) => {
      setExecuteFn(async (args: Parameters<typeof executeFn>[0]) => {
        const executed = await inTime(milliseconds, () => executeFn(args) as unknown);
        return executed === LATE ? tooLong() : executed;
      });
    },
  };
}

/** What work answers that took too long. */
export const LATE = Symbol('late');

/** Breaks the work off when its time is over. */
export async function inTime<Value>(milliseconds: number, work: () => Value): Promise<Awaited<Value> | typeof LATE> {
  const timer = new AbortController();
  const over = new AbortController();
  const late = setTimeout(milliseconds, LATE, { signal: timer.signal, ref: false } as const);
  late.then(() => over.abort()).catch(() => undefined);
  try {
    return await Promise.race([late, workUntil(over.signal, work)]);
  } finally {
    timer.abort();
  }
}

export function tooLong(): ExecutionResult {
  const locale = currentExchange.getStore()?.locale ?? 'EN';
  const extensions = { code: 'TIMEOUT', http: { status: 503 } };
  return { errors: [createGraphQLError(inLocale(TOO_LONG, locale), { extensions })] };
}
