/** What no page of ours may do, nor any that poses as one. */
const NOTHING_AROUND = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

/** Answers are data: whatever a browser takes one for, it may load and run nothing. */
const DATA_POLICY = `default-src 'none'; ${NOTHING_AROUND}`;

/** GraphiQL brings its scripts along within the page, so scripts are not narrowed. */
export const PAGE_POLICY = NOTHING_AROUND;

/** A year, as the preload list of browsers asks for at least. */
const TRANSPORT = 'max-age=31536000; includeSubDomains';

const SAFE_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'content-security-policy': DATA_POLICY,
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** On every answer, errors too: nothing is guessed from bytes, framed or stored by others, and no address of ours is told on. */
export function safeHeaders(secure: boolean): Readonly<Record<string, string>> {
  return secure ? { ...SAFE_HEADERS, 'strict-transport-security': TRANSPORT } : SAFE_HEADERS;
}
