import SchemaBuilder from '@pothos/core';
import complexity from '@pothos/plugin-complexity';
import relay from '@pothos/plugin-relay';

import type { Digest } from '../kernel/digest.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Json } from '../kernel/json.ts';
import { COMPLEXITY_LIMITS, LIST_MULTIPLIER, tooComplex } from './complexity.ts';
import type { GraphqlContext } from './context.ts';
import { decodeGlobalId } from './node-id.ts';

type SchemaTypes = {
  Context: GraphqlContext;
  DefaultFieldNullability: false;
  DefaultEdgesNullability: false;
  DefaultNodeNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Instant; Output: Instant };
    Decimal: { Input: string; Output: string };
    Position: { Input: number; Output: number };
    Digest: { Input: Digest; Output: Digest };
    JSON: { Input: Json; Output: Json };
  };
};

/** Every GraphQL type is made with it. Nullability is chosen, never defaulted. */
export const builder = new SchemaBuilder<SchemaTypes>({
  plugins: [complexity, relay],
  defaultFieldNullability: false,
  complexity: {
    limit: COMPLEXITY_LIMITS,
    defaultListMultiplier: LIST_MULTIPLIER,
    complexityError: (kind, cost) => tooComplex(kind, cost),
  },
  relay: {
    brandLoadedObjects: true,
    nodesQueryOptions: false,
    decodeGlobalID: decodeGlobalId,
    edgesFieldOptions: { nullable: false },
    nodeFieldOptions: { nullable: false },
    nodeTypeOptions: { description: 'Whatever can be asked for again by its id.' },
    nodeQueryOptions: {
      description:
        'An object by its id. An id that ends in a position answers the object as of that position, any other as of now.',
    },
    pageInfoTypeOptions: { description: 'Where a page lies in its connection.' },
  },
});

builder.subscriptionType({
  description:
    'What is told as it happens, as server-sent events. Every message is answered with the permission of its moment.',
});

builder.queryType({ description: 'Everything that can be read, now and as of any earlier moment.' });
