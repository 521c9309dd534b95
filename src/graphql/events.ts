import { z } from 'zod';

import { ROLES } from '../domain/access.ts';
import { CycleCode, JurisdictionCode, PersonId, UnitCode } from '../domain/codes.ts';
import { IndicatorCode } from '../domain/instrument/index.ts';
import { builder } from './builder.ts';
import { RoleEnum } from './enums.ts';
import { eventPage } from './event-page.ts';
import { requireGrant } from './load.ts';
import { bothWaysArgs, connectionOf, perSearch } from './paging.ts';
import { listOf, parseFilter } from './parse-args.ts';
import { EventRef } from './refs.ts';
import type { EventNode } from './refs.ts';

export const EventFilterInput = builder.inputType('EventFilter', {
  description:
    'Every member narrows; lists mean "one of these", of 200 at most. Times and positions include their first and their last.',
  fields: (t) => ({
    units: t.stringList({ description: 'Codes of reporting units: "64.71", "63/BALAI-2".' }),
    within: t.string({ description: 'The code of a place: it and everything below it.' }),
    cycles: t.stringList(),
    indicators: t.stringList(),
    types: t.stringList({ description: 'Types of events: "ResponseDecided".' }),
    persons: t.idList({ description: 'As entries name them.' }),
    roles: t.field({ type: [RoleEnum] }),
    recordedFrom: t.field({ type: 'DateTime' }),
    recordedTo: t.field({ type: 'DateTime' }),
    positionFrom: t.field({ type: 'Position' }),
    positionTo: t.field({ type: 'Position' }),
  }),
});

const EventType = z.string().regex(/^[A-Z][A-Za-z]{0,63}$/);

/** What `EventFilterInput` has to satisfy beyond its types. */
export const EventFilterSchema = z.object({
  units: listOf(UnitCode),
  within: JurisdictionCode.nullish(),
  cycles: listOf(CycleCode),
  indicators: listOf(IndicatorCode),
  types: listOf(EventType),
  persons: listOf(PersonId),
  roles: listOf(z.enum(ROLES)),
  recordedFrom: z.string().nullish(),
  recordedTo: z.string().nullish(),
  positionFrom: z.int().nullish(),
  positionTo: z.int().nullish(),
});

export const EventConnection = connectionOf<EventNode>('Event', EventRef);

builder.queryField('events', (t) =>
  t.field({
    type: EventConnection,
    description: 'The entries of the ledger that your grants reach, in its order.',
    complexity: perSearch,
    args: { filter: t.arg({ type: EventFilterInput }), ...bothWaysArgs },
    resolve: async (_root, { filter, ...page }, context) => {
      await requireGrant(context);
      const asked = parseFilter(EventFilterSchema, filter, context);
      return eventPage(context, await context.head(), { filter: asked, page });
    },
  }),
);
