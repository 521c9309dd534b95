import type { Plugin } from 'graphql-yoga';

import { operationOf } from '../graphql/operation.ts';
import { UNTRACED } from '../kernel/trace.ts';
import type { Tracer } from '../kernel/trace.ts';
import { currentExchange } from './exchange.ts';

/** Notes which operation a request asks for, by kind and name, and makes it a span; never its text or its variables. */
export function useNamedOperation(tracer: Tracer = UNTRACED): Plugin {
  return {
    onExecute: ({ args, executeFn, setExecuteFn }) => {
      const { kind, name } = noted(args);
      const attributes = { 'graphql.operation.type': kind, 'graphql.operation.name': name };
      setExecuteFn((...given: Parameters<typeof executeFn>) =>
        tracer.span(`${kind} ${name}`, attributes, async () => (await executeFn(...given)) as unknown),
      );
    },
    onSubscribe: ({ args }) => {
      noted(args);
    },
  };
}

function noted(args: Parameters<typeof operationOf>[0]): ReturnType<typeof operationOf> {
  const operation = operationOf(args);
  const exchange = currentExchange.getStore();
  if (exchange) exchange.footprint.operation = `${operation.kind} ${operation.name}`;
  return operation;
}
