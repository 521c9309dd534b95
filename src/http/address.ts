import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** Of an IPv6 address a customer gets the last half to do with as they like (RFC 6177). */
const NETWORK_GROUPS = 4;

/**
 * Where a request comes from, as limits know it. `proxies`: how many stand before us, each of which has appended whom it
 * heard; what a client wrote there itself lies further left and is not believed.
 */
export function addressOf({ headers, socket }: IncomingMessage, proxies: number): string {
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  const told = proxies === 0 ? [] : forwarded.slice(-proxies).map((one) => one.trim());
  const farthest = told.find((one) => isIP(one) > 0);
  return networkOf(farthest ?? socket.remoteAddress ?? '');
}

/** Whether the client speaks TLS, as the farthest proxy that is believed says. */
export function isSecure({ headers }: IncomingMessage, proxies: number): boolean {
  const told = [headers['x-forwarded-proto'] ?? []].flat().join(',').split(',').slice(-proxies);
  return proxies > 0 && told[0]?.trim().toLowerCase() === 'https';
}

/** The IPv4 address, or the first half of the IPv6 address. */
export function networkOf(address: string): string {
  const [plain = ''] = address.split('%', 1);
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1];
  if (mapped !== undefined || isIP(plain) !== 6) return mapped ?? plain;
  const [head = '', tail] = plain.toLowerCase().split('::', 2);
  const groups = groupsOf(head);
  const after = tail === undefined ? [] : groupsOf(tail);
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - after.length) }, () => '0');
  const network = [...groups, ...zeros, ...after].slice(0, NETWORK_GROUPS);
  return `${network.map((group) => parseInt(group, 16).toString(16)).join(':')}::/64`;
}

/** The groups of one side; an IPv4 address at the end stands for two, which lie in the second half. */
function groupsOf(side: string): readonly string[] {
  return side === '' ? [] : side.split(':').flatMap((group) => (group.includes('.') ? ['0', '0'] : [group]));
}
