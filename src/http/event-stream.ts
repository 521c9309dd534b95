import { setTimeout } from 'node:timers/promises';

import { isAsyncIterable } from 'graphql-yoga';
import type { Plugin } from 'graphql-yoga';

import { inLocale } from '../kernel/locale.ts';
import { currentExchange } from './exchange.ts';
import type { Exchange } from './exchange.ts';

/** What the request brought along. */
type StreamCaller = Readonly<{ exchange: Exchange; line: AbortController }>;

type Message = Readonly<{ extensions?: object }>;

const HEADERS = {
  'content-type': 'text/event-stream',
  // Proxies that keep answers back until they are whole are told not to (nginx).
  'x-accel-buffering': 'no',
};

const NOT_ACCEPTABLE = {
  id: 'Langganan dijawab sebagai text/event-stream; mintalah dengan header Accept.',
  en: 'Subscriptions are answered as text/event-stream; ask for it in the Accept header.',
};

/** A line that says nothing, to be ignored (HTML Living Standard §9.2.6). */
const COMMENT = ':\n\n';
const COMPLETE = 'event: complete\ndata:\n\n';

/**
 * Subscriptions as server-sent events, each on a connection of its own ("distinct connections mode" of GraphQL over SSE).
 * In place of Yoga's own, for which every end of a subscription is its completion: whoever reads `complete` does not come
 * back, and whoever is cut off has to.
 */
export function useEventStream(keepAliveMilliseconds: number): Plugin<object, StreamCaller> {
  return {
    onResultProcess: (processing) => {
      const { result, resultProcessor, serverContext: caller } = processing;
      if (!isAsyncIterable(result)) return;
      // Yoga found none that the client accepts.
      if (!resultProcessor) {
        processing.setResultProcessor(() => notAcceptable(caller.exchange), 'application/json');
        return;
      }
      const answer = (): Response => {
        const messages = messagesOf(result, caller, keepAliveMilliseconds);
        return new Response(streamOf(messages), { headers: HEADERS });
      };
      processing.setResultProcessor(answer, 'text/event-stream');
    },
  };
}

/** Nothing is kept ready: the connection below has room enough for what is on its way. */
function streamOf(messages: AsyncGenerator<string>): ReadableStream<string> {
  return new ReadableStream<string>(
    {
      pull: async (controller) => {
        const message = await messages.next();
        if (message.done) controller.close();
        else controller.enqueue(message.value);
      },
      cancel: async () => {
        await messages.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

function notAcceptable({ locale, requestId }: Exchange): Response {
  const extensions = { code: 'NOT_ACCEPTABLE', requestId };
  return Response.json({ errors: [{ message: inLocale(NOT_ACCEPTABLE, locale), extensions }] }, { status: 406 });
}

/** The next message is asked for when the one before has been taken: nobody who reads slowly is written ahead for. */
async function* messagesOf(
  results: AsyncIterable<Message>,
  { exchange, line: { signal } }: StreamCaller,
  keepAliveMilliseconds: number,
): AsyncGenerator<string> {
  const iterator = results[Symbol.asyncIterator]();
  const ask = (): Promise<IteratorResult<Message>> => currentExchange.run(exchange, () => iterator.next());
  try {
    // Some browsers hand nothing on before the first bytes.
    yield COMMENT;
    let next = ask();
    for (;;) {
      const told = await within(keepAliveMilliseconds, next);
      if (told?.done) break;
      yield told ? messageOf(told.value) : COMMENT;
      if (told) next = ask();
    }
    if (!signal.aborted) yield COMPLETE;
  } finally {
    await iterator.return?.();
  }
}

/** Null where it takes longer. */
async function within<Value>(milliseconds: number, promise: Promise<Value>): Promise<Value | null> {
  const timer = new AbortController();
  const late = setTimeout(milliseconds, null, { signal: timer.signal, ref: false }).catch(() => null);
  try {
    return await Promise.race([promise, late]);
  } finally {
    timer.abort();
  }
}

function messageOf(message: Message): string {
  const { position } = { position: null, ...message.extensions };
  const id = typeof position === 'string' ? `id: ${String(position)}\n` : '';
  return `${id}event: next\ndata: ${JSON.stringify(message)}\n\n`;
}
