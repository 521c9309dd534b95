import type { Locale } from '../kernel/locale.ts';
import { countUploads, uploadsFor } from '../view/viewer-uploads.ts';
import type { Upload, UploadCursor } from '../view/viewer-uploads.ts';
import { builder } from './builder.ts';
import type { GraphqlContext } from './context.ts';
import type { Moment } from './moment.ts';
import { connectionOf, decodeCursor, encodeCursor, forwardArgs, notACursor, pageSize, perPage } from './paging.ts';
import type { Page } from './paging.ts';
import { UploadRef } from './upload.ts';
import type { UploadNode } from './upload.ts';
import { ViewerRef } from './viewer.ts';

const UploadConnection = connectionOf<UploadNode>('Upload', UploadRef);

/** What somebody brought over the years is sorted for every page. */
const LIST = 20;

builder.objectFields(ViewerRef, (t) => ({
  uploads: t.field({
    type: UploadConnection,
    description:
      'The documents that you brought, and those that anybody brought in a name that you may bring documents in; the newest first.',
    complexity: (args) => ({ ...perPage(args), field: LIST }),
    args: forwardArgs,
    resolve: async ({ at }, args, context) => uploadPage(context, at, args),
  }),
}));

type Asked = Readonly<{ first?: number | null | undefined; after?: string | null | undefined }>;

async function uploadPage(context: GraphqlContext, at: Moment, asked: Asked): Promise<Page<UploadNode>> {
  const { reader, locale } = context;
  const size = pageSize(asked.first, locale);
  const after = parseCursor(decodeCursor('upload', asked.after, locale), locale);
  const viewer = await context.viewer();
  const found = await uploadsFor(reader, viewer, { after, limit: size + 1 });
  return {
    edges: found.slice(0, size).map((upload) => ({ node: { upload, at }, cursor: cursorOf(upload) })),
    hasNextPage: found.length > size,
    hasPreviousPage: after !== null,
    total: () => countUploads(reader, viewer),
  };
}

function cursorOf({ uploadedAt, id }: Upload): string {
  return encodeCursor('upload', `${uploadedAt.getTime()} ${id}`);
}

/** Milliseconds since 1970, up to the year 2286, and a UUID. */
const CURSOR = /^(?<milliseconds>\d{1,13}) (?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function parseCursor(text: string | null, locale: Locale): UploadCursor | null {
  if (text === null) return null;
  const { milliseconds, id } = CURSOR.exec(text)?.groups ?? {};
  if (milliseconds === undefined || id === undefined) throw notACursor(locale);
  return { uploadedAt: new Date(Number(milliseconds)).toISOString(), id };
}
