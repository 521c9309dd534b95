import { createHash, randomBytes } from 'node:crypto';

import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

import type { Identity } from '../identity/identity.ts';

/** What may be asked within one minute. */
export type Rates = Readonly<{
  /** Requests from one address, whoever sends them: an office may share it. */
  address: number;
  /** Requests of one person, wherever they come from. */
  person: number;
  /** Tokens from one address that do not hold. */
  failures: number;
  /** Forms and codes that are sent to the login from one address. */
  logins: number;
  /** The complexity of all operations of one person, or of one address of those who did not sign in. */
  cost: number;
}>;

/** Where somebody stands in one limit. */
export type Standing = Readonly<{
  limit: keyof Rates;
  quota: number;
  remaining: number;
  seconds: number;
  over: boolean;
}>;

/** Who is counted: by person where we know them. */
export type Counted = Readonly<{ address: string; caller: Identity | null }>;

export type RateLimits = Readonly<{
  /** Counts a request of this address. */
  arrival: (address: string) => Promise<Standing>;
  /** Counts a request of this person. */
  request: (person: string) => Promise<Standing>;
  /** Whether tokens from this address are still looked at. */
  attempts: (address: string) => Promise<Standing>;
  /** Counts a token that did not hold. */
  failure: (address: string) => Promise<Standing>;
  /** Counts a step of a login from this address that changes something. */
  login: (address: string) => Promise<Standing>;
  /** Counts what an operation costs. */
  cost: (who: Counted, points: number) => Promise<Standing>;
}>;

/**
 * A screen of a dashboard asks some ten times when it opens and costs some 100,000; people open a few in a minute, and
 * a busy office has some dozens of them behind one address.
 */
export const DEFAULT_RATES: Rates = { address: 6000, person: 1200, failures: 60, logins: 60, cost: 6_000_000 };

/** What is as dear as a large operation and is no operation: a sheet, a bundle. */
export const FILE_COST = 20_000;

const SECONDS = 60;

/** Told whenever somebody is turned down, and by what they were counted. */
export type Limited = (by: 'address' | 'identity') => void;

/** In the memory of this instance: every instance counts for itself. */
export function createRateLimits(rates: Rates, limited: Limited = () => undefined): RateLimits {
  const bucketOf = createBuckets();
  const counters = {
    address: counter('address', rates),
    person: counter('person', rates),
    failures: counter('failures', rates),
    logins: counter('logins', rates),
    cost: counter('cost', rates),
  };
  const told = async (by: 'address' | 'identity', standing: Promise<Standing>): Promise<Standing> => {
    if ((await standing).over) limited(by);
    return standing;
  };
  return {
    arrival: (address) => told('address', counters.address.count(bucketOf(address), 1)),
    request: (person) => told('identity', counters.person.count(person, 1)),
    attempts: (address) => told('address', counters.failures.look(bucketOf(address))),
    failure: (address) => counters.failures.count(bucketOf(address), 1),
    login: (address) => told('address', counters.logins.count(bucketOf(address), 1)),
    cost: ({ address, caller }, points) =>
      caller
        ? told('identity', counters.cost.count(`person ${caller.person}`, points))
        : told('address', counters.cost.count(`address ${bucketOf(address)}`, points)),
  };
}

/**
 * Addresses cost an attacker nothing, and each would take memory: they share 65,536 buckets. Which addresses share one is
 * chance, anew with each start, so that nobody can choose whom they use up the bucket of.
 */
function createBuckets(): (address: string) => string {
  const salt = randomBytes(16);
  return (address) => createHash('sha256').update(salt).update(address).digest('hex').slice(0, 4);
}

type Counter = Readonly<{
  count: (key: string, points: number) => Promise<Standing>;
  look: (key: string) => Promise<Standing>;
}>;

function counter(limit: keyof Rates, rates: Rates): Counter {
  const quota = rates[limit];
  const limiter = new RateLimiterMemory({ keyPrefix: limit, points: quota, duration: SECONDS });
  const standing = ({ remainingPoints, consumedPoints, msBeforeNext }: RateLimiterRes, most = quota): Standing => ({
    limit,
    quota,
    remaining: Math.max(0, remainingPoints),
    seconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
    over: consumedPoints > most,
  });
  return {
    count: async (key, points) => standing(await limiter.consume(key, points).catch(resultIn)),
    look: async (key) => {
      const found = await limiter.get(key);
      return found ? standing(found, quota - 1) : standing(new RateLimiterRes(quota, SECONDS * 1000, 0));
    },
  };
}

/** The limiter rejects with the very result it resolves with, where the quota is used up. */
function resultIn(rejected: unknown): RateLimiterRes {
  if (rejected instanceof RateLimiterRes) return rejected;
  throw rejected;
}
