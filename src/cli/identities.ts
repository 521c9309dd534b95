import { demoIdentities } from '../demo/people.ts';

/** Lists who can be spoken for in the demo: the identity, then what it is. */
export function identities(): Promise<void> {
  const known = demoIdentities();
  const width = Math.max(...known.map(({ identity }) => identity.length));
  process.stdout.write(known.map(({ identity, label }) => `${identity.padEnd(width)}  ${label}\n`).join(''));
  return Promise.resolve();
}
