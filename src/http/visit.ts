import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Identity, Scope } from '../identity/identity.ts';
import { err, ok } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import type { Exchange, Problem } from './exchange.ts';
import { CREDENTIALS_MISSING, scopeMissing } from './problems.ts';

/** One request and who makes it; `caller: null`: nobody in particular. */
export type Visit = Readonly<{
  request: IncomingMessage;
  response: ServerResponse;
  exchange: Exchange;
  caller: Identity | null;
  /** Where it comes from, as limits know it. */
  address: string;
}>;

/** The person behind the request. MUST be asked by every handler that answers persons only: a token of a machine may do less than they. */
export function personWith(scope: Scope, { caller }: Pick<Visit, 'caller'>): Result<string, Problem> {
  if (caller === null) return err(CREDENTIALS_MISSING);
  return mayUse(caller, scope) ? ok(caller.person) : err(scopeMissing(scope));
}

export function mayUse({ scopes }: Identity, scope: Scope): boolean {
  return scopes === null || scopes.has(scope);
}
