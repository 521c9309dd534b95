import { resolve } from 'node:path';

import { z } from 'zod';

import { StartupError } from './kernel/startup-error.ts';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** Everything the environment decides, read once at the start. */
export type Config = Readonly<{
  port: number;
  databaseUrl: string | null;
  migrationDatabaseUrl: string | null;
  home: string;
  demo: boolean;
  logOrigin: string | null;
  documentGraceDays: number;
  logLevel: (typeof LOG_LEVELS)[number];
  /** For how long requests that were accepted are waited for when the product is told to stop. */
  stopSeconds: number;
  metricsToken: string | null;
  /** Where traces are sent; null: nowhere. */
  otlpEndpoint: string | null;
  /** Whose access tokens are taken; null: nobody's, or those of the demo's own provider. */
  oidc: Readonly<{ issuer: string; audience: string; personClaim: string }> | null;
  rateLimits: boolean;
  trustProxy: number;
  corsOrigins: ReadonlySet<string>;
  /** How large documents may be, and the bucket where they lie; null: below the home. `clamd`: where the scanner for malware listens; null: nothing is scanned. */
  documents: Readonly<{
    maximumBytes: number;
    s3: Readonly<{ bucket: string; endpoint: string | null; region: string; prefix: string }> | null;
    clamd: Readonly<{ socket: string } | { host: string; port: number }> | null;
  }>;
}>;

/** A gibibyte. Nobody reads a larger document, and one has fifteen minutes to arrive. */
const LARGEST_DOCUMENT = 1_073_741_824;

const LOOPBACKS: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

type Environment = Readonly<Record<string, string | undefined>>;

/** Without it nothing keeps others from answering in the provider's place, but on the way to this machine itself. */
const ProviderUrl = z.string().refine(isProviderUrl);

const PostgresUrl = z.string().refine(isPostgresUrl);

/** One sentence per setting, shown when its value does not fit. */
const SENTENCES: Readonly<Record<string, string>> = {
  PORT: 'PORT must be a whole number from 0 to 65535.',
  DATABASE_URL: 'DATABASE_URL must be an address like postgres://user:password@host:5432/database.',
  MIGRATION_DATABASE_URL:
    'MIGRATION_DATABASE_URL must be an address like postgres://owner:password@host:5432/database.',
  JEJAK_HOME: 'JEJAK_HOME must be the path of a folder.',
  JEJAK_DEMO: 'JEJAK_DEMO must be true or false.',
  DOCUMENT_GRACE_DAYS: 'DOCUMENT_GRACE_DAYS must be a whole number of days from 1 to 365.',
  LOG_ORIGIN: 'LOG_ORIGIN must be a name like example.org/jejak, without spaces or plus signs.',
  STOP_SECONDS: 'STOP_SECONDS must be a whole number from 0 to 3600.',
  METRICS_TOKEN: 'METRICS_TOKEN must be 16 to 200 letters, digits or any of - . _ ~ + / =.',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'OTEL_EXPORTER_OTLP_ENDPOINT must be an address like http://localhost:4318.',
  CLAMD_SOCKET: 'CLAMD_SOCKET must be the absolute path of the socket of clamd, like /run/clamav/clamd.ctl.',
  CLAMD_HOST: 'CLAMD_HOST must be the name or the address of the machine of clamd.',
  CLAMD_PORT: 'CLAMD_PORT must be a whole number from 1 to 65535.',
  OIDC_ISSUER: 'OIDC_ISSUER must be the https address of the provider, exactly as its tokens name it.',
  OIDC_AUDIENCE: 'OIDC_AUDIENCE must be what the provider names this API in access tokens: one word, or an address.',
  OIDC_PERSON_CLAIM: 'OIDC_PERSON_CLAIM must be the name of a claim, like sub.',
  RATE_LIMITS: 'RATE_LIMITS must be on or off.',
  TRUST_PROXY: 'TRUST_PROXY must be the number of proxies before the server, from 0 to 9.',
  CORS_ORIGINS: 'CORS_ORIGINS must be origins like https://example.org, separated by commas.',
  DOCUMENT_BYTES_MAXIMUM: `DOCUMENT_BYTES_MAXIMUM must be a whole number of bytes from 1 to ${LARGEST_DOCUMENT}.`,
  DOCUMENTS_S3_BUCKET: 'DOCUMENTS_S3_BUCKET must be the name of a bucket, like jejak-documents.',
  DOCUMENTS_S3_ENDPOINT: 'DOCUMENTS_S3_ENDPOINT must be an address like https://s3.example.org, without a path.',
  DOCUMENTS_S3_REGION: 'DOCUMENTS_S3_REGION must be the name of a region, like ap-southeast-3.',
  DOCUMENTS_S3_PREFIX: 'DOCUMENTS_S3_PREFIX must be words of letters, digits, - and _, each with a slash behind it.',
  LOG_LEVEL: `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}.`,
};

