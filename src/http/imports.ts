import type { IncomingMessage } from 'node:http';

import { digestOf } from '../kernel/digest.ts';
import { inLocale } from '../kernel/locale.ts';
import type { Bilingual, Locale } from '../kernel/locale.ts';
import { err, ok } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import { sheetFaults } from '../sheet/fault.ts';
import { readSheet } from '../sheet/read-sheet.ts';
import type { Handle } from '../usecase/handle.ts';
import { columnFaults, sheetByColumn } from '../usecase/imports/columns.ts';
import { commandIdOf, importAnswers } from '../usecase/imports/import-answers.ts';
import type { Imported } from '../usecase/imports/import-answers.ts';
import { rowSentence } from '../usecase/imports/problems.ts';
import type { AnswerSheet } from '../usecase/imports/row.ts';
import { parseImportTarget } from '../usecase/imports/target.ts';
import type { ImportTarget } from '../usecase/imports/target.ts';
import { acceptedCommands } from '../view/accepted-commands.ts';
import type { RecordedEntry } from '../view/events.ts';
import { resolveMoment } from '../view/moment.ts';
import type { Reader } from '../view/reader.ts';
import { readReport } from '../view/report-read.ts';
import { viewerOf } from '../view/viewers.ts';
import { maySee } from '../view/visibility.ts';
import { readBytes } from './body.ts';
import { answerJson, answerProblem } from './exchange.ts';
import type { Problem } from './exchange.ts';
import { badParameter, BODY_TOO_LARGE, MALFORMED, NO_FULL_SIGHT, NOT_FOUND, REPORT_NOT_OPEN } from './problems.ts';
import { personWith } from './visit.ts';
import type { Visit } from './visit.ts';

export type ImportParts = Readonly<{ reader: Reader; handle: Handle }>;

/** Several times what all answers of the largest edition take, with long narratives. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Enough to see what is wrong with a sheet, few enough to answer with; the count says how many there are. */
const MOST_PROBLEMS = 1000;

/** Chosen by the client; visible ASCII, since it stands in the ids of commands. */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,128}$/;

const METHOD_NOT_ALLOWED: Problem = {
  status: 405,
  code: 'METHOD_NOT_ALLOWED',
  message: { id: 'Berkas impor dikirim dengan POST.', en: 'A file is imported with POST.' },
  headers: { allow: 'POST' },
};

const NOT_ALLOWED: Problem = {
  status: 403,
  code: 'FORBIDDEN',
  message: {
    id: 'Anda tidak berwenang menjawab satu pun indikator di berkas ini.',
    en: 'You are not authorised to answer any of the indicators in this file.',
  },
};

const KEY_MALFORMED: Problem = {
  status: 400,
  code: 'BAD_REQUEST',
  message: {
    id: 'Idempotency-Key memuat 1 sampai 128 karakter ASCII yang terlihat.',
    en: 'Idempotency-Key holds 1 to 128 visible ASCII characters.',
  },
};

/** `POST /imports/answers?unit=&cycle=[&validateOnly=true]`: the answers of a sheet, row by row, as commands of the asker. */
export async function answerImport(visit: Visit, parts: ImportParts): Promise<void> {
  const { request, response, exchange } = visit;
  const outcome = await importFrom(visit, parts);
  request.resume();
  if (outcome.ok) answerJson(response, 200, shown(outcome.value, exchange.locale));
  else answerProblem(response, outcome.error, exchange);
}

type Asked = Readonly<{ person: string; target: ImportTarget; key: string | null }>;

async function importFrom(visit: Visit, parts: ImportParts): Promise<Result<Imported, Problem>> {
  const { request, response } = visit;
  const asked = askedIn(visit);
  if (!asked.ok) return asked;
  const seen = await sightProblem(asked.value, parts.reader);
  if (seen) return err(seen);
  const body = await readBytes(request, MOST_BYTES);
  if (body === null) return err(BODY_TOO_LARGE);
  const sheet = await sheetIn(body);
  if (!sheet.ok) return sheet;
  const key = asked.value.key ?? digestOf(body);
  return run({ ...asked.value, key, sheet: sheet.value, left: () => response.destroyed }, parts);
}

