import { complexityFromQuery } from '@pothos/plugin-complexity';
import type { ComplexityResult } from '@pothos/plugin-complexity';
import { getVariableValues, GraphQLError, Kind } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';

/**
 * A report with 120 responses, their documents and decisions, its score and its whole derivation comes to some 15,000;
 * twenty of them in one page are too many.
 */
export const COMPLEXITY_LIMITS = { complexity: 60_000, depth: 16 } as const;

/** What a list without a better guess is taken to hold. */
export const LIST_MULTIPLIER = 5;

export function tooComplex(kind: string, cost: ComplexityResult): GraphQLError {
  const { complexity, depth } = COMPLEXITY_LIMITS;
  const text =
    `Kueri terlalu berat (${cost.complexity} dari ${complexity}, kedalaman ${cost.depth} dari ${depth}); mintalah lebih sedikit. ` +
    `The query is too heavy (${cost.complexity} of ${complexity}, depth ${cost.depth} of ${depth}); ask for less at once.`;
  return new GraphQLError(text, { extensions: { code: 'QUERY_TOO_COMPLEX', limit: kind.toUpperCase() } });
}

export type Operation = Readonly<{
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName?: string | null | undefined;
  variableValues?: Readonly<Record<string, unknown>> | null | undefined;
  contextValue: object;
}>;

/** What an operation costs, as the server reports it in `extensions.complexity`. Null where it cannot be executed anyway. */
export function costOf(operation: Operation): (ComplexityResult & Readonly<{ limit: number }>) | null {
  const document = onlyOperation(operation);
  if (!document) return null;
  const { schema, contextValue: ctx, variableValues } = operation;
  if (!fits(document, operation)) return null;
  try {
    const cost = complexityFromQuery(document, { schema, ctx, variables: { ...variableValues } });
    return { ...cost, limit: COMPLEXITY_LIMITS.complexity };
  } catch {
    return null;
  }
}

/** The first value that does not fit ends it: listing them all takes a second for every few thousand. */
function fits({ definitions }: DocumentNode, { schema, variableValues }: Operation): boolean {
  const [operation] = definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return false;
  const declared = operation.variableDefinitions ?? [];
  return !getVariableValues(schema, declared, { ...variableValues }, { maxErrors: 1 }).errors;
}

/** The document with the one operation that is executed, and all fragments. */
function onlyOperation({ document, operationName }: Operation): DocumentNode | null {
  const isFragment = ({ kind }: DocumentNode['definitions'][number]): boolean => kind === Kind.FRAGMENT_DEFINITION;
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const chosen = operationName ? operations.find(({ name }) => name?.value === operationName) : operations[0];
  return chosen ? { ...document, definitions: [chosen, ...document.definitions.filter(isFragment)] } : null;
}
