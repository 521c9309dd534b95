import { refusals } from '../../domain/catalogue.ts';
import type { RefusalCode } from '../../domain/catalogue.ts';
import type { Refusal, RefusalDetail } from '../../domain/decider.ts';
import { inLocale } from '../../kernel/locale.ts';
import { builder } from '../builder.ts';

// The keys of the table are the codes, and it is not empty.
const CODES = Object.keys(refusals) as [RefusalCode, ...RefusalCode[]];

const RefusalCodeEnum = builder.enumType('RefusalCode', {
  description: 'Why something was turned down. Codes are stable; none is ever taken away or given another meaning.',
  values: Object.fromEntries(CODES.map((code) => [code, { value: code, description: refusals[code].en }])),
});

const RefusalDetailRef = builder.objectRef<RefusalDetail<RefusalCode>>('RefusalDetail').implement({
  description: 'One of several reasons of one refusal.',
  fields: (t) => ({
    indicator: t.exposeString('indicator', { nullable: true, description: 'Code of the indicator it is about.' }),
    path: t.exposeStringList('path', { description: 'The member of the input it is about; empty where it is none.' }),
    position: t.field({
      type: 'Position',
      nullable: true,
      description: 'With CHANGED_SINCE_SEEN: the entry that changed it.',
      resolve: ({ position }) => position ?? null,
    }),
    code: t.expose('code', { type: RefusalCodeEnum }),
    message: t.string({ resolve: ({ code }, _arguments, { locale }) => inLocale(refusals[code], locale) }),
  }),
});

export const RefusalRef = builder.objectRef<Refusal<RefusalCode>>('Refusal').implement({
  description: 'What was asked was understood and turned down; nothing of it was written.',
  fields: (t) => ({
    code: t.expose('code', { type: RefusalCodeEnum }),
    message: t.string({
      description: 'For a person, in the language of `Accept-Language`.',
      resolve: ({ code }, _arguments, { locale }) => inLocale(refusals[code], locale),
    }),
    path: t.stringList({
      nullable: true,
      description: 'The member of the input it is about.',
      resolve: ({ path }) => path ?? null,
    }),
    currentRevision: t.int({
      nullable: true,
      description: 'With CONFLICT: the revision the answer has now.',
      resolve: ({ currentRevision }) => currentRevision ?? null,
    }),
    details: t.field({
      type: [RefusalDetailRef],
      description: 'All reasons, where there are several.',
      resolve: ({ details }) => details ?? [],
    }),
  }),
});
