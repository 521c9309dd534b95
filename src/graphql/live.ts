import { GraphQLError } from 'graphql';

import type { At } from '../view/reader.ts';
import { createContext } from './context.ts';
import type { GraphqlContext } from './context.ts';
import { tooManySubscriptions } from './errors.ts';

/** What subscribers are told, with the moment's own readers and viewer to answer it from. */
export type Happening<Node> = Readonly<{
  context: GraphqlContext;
  node: Node;
  /** Where to resume from, for subscriptions that resume. */
  position: number | null;
}>;

/**
 * A seat for as long as the happenings are asked for. Nothing is taken before the first of them is: whoever never asks
 * for one holds nothing.
 */
export async function* seated<Node>(
  { live: { seats, line }, person, locale }: GraphqlContext,
  happenings: (signal: AbortSignal) => AsyncGenerator<Happening<Node>>,
): AsyncGenerator<Happening<Node>> {
  const leave = seats.take(person, line);
  if (!leave) throw tooManySubscriptions(locale);
  try {
    yield* happenings(line.signal);
  } catch (error) {
    // What broke may mend: who is cut off comes back, who is told that it is over does not.
    if (!(error instanceof GraphQLError)) line.abort();
    throw error;
  } finally {
    leave();
  }
}

/**
 * The context of what is read at one moment. Made anew for each, so that neither a permission nor a row is remembered
 * for as long as a subscription lasts.
 */
export function contextAt(
  { handle, person, scopes = null, locale, requestId, live }: GraphqlContext,
  at: At,
): GraphqlContext {
  return createContext({ reader: live.reader, handle, person, scopes, locale, requestId, live }, at);
}
