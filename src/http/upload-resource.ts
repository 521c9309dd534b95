import type { Documents } from '../document/documents.ts';
import type { PartialKey } from '../document/partials.ts';
import { dropUpload, findUpload, ownerOfUpload, resumeUpload } from '../document/upload.ts';
import type { Progress } from '../document/upload.ts';
import { err } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import { answerProblem } from './exchange.ts';
import type { Problem } from './exchange.ts';
import { turnToEnd } from './turn-to-end.ts';
import { badField, NO_SUCH_UPLOAD, RESOURCE_METHODS } from './upload-problems.ts';
import { answerProgress, ownerFor, partIn, problemOf, uploadFieldsIn, withSlot } from './uploads.ts';
import type { UploadParts } from './uploads.ts';
import type { Visit } from './visit.ts';

const ADDRESS = /^\/documents\/uploads\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

type Asked = Readonly<{ visit: Visit; documents: Documents; key: PartialKey }>;

/** `HEAD`, `PATCH` and `DELETE /documents/uploads/<uuid>`: how far an upload came, more of it, no more of it. */
export async function answerUploadResource(visit: Visit, { reader, documents }: UploadParts): Promise<void> {
  const { request, response, exchange } = visit;
  const upload = ADDRESS.exec(request.url ?? '')?.[1]?.toLowerCase();
  const outcome =
    documents && upload !== undefined
      ? await withSlot(visit, documents, async (person) => {
          const asked = { visit, documents, key: { person, upload } };
          const owned = await ownedProblem(asked, reader);
          return owned ? err(owned) : answerFor(asked);
        })
      : err(NO_SUCH_UPLOAD);
  turnToEnd(request);
  if (!outcome.ok) answerProblem(response, outcome.error, exchange);
  else if (outcome.value === null) response.writeHead(204).end();
  else if (request.method === 'HEAD') answerStanding(visit, outcome.value);
  else answerProgress(visit, outcome.value);
}

/** Rights may have ended since the upload began. */
async function ownedProblem({ documents, key }: Asked, reader: UploadParts['reader']): Promise<Problem | null> {
  const intended = await ownerOfUpload(documents, key);
  if (intended === null) return NO_SUCH_UPLOAD;
  const owner = await ownerFor({ reader, person: key.person }, intended);
  return owner.ok ? null : owner.error;
}

async function answerFor(asked: Asked): Promise<Result<Progress | null, Problem>> {
  const { method } = asked.visit.request;
  if (method === 'HEAD') return standing(asked);
  if (method === 'PATCH') return goOn(asked);
  return method === 'DELETE' ? cancel(asked) : err(RESOURCE_METHODS);
}

async function standing({ documents, key }: Asked): Promise<Result<Progress, Problem>> {
  const found = await findUpload(documents, key);
  return found.ok ? found : err(problemOf(found.error, documents));
}

function answerStanding({ response }: Visit, { offset, accepted }: Progress): void {
  response.writeHead(204, { 'upload-offset': String(offset), 'upload-complete': accepted ? '?1' : '?0' }).end();
}

async function goOn({ visit, documents, key }: Asked): Promise<Result<Progress, Problem>> {
  const fields = uploadFieldsIn(visit.request.headers);
  if (!fields.ok) return fields;
  const { offset, complete } = fields.value;
  if (offset === null) return err(badField('upload-offset'));
  if (complete === null) return err(badField('upload-complete'));
  const part = partIn(visit.request, { ...fields.value, offset, complete });
  if (!part.ok) return part;
  const resumed = await resumeUpload(documents, key, { offset, part: part.value });
  return resumed.ok ? resumed : err(problemOf(resumed.error, documents));
}

async function cancel({ documents, key }: Asked): Promise<Result<null, Problem>> {
  const dropped = await dropUpload(documents, key);
  return dropped.ok ? dropped : err(problemOf(dropped.error, documents));
}
