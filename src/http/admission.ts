import type { Identify, Identity, IdentityProblem } from '../identity/identity.ts';
import { err, ok } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import type { Problem } from './exchange.ts';
import { IDENTITY_UNAVAILABLE, UNAUTHENTICATED } from './problems.ts';
import { standingHeaders, tooMany } from './rate-answers.ts';
import { FILE_COST } from './rate-limits.ts';
import type { RateLimits, Standing } from './rate-limits.ts';
import type { Visit } from './visit.ts';

type Place = Readonly<{ address: string; path: string }>;

type Arrival = Pick<Visit, 'request' | 'response'>;

/** Who asks, where they may ask now. Every answer tells where they stand. */
export type Admit = (arrival: Arrival, place: Place) => Promise<Result<Identity | null, Problem>>;

const IDENTITY_PROBLEMS: Readonly<Record<IdentityProblem, Problem>> = { UNAUTHENTICATED, IDENTITY_UNAVAILABLE };

/** Made, or hashed, while they are sent, each as dear as a large operation. */
const FILES = ['/exports/', '/bundles/', '/imports/', '/log/tile/entries/'];

/** What is asked of an upload below it reads nothing. */
const DOCUMENTS = '/documents/';

/** Settles who asks. Without limits everybody may ask at any time. */
export function createAdmission(identify: Identify, limits: RateLimits | null): Admit {
  if (!limits) return ({ request }) => identified(identify, request.headers.authorization);

  return async ({ request, response }, { address, path }) => {
    const { authorization } = request.headers;
    const arrived = await limits.arrival(address);
    if (arrived.over) return err(tooMany(arrived));
    if (authorization !== undefined) {
      // Whoever tries tokens one after the other is heard no more, not even with one that holds: guessing must not pay.
      const attempts = await limits.attempts(address);
      if (attempts.over) return err(tooMany(attempts));
    }
    const identity = await identified(identify, authorization);
    if (!identity.ok) {
      if (identity.error === UNAUTHENTICATED) await limits.failure(address);
      return identity;
    }
    const standings = await standingsOf(limits, { address, isFile: isFile(request, path), caller: identity.value });
    const over = standings.find((one) => one.over);
    if (over) return err(tooMany(over));
    response.setHeaders(new Map(Object.entries(standingHeaders(standings[0] ?? arrived))));
    return identity;
  };
}

/** Why a step of a login is turned down, before the provider hears of it: each keeps something in memory or signs. */
export async function loginProblem(
  { method }: Pick<Visit['request'], 'method'>,
  address: string,
  limits: RateLimits | null,
): Promise<Problem | null> {
  if (!limits) return null;
  const arrived = await limits.arrival(address);
  if (arrived.over) return tooMany(arrived);
  const step = method === 'POST' ? await limits.login(address) : arrived;
  return step.over ? tooMany(step) : null;
}

async function identified(
  identify: Identify,
  authorization: string | undefined,
): Promise<Result<Identity | null, Problem>> {
  const identity = await identify(authorization);
  return identity.ok ? ok(identity.value) : err(IDENTITY_PROBLEMS[identity.error]);
}

/** Is it as dear as a large operation? */
function isFile({ method }: Pick<Visit['request'], 'method'>, path: string): boolean {
  const isDocument = method === 'GET' && path.startsWith(DOCUMENTS);
  return isDocument || FILES.some((prefix) => path.startsWith(prefix));
}

type Asker = Readonly<{ address: string; isFile: boolean; caller: Identity | null }>;

async function standingsOf(limits: RateLimits, { address, isFile, caller }: Asker): Promise<readonly Standing[]> {
  const requests = caller ? [await limits.request(caller.person)] : [];
  return isFile ? [...requests, await limits.cost({ address, caller }, FILE_COST)] : requests;
}
