import type { Problem } from './exchange.ts';
import type { Standing } from './rate-limits.ts';

const TOO_MANY = {
  id: 'Terlalu banyak permintaan; coba lagi setelah waktu yang disebut pada Retry-After.',
  en: 'Too many requests; try again after the time that Retry-After tells.',
};

/** Where the caller stands (draft-ietf-httpapi-ratelimit-headers-10), on every answer that was counted. */
export function standingHeaders({ limit, quota, remaining, seconds }: Standing): Readonly<Record<string, string>> {
  return { 'ratelimit-policy': `"${limit}";q=${quota};w=60`, ratelimit: `"${limit}";r=${remaining};t=${seconds}` };
}

export function tooMany(standing: Standing): Problem {
  const { limit, seconds } = standing;
  return {
    status: 429,
    code: 'RATE_LIMITED',
    message: TOO_MANY,
    headers: { ...standingHeaders(standing), 'retry-after': String(seconds) },
    facts: { limit: limit.toUpperCase(), retryAfterSeconds: seconds },
  };
}
