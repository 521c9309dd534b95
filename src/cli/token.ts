import type { Config } from '../config.ts';
import { demoIdentities } from '../demo/people.ts';
import { createDemoTokens } from '../identity/demo-tokens.ts';
import { UsageError } from './exit.ts';
import { audienceOf } from './token-audience.ts';

/** Prints a bearer token for an identity of the demo, and nothing else, so that it can be captured. */
export async function token(config: Config, identity: string | undefined): Promise<void> {
  if (identity === undefined) throw new UsageError('Name an identity: npm run jejak -- token <identity>');
  if (!config.demo)
    throw new UsageError(
      'Tokens are issued for the demo only (JEJAK_DEMO=true). Elsewhere people log in with the provider that OIDC_ISSUER names, and machines have API tokens: mutation issueApiToken.',
    );
  if (!demoIdentities().some((known) => known.identity === identity)) {
    throw new UsageError(`There is no identity "${identity}"; npm run jejak -- identities lists them.`);
  }
  const tokens = await createDemoTokens({ home: config.home, origin: audienceOf(config), demo: true });
  process.stdout.write(`${await tokens.issueToken(identity)}\n`);
}
