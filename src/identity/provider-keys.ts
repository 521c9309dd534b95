import { createRemoteJWKSet, customFetch } from 'jose';
import type { RemoteJWKSet } from 'jose';
import { z } from 'zod';

import { fetchJson, isSafeAddress, Unreachable } from './fetch-json.ts';

export type ProviderLog = Readonly<{ error: (facts: object, message: string) => void }>;

export type ProviderSettings = Readonly<{
  issuer: () => Promise<string>;
  log: ProviderLog;
  now: () => Date;
  cooldownMilliseconds: number;
}>;

/** The keys that a provider signs with. Throws `Unreachable` where they cannot be had. */
export type ProviderKeys = () => Promise<RemoteJWKSet>;

/** What is asked again at once while a provider is down would keep it down. */
const RETRY_MILLISECONDS = 5000;

/** Where its keys are changes once in years: as often as this it is asked for again. */
const METADATA_MILLISECONDS = 3_600_000;

/** OpenID Connect Discovery 1.0 §3: of all that is said there, only this is needed. */
const Metadata = z.object({ issuer: z.string(), jwks_uri: z.url() });

const KeySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(100) });

type Found = Readonly<{ uri: string; keys: RemoteJWKSet; at: number }>;

/** Finds the keys by discovery. What was found goes on being used while the provider is down. */
export function createProviderKeys({ issuer, log, now, cooldownMilliseconds }: ProviderSettings): ProviderKeys {
  const ask = createAsking(log, () => now().getTime());
  let found: Found | null = null;
  let asking: Promise<Found> | null = null;

  const discover = async (): Promise<Found> => {
    try {
      const uri = await keysOf(await issuer(), ask);
      const keys = uri === found?.uri ? found.keys : keySetAt(uri, { ask, cooldownMilliseconds });
      found = { uri, keys, at: now().getTime() };
      return found;
    } catch (error) {
      if (found && error instanceof Unreachable) return found;
      throw error;
    } finally {
      asking = null;
    }
  };

  return async () => {
    if (found && now().getTime() - found.at < METADATA_MILLISECONDS) return found.keys;
    const { keys } = await (asking ??= discover());
    return keys;
  };
}

type Ask = (address: string) => Promise<unknown>;

/** Fails at once for a while after it failed, and says so in the log once in that while. */
function createAsking(log: ProviderLog, now: () => number): Ask {
  let failedAt = -Infinity;
  return async (address) => {
    if (now() - failedAt < RETRY_MILLISECONDS) throw new Unreachable('the provider failed a moment ago');
    try {
      return await fetchJson(address);
    } catch (error) {
      failedAt = now();
      log.error({ err: error }, 'the identity provider cannot be asked');
      throw error;
    }
  };
}

async function keysOf(issuer: string, ask: Ask): Promise<string> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const metadata = Metadata.safeParse(await ask(address));
  // Another one's metadata could name keys of whoever wrote it (Discovery 1.0 §4.3).
  if (metadata.data?.issuer !== issuer) throw new Unreachable(`${address} is not the metadata of ${issuer}`);
  return metadata.data.jwks_uri;
}

/** Fetched when they are needed first, and again when a token names a key that is not among them: keys rotate. */
function keySetAt(
  uri: string,
  { ask, cooldownMilliseconds }: Readonly<{ ask: Ask; cooldownMilliseconds: number }>,
): RemoteJWKSet {
  const url = new URL(uri);
  if (!isSafeAddress(url)) throw new Unreachable(`the keys are not at an address of https: ${uri}`);
  return createRemoteJWKSet(url, {
    cooldownDuration: cooldownMilliseconds,
    [customFetch]: async (address) => {
      const keys = KeySet.safeParse(await ask(address));
      if (keys.success) return Response.json(keys.data);
      throw new Unreachable(`${address} holds no keys`);
    },
  });
}
