import { z } from 'zod';

import { listEvents } from '../view/events.ts';
import type { EventFilter } from '../view/events.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import { badInput } from './errors.ts';
import { EventFilterInput, EventFilterSchema } from './events.ts';
import { contextAt, seated } from './live.ts';
import type { Happening } from './live.ts';
import { eventNode, requireGrant } from './load.ts';
import { problemSentence } from './moment.ts';
import { parseFilter } from './parse-args.ts';
import { EventRef } from './refs.ts';
import type { EventNode } from './refs.ts';

/** Enough to make the round trip cheap, little enough to hold for a thousand who read slowly. */
const BATCH = 50;

builder.subscriptionField('events', (t) =>
  t.field({
    type: EventRef,
    description:
      'The entries of the ledger that your grants reach, in its order, from a position on and then as they are recorded: none is left out, none comes twice. What an entry leads to is shown as of the moment it is told.',
    args: {
      after: t.arg({
        type: 'Position',
        description: 'The last entry you have seen; "0": from the first. Default: from now on.',
      }),
      filter: t.arg({ type: EventFilterInput }),
    },
    subscribe: async (_root, { after, filter }, context) => {
      await requireGrant(context);
      const asked = parseFilter(EventFilterSchema, filter, context);
      const start = await startOf(context, after ?? null);
      return seated(context, (signal) => entriesAfter(context, { after: start, filter: asked }, signal));
    },
    resolve: ({ node }) => node,
  }),
);

/** An EventSource comes back with the address it began with, and names the last event it was told of beside it. */
async function startOf(context: GraphqlContext, after: number | null): Promise<number> {
  const head = await context.head();
  const told = lastToldOf(context);
  if (after === null && told === null) return head.position;
  const start = Math.max(after ?? 0, told ?? 0);
  if (start <= head.position) return start;
  throw badInput(problemSentence({ code: 'POSITION_ABOVE_HEAD', head: head.position }), context.locale);
}

const EventId = z.string().regex(/^\d{1,15}$/);

function lastToldOf({ live: { lastEventId }, locale }: GraphqlContext): number | null {
  if (lastEventId === null) return null;
  if (EventId.safeParse(lastEventId).success) return Number(lastEventId);
  throw badInput(problemSentence({ code: 'POSITION_INVALID' }), locale);
}

type Asked = Readonly<{ after: number; filter: EventFilter }>;

/** Every batch is read with the grants of its moment; where none is left, nothing more is told. */
async function* entriesAfter(
  context: GraphqlContext,
  { after, filter }: Asked,
  signal: AbortSignal,
): AsyncGenerator<Happening<EventNode>> {
  const last = filter.positionTo ?? Infinity;
  let read = after;
  while (read < last) {
    const head = await context.live.heads.beyond(read, signal);
    if (!head) return;
    const moment = contextAt(context, head);
    await requireGrant(moment);
    const page = { filter, after: read, before: null, limit: BATCH, backwards: false };
    const entries = await listEvents(moment.reader, head, { ...page, viewer: await moment.viewer() });
    for (const entry of entries) {
      yield { context: moment, node: eventNode(entry, await moment.head()), position: entry.position };
    }
    read = entries.length < BATCH ? head.position : (entries.at(-1)?.position ?? head.position);
  }
}
