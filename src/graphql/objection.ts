import { ObjectionRulingEnum } from './enums.ts';
import { loadEvent } from './load.ts';
import { namedDocuments, NamedDocumentRef } from './named-document.ts';
import { EventRef, ObjectionRef } from './refs.ts';
import type { ObjectionNode } from './refs.ts';

ObjectionRef.implement({
  description:
    'An objection (sanggah) to the assessment of one indicator, decided by another assessor than the one who scored.',
  fields: (t) => ({
    number: t.int({ description: 'Within its report, from 1.', resolve: ({ objection }) => objection.objection }),
    indicator: t.string({ description: 'The code of the indicator.', resolve: ({ objection }) => objection.indicator }),
    grounds: t.string({ resolve: ({ objection }) => objection.grounds }),
    documents: t.field({
      type: [NamedDocumentRef],
      complexity: { field: 1, multiplier: 20 },
      resolve: ({ objection, report }) => namedDocuments(report, objection.documents),
    }),
    filedAt: t.field({ type: 'DateTime', resolve: ({ objection }) => objection.filedAt }),
    event: t.field({
      type: EventRef,
      description: 'The entry that filed it.',
      resolve: ({ objection, report }, _args, context) => loadEvent(context, report.at, objection.position),
    }),
    ruling: t.field({
      type: ObjectionRulingEnum,
      nullable: true,
      description: 'Null while it is pending.',
      resolve: ({ objection }) => objection.decision?.ruling ?? null,
    }),
    points: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'What an upheld objection set.',
      resolve: ({ objection }) => objection.decision?.points ?? null,
    }),
    reason: t.string({ nullable: true, resolve: ({ objection }) => objection.decision?.reason ?? null }),
    decidedAt: t.field({
      type: 'DateTime',
      nullable: true,
      resolve: ({ objection }) => objection.decision?.decidedAt ?? null,
    }),
    decidedBy: t.field({
      type: EventRef,
      nullable: true,
      description: 'The entry that decided it.',
      resolve: ({ objection, report }: ObjectionNode, _args, context) =>
        objection.decision && loadEvent(context, report.at, objection.decision.position),
    }),
  }),
});
