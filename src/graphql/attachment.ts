import { unitParts } from '../domain/codes.ts';
import { AttachmentStatusEnum } from './enums.ts';
import { documentPath } from './document-path.ts';
import { loadEvent, loadOrganization } from './load.ts';
import { AttachmentRef, EventRef, OrganizationRef } from './refs.ts';
import type { AttachmentNode } from './refs.ts';

AttachmentRef.implement({
  description:
    'A document put forward as evidence for one indicator. The ledger keeps its digest; the bytes live elsewhere.',
  fields: (t) => ({
    code: t.string({ description: 'Within its report: "A1.D3".', resolve: ({ attachment }) => attachment.attachment }),
    indicator: t.exposeString('indicator', { description: 'The code of the indicator.' }),
    evidence: t.string({
      description: 'The code of the evidence it is.',
      resolve: ({ attachment }) => attachment.evidence,
    }),
    title: t.string({ resolve: ({ attachment }) => attachment.title }),
    digest: t.field({ type: 'Digest', resolve: ({ attachment }) => attachment.digest }),
    url: t.string({
      nullable: true,
      description:
        'Where its bytes are fetched from, with the same credentials; null for those who see published results only.',
      resolve: (node) => documentPath(node.report, node.attachment),
    }),
    mediaType: t.string({ resolve: ({ attachment }) => attachment.mediaType }),
    bytes: t.int({ resolve: ({ attachment }) => attachment.bytes }),
    issuedOn: t.string({
      nullable: true,
      description: 'A day: "2025-11-30".',
      resolve: ({ attachment }) => attachment.issuedOn,
    }),
    validUntil: t.string({
      nullable: true,
      description: 'The last day it is valid; null where it does not expire.',
      resolve: ({ attachment }) => attachment.validUntil,
    }),
    organization: t.field({
      type: OrganizationRef,
      nullable: true,
      description: 'Who attached it; not shown to those who see published results only.',
      resolve: ({ report, attachment }, _args, context) => {
        if (report.visibility === 'PUBLISHED') return null;
        const { jurisdiction } = unitParts(report.row.unit);
        return loadOrganization(context, report.at, `${jurisdiction}/${attachment.organization}`);
      },
    }),
    attachedAt: t.field({ type: 'DateTime', resolve: ({ attachment }) => attachment.attachedAt }),
    status: t.field({ type: AttachmentStatusEnum, resolve: ({ attachment }) => attachment.status }),
    replaces: t.string({
      nullable: true,
      description: 'The code of the document it took the place of.',
      resolve: ({ attachment }) => attachment.replaces,
    }),
    reason: t.string({
      nullable: true,
      description: 'Why it was replaced or withdrawn; not shown to those who see published results only.',
      resolve: (node) => (isFull(node) ? node.attachment.reason : null),
    }),
    event: t.field({
      type: EventRef,
      nullable: true,
      description: 'The entry that attached it; not shown to those who see published results only.',
      resolve: (node, _args, context) =>
        isFull(node) ? loadEvent(context, node.report.at, node.attachment.position) : null,
    }),
    endedBy: t.field({
      type: EventRef,
      nullable: true,
      description: 'The entry that replaced or withdrew it.',
      resolve: (node, _args, context) => {
        const { endedBy } = node.attachment;
        return endedBy !== null && isFull(node) ? loadEvent(context, node.report.at, endedBy) : null;
      },
    }),
  }),
});

function isFull({ report }: AttachmentNode): boolean {
  return report.visibility === 'FULL';
}
