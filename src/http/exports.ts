import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';

import { err, ok } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import type { Table } from '../kernel/table.ts';
import { csvOf } from '../sheet/write-csv.ts';
import { xlsxOf } from '../sheet/xlsx/write-xlsx.ts';
import { cyclesByCode } from '../view/cycles.ts';
import { resolveMoments } from '../view/moment.ts';
import { NOT_PUBLISHED_THEN } from '../view/public-results.ts';
import type { SightRefusal } from '../view/public-results.ts';
import type { Reader } from '../view/reader.ts';
import type { SheetAsked, SheetSource } from '../view/sheets/asked.ts';
import { parseSheetQuery } from '../view/sheets/query.ts';
import type { SheetQuery } from '../view/sheets/query.ts';
import { sheetSources } from '../view/sheets/sources.ts';
import { viewerOf } from '../view/viewers.ts';
import type { Handle } from '../usecase/handle.ts';
import { sendAttachment } from './attachment.ts';
import type { Attachment } from './attachment.ts';
import { disclosed } from './disclosing.ts';
import { answerProblem } from './exchange.ts';
import type { Problem } from './exchange.ts';
import type { HttpLog } from './mask.ts';
import { badParameter, CYCLE_UNKNOWN, MALFORMED, NO_FULL_SIGHT } from './problems.ts';
import { personWith } from './visit.ts';
import type { Visit } from './visit.ts';

export type ExportParts = Readonly<{ reader: Reader; handle: Handle; log: HttpLog }>;

type Format = Readonly<{ mediaType: string; write: (table: Table) => Readable }>;

const FORMATS: Readonly<Record<string, Format>> = {
  csv: { mediaType: 'text/csv; charset=utf-8; header=present', write: csvOf },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', write: xlsxOf },
};

const SHEETS = sheetSources.map(({ name }) => name).join(', ');

const EXPORT_UNKNOWN: Problem = {
  status: 404,
  code: 'NOT_FOUND',
  message: {
    id: `Tidak ada ekspor ini. Alamatnya /exports/<apa>.<csv|xlsx>, dengan apa: ${SHEETS}.`,
    en: `There is no such export. The address is /exports/<what>.<csv|xlsx>, what being one of: ${SHEETS}.`,
  },
};

const METHOD_NOT_ALLOWED: Problem = {
  status: 405,
  code: 'METHOD_NOT_ALLOWED',
  message: { id: 'Ekspor diambil dengan GET.', en: 'Exports are fetched with GET.' },
  headers: { allow: 'GET' },
};

const NO_SUCH_MOMENT: Problem = {
  status: 400,
  code: 'BAD_USER_INPUT',
  message: { id: 'Saat yang diminta (asOf) belum ada.', en: 'The moment asked for (asOf) has not come yet.' },
};

const REFUSALS: Readonly<Record<SightRefusal, Problem>> = {
  FORBIDDEN: NO_FULL_SIGHT,
  NOT_PUBLISHED_THEN: { status: 403, code: 'NOT_PUBLISHED_THEN', message: NOT_PUBLISHED_THEN },
};

/** `GET /exports/<what>.<csv|xlsx>`: what the asker may see, as a sheet. */
export async function answerExport(visit: Visit, parts: ExportParts): Promise<void> {
  const { request, response, exchange } = visit;
  request.resume();
  const file = await fileFor(visit, parts);
  if (file.ok) await sendAttachment({ response, exchange }, file.value, parts.log);
  else answerProblem(response, file.error, exchange);
}

type Asked = Readonly<{
  source: SheetSource;
  format: Format;
  extension: string;
  query: SheetQuery;
  /** The same as the address says it. */
  parameters: Readonly<Record<string, string>>;
}>;

async function fileFor(visit: Visit, { reader, handle }: ExportParts): Promise<Result<Attachment, Problem>> {
  const { request } = visit;
  const { locale } = visit.exchange;
  if (request.method !== 'GET') return err(METHOD_NOT_ALLOWED);
  const person = personWith('EXPORT', visit);
  if (!person.ok) return person;
  const asked = askedIn(request);
  if (!asked.ok) return asked;
  const { source, format, extension, query, parameters } = asked.value;
  const sight = await sightOf(reader, person.value, query);
  if (!sight.ok) return sight;
  const { by, basis, filter } = query;
  const toldOf = { reader, locale, by, basis, filter, ...sight.value };
  const refusal = await source.refusal(toldOf);
  if (refusal) return err(REFUSALS[refusal]);
  const taken = { name: source.name, format: extension, query: parameters, position: sight.value.at.position };
  const recorded = await disclosed(handle, person.value, { type: 'SHEET', ...taken });
  if (!recorded.ok) return recorded;
  return ok({
    name: `${nameOf(toldOf, source)}.${extension}`,
    mediaType: format.mediaType,
    stream: format.write({ name: source.name, columns: source.columns, rows: source.rows(toldOf) }),
    what: 'an export',
  });
}

function nameOf({ filter, by, at }: SheetAsked, { name, takes }: SheetSource): string {
  const measure = takes.includes('by') ? [by] : [];
  return [name, ...(filter.cycles ?? []), ...measure, at.position].join('_');
}

function askedIn({ url = '' }: IncomingMessage): Result<Asked, Problem> {
  const address = URL.parse(`http://localhost${url}`);
  if (!address) return err(MALFORMED);
  const named = sheetNamed(address.pathname);
  if (!named) return err(EXPORT_UNKNOWN);
  const query = parseSheetQuery(address.searchParams, named.source);
  if (!query.ok) return err(badParameter(query.error));
  return ok({ ...named, query: query.value, parameters: Object.fromEntries(address.searchParams) });
}

const PATH = /^\/exports\/(?<what>[a-z]+)\.(?<extension>[a-z]+)$/;

function sheetNamed(path: string): Omit<Asked, 'query' | 'parameters'> | null {
  const { what, extension = '' } = PATH.exec(path)?.groups ?? {};
  const source = sheetSources.find(({ name }) => name === what);
  const format = Object.hasOwn(FORMATS, extension) ? FORMATS[extension] : undefined;
  return source && format ? { source, format, extension } : null;
}

/** The moment, and who looks with which grants today. */
async function sightOf(
  reader: Reader,
  person: string,
  { asOf, filter }: SheetQuery,
): Promise<Result<Pick<SheetAsked, 'at' | 'head' | 'viewer'>, Problem>> {
  const moments = await resolveMoments(reader, asOf);
  if (!moments.ok) return err(NO_SUCH_MOMENT);
  const { at, head } = moments.value;
  const [viewer, cycles] = await Promise.all([
    viewerOf(reader, head, person),
    cyclesByCode(reader, at, filter.cycles ?? []),
  ]);
  return cycles.includes(null) ? err(CYCLE_UNKNOWN) : ok({ at, head, viewer });
}
