import { unitParts } from '../domain/codes.ts';
import type { Upload } from '../view/viewer-uploads.ts';
import { maySee } from '../view/visibility.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import { loadReportAs } from './load.ts';
import type { Moment } from './moment.ts';
import { ReportRef } from './refs.ts';
import type { ReportNode } from './refs.ts';

export type UploadNode = Readonly<{ upload: Upload; at: Moment }>;

const ScanEnum = builder.enumType('Scan', {
  description:
    'What a scanner found. NOT_SCANNED: none was asked. PENDING: in quarantine until one has looked. INFECTED: never handed out.',
  values: ['NOT_SCANNED', 'PENDING', 'CLEAN', 'INFECTED'] as const,
});

export const UploadRef = builder.objectRef<UploadNode>('Upload').implement({
  description:
    'Bytes that somebody brought, in the name of an organization or a unit, so that they can be attached by it.',
  fields: (t) => ({
    digest: t.field({ type: 'Digest', resolve: ({ upload }) => upload.digest }),
    bytes: t.int({ resolve: ({ upload }) => upload.bytes }),
    mediaType: t.string({ description: 'As it was found in the bytes.', resolve: ({ upload }) => upload.mediaType }),
    owner: t.string({
      description: 'In whose name: an organization (`64.71/dinas-sosial`) or a reporting unit (`64.71`).',
      resolve: ({ upload }) => upload.owner,
    }),
    uploadedAt: t.field({ type: 'DateTime', resolve: ({ upload }) => upload.uploadedAt.toISOString() }),
    scan: t.field({ type: ScanEnum, resolve: ({ upload }) => upload.scan }),
    collectedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'When it was given up because nothing had referred to it in time; to be attached, it is uploaded anew.',
      resolve: ({ upload }) => upload.collectedAt?.toISOString() ?? null,
    }),
    reports: t.field({
      type: [ReportRef],
      description: 'The reports of the same place that refer to these bytes, as far as you see them in full.',
      // Bytes serve one period, or a few.
      complexity: { field: 1, multiplier: 3 },
      resolve: reportsOf,
    }),
  }),
});

async function reportsOf({ upload, at }: UploadNode, _args: unknown, context: GraphqlContext): Promise<ReportNode[]> {
  const { jurisdiction } = unitParts(upload.owner);
  const named = await context.loaders.referring.load({ at, key: `${upload.digest} ${jurisdiction}` });
  const viewer = await context.viewer();
  const seen = named.filter(({ unit }) => maySee(viewer, unit));
  const reports = await Promise.all(seen.map((key) => loadReportAs(context, at, { key, visibility: 'FULL' })));
  return reports.filter((report) => report !== null);
}
