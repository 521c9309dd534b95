import { toExact } from '../kernel/rational.ts';
import type { DerivationNode } from '../domain/scoring/v1/index.ts';
import { builder } from './builder.ts';
import { loadEvents } from './load.ts';
import { ProvenanceRef } from './provenance.ts';
import { AttachmentRef, EventRef } from './refs.ts';
import type { AttachmentNode, ReportNode } from './refs.ts';
import type { ReportMoment } from '../view/score.ts';
import { decimalText, inWords, localeArg } from './words.ts';

/** A step of the reasons; those of years and awards rest on reports, not on entries of one. */
export type DerivationStep = Readonly<{
  node: DerivationNode;
  cited: Readonly<{ report: ReportNode; moment: ReportMoment }> | null;
}>;

export const DerivationRef = builder.objectRef<DerivationStep>('DerivationNode').implement({
  description:
    'One step of the reasons for a number. Its value follows from the values of its children by its formula, so that a person can check it with a pocket calculator.',
  fields: (t) => ({
    path: t.string({ description: '"total/AKSI/A1/ADMINISTRATION/A1-C3".', resolve: ({ node }) => node.path }),
    parentPath: t.string({
      nullable: true,
      description: 'The step it is a reason for; null at the top.',
      resolve: ({ node }) => node.parentPath,
    }),
    label: t.string({ args: localeArg, resolve: ({ node }, args, context) => inWords(node.label, args, context) }),
    formula: t.string({
      args: localeArg,
      description: 'In words and numbers.',
      resolve: ({ node }, args, context) => inWords(node.formula, args, context),
    }),
    value: t.field({ type: 'Decimal', resolve: ({ node }) => decimalText(node.value) }),
    exact: t.string({
      description: 'The value as an exact fraction: "63/70".',
      resolve: ({ node }) => toExact(node.value),
    }),
    weight: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'As the formula of its parent takes it; 0 where it is shown but does not count.',
      resolve: ({ node }) => node.weight && decimalText(node.weight),
    }),
    provenance: t.field({ type: ProvenanceRef, nullable: true, resolve: ({ node }) => node.provenance }),
    events: t.field({
      type: [EventRef],
      description: 'The entries it rests on; none for those who see published results only.',
      resolve: ({ node, cited }, _args, context) =>
        cited?.report.visibility === 'FULL' ? loadEvents(context, cited.report.at, node.positions) : [],
    }),
    documents: t.field({
      type: [AttachmentRef],
      description: 'The documents it rests on.',
      resolve: ({ node, cited }) => (cited ? attachmentsIn(cited.moment, cited.report, node.attachments) : []),
    }),
  }),
});

/** Attachments of a report by their codes. */
export function attachmentsIn(moment: ReportMoment, report: ReportNode, codes: readonly string[]): AttachmentNode[] {
  return codes.flatMap((code) => {
    const indicator = code.slice(0, code.lastIndexOf('.D'));
    const response = moment.responses.find((one) => one.indicator === indicator);
    const attachment = response?.documents.find((one) => one.attachment === code);
    return attachment ? [{ report, indicator, attachment }] : [];
  });
}
