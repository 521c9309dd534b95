import type { DocumentFacts } from '../domain/report/index.ts';
import { builder } from './builder.ts';
import { documentPath } from './document-path.ts';
import type { ReportNode } from './refs.ts';

type NamedDocumentNode = Readonly<{ report: ReportNode; document: DocumentFacts }>;

/** A document that somebody points to, without attaching it as evidence. */
export const NamedDocumentRef = builder.objectRef<NamedDocumentNode>('NamedDocument').implement({
  description: 'A document that an objection rests on, or that an answer to a question points to.',
  fields: (t) => ({
    evidence: t.string({ resolve: ({ document }) => document.evidence }),
    title: t.string({ resolve: ({ document }) => document.title }),
    digest: t.field({ type: 'Digest', resolve: ({ document }) => document.digest }),
    url: t.string({
      nullable: true,
      description: 'Where its bytes are fetched from, with the same credentials.',
      resolve: ({ report, document }) => documentPath(report, document),
    }),
    mediaType: t.string({ resolve: ({ document }) => document.mediaType }),
    bytes: t.int({ resolve: ({ document }) => document.bytes }),
  }),
});

/** The documents that a report's rows name. */
export function namedDocuments(report: ReportNode, documents: readonly DocumentFacts[]): NamedDocumentNode[] {
  return documents.map((document) => ({ report, document }));
}
