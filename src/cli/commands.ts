import type { Config } from '../config.ts';
import type { Options } from './options.ts';

/** What a command is handed. The settings are read only where they are needed: a bundle is verified without any. */
export type Call = Readonly<{ config: () => Config; words: readonly string[]; options: Options }>;

export type Command = Readonly<{ usage: string; does: string; run: (call: Call) => Promise<void> }>;

/** What a command needs is loaded when it runs: verifying a bundle MUST work without the rest of the product. */
const importing: Command = {
  usage: 'import-entries <FILE>',
  does: 'give a database that was set back the entries it lacks',
  run: async ({ config, words: [file] }) => (await import('./import-entries.ts')).importEntries(config(), file),
};

export const COMMANDS: Readonly<Record<string, Command>> = {
  serve: {
    usage: 'serve',
    does: 'start the server (as npm start does)',
    run: async ({ config }) => (await import('../main.ts')).serve(config()),
  },
  migrate: {
    usage: 'migrate',
    does: 'bring the database up to date and stop',
    run: async ({ config }) => (await import('./migrate.ts')).migrate(config()),
  },
  demo: {
    usage: 'demo',
    does: 'tell the demo into an empty database and stop',
    run: async ({ config }) => (await import('./demo.ts')).demo(config()),
  },
  token: {
    usage: 'token <identity>',
    does: 'print a bearer token for a demo identity',
    run: async ({ config, words: [identity] }) => (await import('./token.ts')).token(config(), identity),
  },
  identities: {
    usage: 'identities',
    does: 'list the demo identities',
    run: async () => (await import('./identities.ts')).identities(),
  },
  bundle: {
    usage: 'bundle <unit> <cycle> [--documents] [-o FILE]',
    does: 'take one report home, with the proofs of every entry',
    run: async ({ config, words: [unit, cycle], options }) =>
      (await import('./bundle.ts')).bundle(config(), {
        unit,
        cycle,
        output: options.output ?? null,
        documents: options.documents,
      }),
  },
  verify: {
    usage: 'verify [FILE] [--vkey KEY | --policy FILE]',
    does: 'check a bundle; without FILE the whole ledger',
    run: async ({ config, words: [file], options }) =>
      file === undefined
        ? (await import('./verify-ledger.ts')).verifyWholeLedger(config(), options)
        : (await import('./verify-bundle.ts')).verifyBundleFile(file, options),
  },
  rebuild: {
    usage: 'rebuild [name ...]',
    does: 'build the read models anew from the ledger, beside a running server',
    run: async ({ config, words }) => (await import('./rebuild.ts')).rebuild(config(), words),
  },
  vkey: {
    usage: 'vkey',
    does: 'print the verifier keys of the log, for those who check it',
    run: async ({ config }) => (await import('./vkey.ts')).vkey(config()),
  },
  'create-key': {
    usage: 'create-key',
    does: 'make the keys of a new installation: to sign with, and to seal personal data with',
    run: async ({ config }) => (await import('./create-key.ts')).createKey(config()),
  },
  'rotate-key': {
    usage: 'rotate-key [--days N]',
    does: 'sign with a new key, for N days (30) with the one before as well',
    run: async ({ config, options }) => (await import('./rotate-key.ts')).rotateKey(config(), options.days),
  },
  export: {
    usage: 'export [-o FILE]',
    does: 'write a copy of all entries',
    run: async ({ config, options }) => (await import('./export.ts')).exportEntries(config(), options.output),
  },
  'import-entries': importing,
  import: importing,
  fork: {
    usage: 'fork --reason "…"',
    does: 'go on under a new name where what was signed is lost',
    run: async ({ config, options }) => (await import('./fork.ts')).fork(config(), options.reason),
  },
  'print-schema': {
    usage: 'print-schema',
    does: 'print the GraphQL schema',
    run: async () => (await import('./print-schema.ts')).printSchema(),
  },
};
