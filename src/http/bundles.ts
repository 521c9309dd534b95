import { exportBundle } from '../audit/export/export-bundle.ts';
import type { Bundle, BundleProblem } from '../audit/export/export-bundle.ts';
import { parseReportKey } from '../audit/export/report-key.ts';
import type { ReportKey } from '../audit/export/report-key.ts';
import type { DocumentStore } from '../document/store.ts';
import { err, ok } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import type { Handle } from '../usecase/handle.ts';
import { sealStreamHeads } from '../usecase/seal.ts';
import { isAuditor } from '../view/auditors.ts';
import type { Reader } from '../view/reader.ts';
import { sendAttachment } from './attachment.ts';
import { disclosed } from './disclosing.ts';
import { answerProblem } from './exchange.ts';
import type { Problem } from './exchange.ts';
import type { HttpLog } from './mask.ts';
import { badParameter, LOG_CANNOT_SIGN } from './problems.ts';
import { personWith } from './visit.ts';
import type { Visit } from './visit.ts';

export type BundleParts = Readonly<{
  reader: Reader;
  handle: Handle;
  documents?: Readonly<{ store: DocumentStore }> | null;
  log: HttpLog;
}>;

const FORBIDDEN: Problem = {
  status: 403,
  code: 'FORBIDDEN',
  message: {
    id: 'Bundel audit hanya untuk auditor unit ini.',
    en: 'Audit bundles are for auditors of this unit only.',
  },
};

const METHOD_NOT_ALLOWED: Problem = {
  status: 405,
  code: 'METHOD_NOT_ALLOWED',
  message: { id: 'Bundel audit diambil dengan GET.', en: 'Audit bundles are fetched with GET.' },
  headers: { allow: 'GET' },
};

const REPORT_UNKNOWN: Problem = {
  status: 404,
  code: 'NOT_FOUND',
  message: {
    id: 'Laporan ini tidak ada. Alamatnya /bundles/<unit>/<siklus>.',
    en: 'There is no such report. The address is /bundles/<unit>/<cycle>.',
  },
};

const REPORT_TOO_LARGE: Problem = {
  status: 422,
  code: 'REPORT_TOO_LARGE',
  message: {
    id: 'Laporan ini melebihi batas ukuran bundel audit, sehingga tidak seorang pun dapat memverifikasinya.',
    en: 'This report is larger than an audit bundle may be, so that nobody could verify it.',
  },
};

const DOCUMENTS_TOO_LARGE: Problem = {
  status: 422,
  code: 'DOCUMENTS_TOO_LARGE',
  message: {
    id: 'Dokumen laporan ini melebihi batas ukuran bundel audit. Ambil bundelnya tanpa dokumen, dan dokumennya satu per satu.',
    en: 'The documents of this report are larger than an audit bundle may be. Fetch it without them, and them one by one.',
  },
};

const PROBLEMS: Readonly<Record<BundleProblem, Problem>> = {
  REPORT_UNKNOWN,
  LOG_CANNOT_SIGN,
  REPORT_TOO_LARGE,
  DOCUMENTS_TOO_LARGE,
};

/** As many as the ledger writes in one batch; all of a large report would leave nobody else a place to wait for it. */
const AT_ONCE = 64;

const PREFIX = '/bundles/';
const SUFFIX = '.jejak.zip';

/** `GET /bundles/<unit>/<cycle>`: the report as a zip, for auditors of the unit. */
export async function answerBundle(visit: Visit, parts: BundleParts): Promise<void> {
  const { request, response, exchange } = visit;
  request.resume();
  const bundle = await bundleFor(visit, parts);
  if (!bundle.ok) {
    answerProblem(response, bundle.error, exchange);
    return;
  }
  const { name, stream } = bundle.value;
  const file = { name, stream, mediaType: 'application/zip', what: 'a bundle' };
  await sendAttachment({ response, exchange }, file, parts.log);
}

async function bundleFor(visit: Visit, parts: BundleParts): Promise<Result<Bundle, Problem>> {
  const { reader, handle } = parts;
  const asked = askedIn(visit);
  if (!asked.ok) return asked;
  const { person, key, documents } = asked.value;
  if (!(await isAuditor(reader, person, key.unit))) return err(FORBIDDEN);
  const store = documents ? (parts.documents?.store ?? null) : null;
  const bundle = await exportBundle({ reader, seal: () => sealStreamHeads({ handle, reader }), store }, key);
  if (!bundle.ok) return err(PROBLEMS[bundle.error]);
  const recorded = await recordHanding(handle, { person, key, documents: bundle.value.documents });
  if (recorded.ok) return bundle;
  bundle.value.stream.destroy();
  return recorded;
}

type Asked = Readonly<{ person: string; key: ReportKey; documents: boolean }>;

function askedIn(visit: Visit): Result<Asked, Problem> {
  const { method, url = '' } = visit.request;
  if (method !== 'GET') return err(METHOD_NOT_ALLOWED);
  const person = personWith('EXPORT', visit);
  if (!person.ok) return person;
  const key = keyOf(url);
  if (!key) return err(REPORT_UNKNOWN);
  const documents = documentsWished(url);
  return documents === null ? err(badParameter('documents')) : ok({ person: person.value, key, documents });
}

type Handing = Readonly<{ person: string; key: ReportKey; documents: Bundle['documents'] }>;

/** The bundle, and each document in it as if it were read alone. */
async function recordHanding(handle: Handle, { person, key, documents }: Handing): Promise<Result<void, Problem>> {
  for (let first = 0; first < documents.length; first += AT_ONCE) {
    const some = documents.slice(first, first + AT_ONCE);
    const readings = some.map(({ digest }) => disclosed(handle, person, { type: 'DOCUMENT', digest, ...key }));
    const refused = (await Promise.all(readings)).find((recorded) => !recorded.ok);
    if (refused) return refused;
  }
  return disclosed(handle, person, { type: 'BUNDLE', ...key });
}

/** Null where it is said in no words that are known. */
function documentsWished(url: string): boolean | null {
  const [wish = 'false', ...more] = new URLSearchParams(url.split('?', 2)[1] ?? '').getAll('documents');
  if (more.length > 0 || !['true', 'false'].includes(wish)) return null;
  return wish === 'true';
}

function keyOf(url: string): ReportKey | null {
  const [path = ''] = url.split('?', 1);
  const text = decoded(path.slice(PREFIX.length));
  return text === null ? null : parseReportKey(text.endsWith(SUFFIX) ? text.slice(0, -SUFFIX.length) : text);
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
