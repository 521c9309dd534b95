import { createSourceEventStream, execute } from 'graphql';
import type { ExecutionArgs, ExecutionResult } from 'graphql';

import { COMPLEXITY_LIMITS, costOf, tooComplex } from './complexity.ts';
import type { GraphqlContext } from './context.ts';
import type { Happening } from './live.ts';

export type SubscriptionArgs = ExecutionArgs & Readonly<{ contextValue: GraphqlContext }>;

type Told = AsyncGenerator<ExecutionResult> | ExecutionResult;

/**
 * A subscription: every happening is answered in the context it brings along, one after the other and only when it is
 * asked for. What is too heavy for a query is too heavy for each of its messages.
 */
export async function subscribe(operation: SubscriptionArgs): Promise<Told> {
  const cost = costOf(operation);
  const { complexity, depth } = COMPLEXITY_LIMITS;
  if (cost && cost.depth > depth) return { errors: [tooComplex('Depth', cost)] };
  if (cost && cost.complexity > complexity) return { errors: [tooComplex('Complexity', cost)] };
  const source = await createSourceEventStream(operation);
  // Every subscription of the schema answers with happenings.
  return Symbol.asyncIterator in source ? answers(source as AsyncIterable<Happening<unknown>>, operation) : source;
}

/** Messages of a subscription that resumes say in `extensions.position` where from. */
async function* answers(
  happenings: AsyncIterable<Happening<unknown>>,
  operation: SubscriptionArgs,
): AsyncGenerator<ExecutionResult> {
  for await (const happening of happenings) {
    const { context, position } = happening;
    const answer = await execute({ ...operation, rootValue: happening, contextValue: context });
    yield position === null ? answer : { ...answer, extensions: { position: String(position) } };
  }
}
