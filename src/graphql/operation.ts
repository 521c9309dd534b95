import { getOperationAST } from 'graphql';
import type { ExecutionArgs } from 'graphql';

/** A name is the sender's own choice: cut short where it stands in logs. */
const LONGEST_NAME = 60;

/** What an operation calls itself. */
export function operationOf({
  document,
  operationName,
}: Pick<ExecutionArgs, 'document' | 'operationName'>): Readonly<{ kind: string; name: string }> {
  const operation = getOperationAST(document, operationName);
  return {
    kind: operation?.operation ?? 'unknown',
    name: operation?.name?.value.slice(0, LONGEST_NAME) ?? 'unnamed',
  };
}
