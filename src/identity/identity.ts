import type { ApiTokenScope } from '../domain/person/index.ts';
import { err, ok } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';

/** What a caller may do of what their person may do. */
export type Scope = ApiTokenScope;

/** Who asks. `scopes: null`: a person who logged in, and may do all they have grants for. */
export type Identity = Readonly<{ person: string; scopes: ReadonlySet<Scope> | null }>;

/** The caller shows something that does not hold; or nobody can tell now whether it holds, which is no fault of theirs. */
export type IdentityProblem = 'UNAUTHENTICATED' | 'IDENTITY_UNAVAILABLE';

/** Who the `Authorization` header speaks for; null: nobody in particular. */
export type Identify = (authorization: string | undefined) => Promise<Result<Identity | null, IdentityProblem>>;

/** One kind of bearer token. `null`: the token is of another kind. */
export type TokenCheck = (token: string) => Promise<Result<Identity | null, IdentityProblem>>;

/** What a token68 (RFC 9110 §11.2) may hold. Longer ones hold nothing that anybody issues, and cost time to check. */
const BEARER = /^Bearer ([A-Za-z0-9._~+/-]{1,8192}=*)$/i;

/** Asks each kind of token in turn; what is of no kind holds nowhere. */
export function createIdentify(checks: readonly TokenCheck[]): Identify {
  return async (authorization) => {
    if (authorization === undefined) return ok(null);
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined) return err('UNAUTHENTICATED');
    for (const check of checks) {
      const identity = await check(token);
      if (!identity.ok || identity.value) return identity;
    }
    return err('UNAUTHENTICATED');
  };
}
