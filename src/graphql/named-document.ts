import type { DocumentFacts } from '../domain/report/index.ts';
import { builder } from './builder.ts';

/** A document that somebody points to, without attaching it as evidence. */
export const NamedDocumentRef = builder.objectRef<DocumentFacts>('NamedDocument').implement({
  description: 'A document that an objection rests on, or that an answer to a question points to.',
  fields: (t) => ({
    evidence: t.exposeString('evidence'),
    title: t.exposeString('title'),
    digest: t.expose('digest', { type: 'Digest' }),
    mediaType: t.exposeString('mediaType'),
    bytes: t.exposeInt('bytes'),
  }),
});