const Settings = z.object({
  PORT: wholeNumber(0, 65_535).default(4000),
  DATABASE_URL: PostgresUrl.optional(),
  MIGRATION_DATABASE_URL: PostgresUrl.optional(),
  JEJAK_HOME: z
    .string()
    .refine((path) => !path.includes('\0'))
    .default('.jejak'),
  JEJAK_DEMO: z.enum(['true', 'false']).optional(),
  DOCUMENT_GRACE_DAYS: wholeNumber(1, 365).default(7),
  // What C2SP signed-note allows as the name of a key.
  LOG_ORIGIN: z
    .string()
    .max(150)
    .regex(/^[^\s+\p{C}]+$/u)
    .optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  STOP_SECONDS: wholeNumber(0, 3600).default(30),
  // What a bearer token may hold (RFC 6750 §2.1), and too much of it to be guessed.
  METRICS_TOKEN: like(/^[A-Za-z0-9._~+/=-]{16,200}$/)
    .nullable()
    .default(null),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .string()
    .refine((value) => ['http:', 'https:'].includes(URL.parse(value)?.protocol ?? ''))
    .nullable()
    .default(null),
  // What the kernel takes as the path of a socket.
  CLAMD_SOCKET: like(/^\/[^\0]{1,106}$/).optional(),
  CLAMD_HOST: like(/^[A-Za-z0-9.:_-]{1,253}$/).optional(),
  CLAMD_PORT: wholeNumber(1, 65_535).optional(),
  OIDC_ISSUER: ProviderUrl.optional(),
  OIDC_AUDIENCE: like(/^[\x21-\x7e]{1,500}$/).optional(),
  OIDC_PERSON_CLAIM: like(/^[\x21-\x7e]{1,100}$/).default('sub'),
  RATE_LIMITS: z.enum(['on', 'off']).default('on'),
  TRUST_PROXY: z.string().regex(/^\d$/).default('0').transform(Number),
  CORS_ORIGINS: z
    .string()
    .default('')
    .transform((text) => text.split(',').map((origin) => origin.trim()))
    .refine((origins) => origins.every((origin) => origin === '' || isOrigin(origin))),
  DOCUMENT_BYTES_MAXIMUM: wholeNumber(1, LARGEST_DOCUMENT).default(52_428_800),
  // What S3 and its kin agree on as the name of a bucket.
  DOCUMENTS_S3_BUCKET: like(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
    .nullable()
    .default(null),
  DOCUMENTS_S3_ENDPOINT: z.string().refine(isServer).nullable().default(null),
  DOCUMENTS_S3_REGION: like(/^[a-z0-9-]{1,50}$/).default('us-east-1'),
  DOCUMENTS_S3_PREFIX: z
    .string()
    .max(200)
    .regex(/^([A-Za-z0-9_-]+\/)*$/)
    .default(''),
});

type Given = z.infer<typeof Settings>;

/** The only reader of the environment. A setting that is empty counts as absent. */
export function readConfig(environment: Environment = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Settings.safeParse(given);
  if (!parsed.success) throw new StartupError(sentencesFor(parsed.error));
  const { data } = parsed;
  refuseHalves(data);
  return Object.freeze({
    port: data.PORT,
    databaseUrl: data.DATABASE_URL ?? null,
    migrationDatabaseUrl: data.MIGRATION_DATABASE_URL ?? null,
    home: resolve(data.JEJAK_HOME),
    demo: data.JEJAK_DEMO === undefined ? data.DATABASE_URL === undefined : data.JEJAK_DEMO === 'true',
    logOrigin: data.LOG_ORIGIN ?? null,
    documentGraceDays: data.DOCUMENT_GRACE_DAYS,
    logLevel: data.LOG_LEVEL,
    stopSeconds: data.STOP_SECONDS,
    metricsToken: data.METRICS_TOKEN,
    otlpEndpoint: data.OTEL_EXPORTER_OTLP_ENDPOINT,
    oidc: oidcOf(data),
    rateLimits: data.RATE_LIMITS === 'on',
    trustProxy: data.TRUST_PROXY,
    corsOrigins: new Set(data.CORS_ORIGINS.filter((origin) => origin !== '')),
    documents: { maximumBytes: data.DOCUMENT_BYTES_MAXIMUM, s3: s3Of(data), clamd: clamdOf(data) },
  });
}

/** Settings that mean nothing without others. */
function refuseHalves(data: Given): void {
  if (data.MIGRATION_DATABASE_URL !== undefined && data.DATABASE_URL === undefined) {
    throw new StartupError('MIGRATION_DATABASE_URL needs DATABASE_URL beside it.');
  }
  if ((data.OIDC_ISSUER === undefined) !== (data.OIDC_AUDIENCE === undefined)) {
    throw new StartupError('OIDC_ISSUER and OIDC_AUDIENCE need each other.');
  }
  if (data.DOCUMENTS_S3_ENDPOINT !== null && data.DOCUMENTS_S3_BUCKET === null) {
    throw new StartupError('DOCUMENTS_S3_ENDPOINT needs DOCUMENTS_S3_BUCKET beside it.');
  }
}

function clamdOf({ CLAMD_SOCKET, CLAMD_HOST, CLAMD_PORT }: Given): Config['documents']['clamd'] {
  if ((CLAMD_HOST === undefined) !== (CLAMD_PORT === undefined)) {
    throw new StartupError('CLAMD_HOST and CLAMD_PORT need each other.');
  }
  if (CLAMD_HOST === undefined || CLAMD_PORT === undefined) {
    return CLAMD_SOCKET === undefined ? null : { socket: CLAMD_SOCKET };
  }
  if (CLAMD_SOCKET !== undefined)
    throw new StartupError('CLAMD_SOCKET and CLAMD_HOST are two ways to one scanner: set one.');
  return { host: CLAMD_HOST, port: CLAMD_PORT };
}

function oidcOf({ OIDC_ISSUER, OIDC_AUDIENCE, OIDC_PERSON_CLAIM }: Given): Config['oidc'] {
  if (OIDC_ISSUER === undefined || OIDC_AUDIENCE === undefined) return null;
  return { issuer: OIDC_ISSUER, audience: OIDC_AUDIENCE, personClaim: OIDC_PERSON_CLAIM };
}

function s3Of(data: Given): Config['documents']['s3'] {
  const { DOCUMENTS_S3_BUCKET: bucket, DOCUMENTS_S3_ENDPOINT: endpoint } = data;
  if (bucket === null) return null;
  return { bucket, endpoint, region: data.DOCUMENTS_S3_REGION, prefix: data.DOCUMENTS_S3_PREFIX };
}

function like(pattern: RegExp) {
  return z.string().regex(pattern);
}

function wholeNumber(least: number, most: number) {
  return like(/^\d{1,10}$/)
    .transform(Number)
    .refine((number) => number >= least && number <= most);
}

function sentencesFor(error: z.ZodError): string {
  const names = new Set(error.issues.map(({ path }) => String(path[0])));
  return [...names].map((name) => SENTENCES[name] ?? `${name} is not valid.`).join(' ');
}

function isPostgresUrl(value: string): boolean {
  const url = URL.parse(value);
  const isAddress = url !== null && ['postgres:', 'postgresql:'].includes(url.protocol) && url.pathname.length > 1;
  return isAddress && isDecodable(value);
}

/** The driver reads what percent signs stand for, and breaks where they stand for nothing. */
function isDecodable(value: string): boolean {
  try {
    decodeURIComponent(value);
    return true;
  } catch {
    return false;
  }
}

function isProviderUrl(value: string): boolean {
  const url = URL.parse(value);
  if (!url || url.search !== '' || url.hash !== '' || url.username !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACKS.includes(url.hostname));
}

/** As browsers send it: no path, no default port, no capitals. */
function isOrigin(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && ['http:', 'https:'].includes(url.protocol) && url.origin === value;
}

/** Credentials of S3 are set elsewhere, and never in an address that is shown in logs. */
function isServer(value: string): boolean {
  const url = URL.parse(value);
  if (!url || !['http:', 'https:'].includes(url.protocol)) return false;
  return url.username === '' && url.password === '' && url.pathname === '/' && url.search === '' && url.hash === '';
}
