import type { Config } from '../config.ts';

/** What demo tokens are issued for. Their key is of this installation, so that a token of one demo opens no other. */
export function audienceOf({ logOrigin }: Pick<Config, 'logOrigin'>): string {
  return `${logOrigin ?? 'jejak.local'}/demo`;
}
