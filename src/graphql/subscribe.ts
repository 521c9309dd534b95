import { createSourceEventStream, execute } from 'graphql';
import type { ExecutionArgs, ExecutionResult } from 'graphql';

import { COMPLEXITY_LIMITS, costOf, tooComplex } from './complexity.ts';
import type { GraphqlContext } from './context.ts';
import type { Happening } from './live.ts';

export type SubscriptionArgs = ExecutionArgs & Readonly<{ contextValue: GraphqlContext }>;

/** How one message is told, given what it costs; the one that is the last says so. */
export type Tell = (complexity: number, answer: () => Promise<ExecutionResult>) => Promise<Message>;

export type Message = Readonly<{ result: ExecutionResult; isLast: boolean }>;

type Told = AsyncGenerator<ExecutionResult> | ExecutionResult;

/**
 * A subscription: every happening is answered in the context it brings along, one after the other and only when it is
 * asked for. What is too heavy for a query is too heavy for each of its messages.
 */
export async function subscribe(operation: SubscriptionArgs, tell: Tell): Promise<Told> {
  const cost = costOf(operation);
  const { complexity, depth } = COMPLEXITY_LIMITS;
  if (cost && cost.depth > depth) return { errors: [tooComplex('Depth', cost)] };
  if (cost && cost.complexity > complexity) return { errors: [tooComplex('Complexity', cost)] };
  const source = await createSourceEventStream(operation);
  // Every subscription of the schema answers with happenings.
  if (!(Symbol.asyncIterator in source)) return source;
  const happenings = source as AsyncIterable<Happening<unknown>>;
  return answers(happenings, operation, (answer) => tell(cost?.complexity ?? 1, answer));
}

/** Messages of a subscription that resumes say in `extensions.position` where from. */
async function* answers(
  happenings: AsyncIterable<Happening<unknown>>,
  operation: SubscriptionArgs,
  tell: (answer: () => Promise<ExecutionResult>) => Promise<Message>,
): AsyncGenerator<ExecutionResult> {
  for await (const happening of happenings) {
    const { context, position } = happening;
    const { result, isLast } = await tell(async () =>
      execute({ ...operation, rootValue: happening, contextValue: context }),
    );
    // What was not told has no position: whoever comes back is told then.
    yield position === null || isLast ? result : { ...result, extensions: { position: String(position) } };
    if (isLast) return;
  }
}