function askedIn(visit: Visit): Result<Asked, Problem> {
  const { request } = visit;
  const address = URL.parse(`http://localhost${request.url ?? ''}`);
  if (!address) return err(MALFORMED);
  if (address.pathname !== '/imports/answers') return err(NOT_FOUND);
  if (request.method !== 'POST') return err(METHOD_NOT_ALLOWED);
  const person = personWith('WRITE', visit);
  if (!person.ok) return person;
  const target = parseImportTarget(address.searchParams);
  if (!target.ok) return err(badParameter(target.error));
  const key = keyOf(request);
  return key.ok ? ok({ person: person.value, target: target.value, key: key.value }) : key;
}

function keyOf({ headers }: IncomingMessage): Result<string | null, Problem> {
  const key = headers['idempotency-key'] ?? null;
  if (key === null) return ok(null);
  return typeof key === 'string' && IDEMPOTENCY_KEY.test(key) ? ok(key) : err(KEY_MALFORMED);
}

/** Whoever does not see the report learns nothing of it, and sends its file in vain. */
async function sightProblem({ person, target }: Asked, reader: Reader): Promise<Problem | null> {
  const now = await resolveMoment(reader, null);
  if (!now.ok) return NO_FULL_SIGHT;
  const viewer = await viewerOf(reader, now.value, person);
  return maySee(viewer, target.unit) ? null : NO_FULL_SIGHT;
}

async function sheetIn(body: Buffer): Promise<Result<AnswerSheet, Problem>> {
  const grid = await readSheet(body);
  if (!grid.ok) return err(malformed(sheetFaults[grid.error.code], grid.error));
  const sheet = sheetByColumn(grid.value);
  return sheet.ok ? sheet : err(malformed(columnFaults[sheet.error.code], sheet.error));
}

function malformed(
  sentence: Bilingual,
  { code, row, column }: Readonly<{ code: string; row?: number; column?: string }>,
): Problem {
  const id = [row === undefined ? [] : [`baris ${row}`], column ?? []].flat().join(', ');
  const en = [row === undefined ? [] : [`row ${row}`], column ?? []].flat().join(', ');
  const at = (place: string): string => (place === '' ? '' : ` (${place})`);
  return {
    status: 400,
    code,
    message: { id: sentence.id + at(id), en: sentence.en + at(en) },
    facts: { ...(row === undefined ? {} : { row }), ...(column === undefined ? {} : { column }) },
  };
}

type Run = Asked & Readonly<{ key: string; sheet: AnswerSheet; left: () => boolean }>;

async function run({ person, target, key, sheet, left }: Run, parts: ImportParts): Promise<Result<Imported, Problem>> {
  const { reader, handle } = parts;
  const now = await resolveMoment(reader, null);
  const report = now.ok ? await readReport(reader, now.value, target) : null;
  if (!report) return err(REPORT_NOT_OPEN);
  const ids = sheet.rows.map(({ row }) => commandIdOf({ key, report }, row));
  const before = await acceptedCommands(reader, person, ids);
  const accepted = new Map([...before].map(([id, entry]) => [id, metBy(entry)]));
  const { validateOnly } = target;
  const imported = await importAnswers(handle, { person, report, sheet, key, validateOnly, accepted, left });
  const { problems, refused } = imported;
  const none = refused > 0 && refused === imported.rows - imported.blank;
  if (none && problems.every(({ code }) => code === 'NOT_ALLOWED')) return err(NOT_ALLOWED);
  const position = imported.position ?? (now.ok ? now.value.position : null);
  return ok({ ...imported, position });
}

/** What an answer met: the revision before its own, and the narrative it was recorded with. */
function metBy({ data }: RecordedEntry): Readonly<{ revision: number; narrative: string | null }> {
  const { revision, narrative } = data;
  return { revision: Number(revision) - 1, narrative: typeof narrative === 'string' ? narrative : null };
}

function shown({ problems, position, ...counts }: Imported, locale: Locale): object {
  const errors = problems
    .slice(0, MOST_PROBLEMS)
    .map((problem) => ({ ...problem, message: inLocale(rowSentence(problem), locale) }));
  return { ...counts, position: position === null ? null : String(position), errors };
}
