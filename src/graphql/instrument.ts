import { z } from 'zod';

import { EditionCode, InstrumentCode } from '../domain/instrument/index.ts';
import { asOfArg } from './as-of.ts';
import { builder } from './builder.ts';
import { loadInstrument } from './load.ts';
import { momentKey, parseMomentKey } from './node-id.ts';
import { parseArgs } from './parse-args.ts';
import { EditionRef, InstrumentRef } from './refs.ts';
import { inWords, localeArg } from './words.ts';

builder.node(InstrumentRef, {
  description:
    'What is measured, by law: KKP HAM, Aksi HAM, the legal reform index, labour inspection. Revised by editions.',
  id: { resolve: ({ code, edition, at }) => momentKey(`${code}/${edition.row.edition}`, at) },
  loadOne: async (id, context) => {
    const { at, key } = await parseMomentKey(id, context);
    const [code = key, edition] = key.split('/');
    return loadInstrument(context, at, { code, edition: edition ?? null });
  },
  fields: (t) => ({
    code: t.exposeString('code'),
    title: t.string({
      args: localeArg,
      resolve: ({ edition }, args, context) => inWords(edition.row.title, args, context),
    }),
    edition: t.expose('edition', { type: EditionRef, description: 'The edition asked for, else the newest.' }),
    editions: t.field({
      type: [EditionRef],
      description: 'All editions in order of publication.',
      resolve: async ({ code, at }, _args, { loaders }) =>
        (await loaders.editionsOf.load({ at, key: code })).map((row) => ({ row, at })),
    }),
  }),
});

const InstrumentArgs = z.object({ code: InstrumentCode, edition: EditionCode.nullish() });

builder.queryField('instrument', (t) =>
  t.field({
    type: InstrumentRef,
    nullable: true,
    description: 'An instrument by its code.',
    args: { code: t.arg.string({ required: true }), edition: t.arg.string(), ...asOfArg },
    resolve: async (_root, { asOf, ...asked }, context) => {
      const { code, edition } = parseArgs(InstrumentArgs, asked, context);
      return loadInstrument(context, await context.at(asOf), { code, edition: edition ?? null });
    },
  }),
);
