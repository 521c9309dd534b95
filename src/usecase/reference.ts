import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { CalendarFile } from '../domain/calendar/index.ts';
import { MandateList, validateEdition } from '../domain/instrument/index.ts';
import type { Edition } from '../domain/instrument/index.ts';
import type { JurisdictionKind, TimeZone } from '../domain/jurisdiction/index.ts';
import { ProvinceList, RegencyList } from '../domain/place.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { digestOf } from '../kernel/digest.ts';
import type { Digest } from '../kernel/digest.ts';
import type { Bilingual } from '../kernel/locale.ts';
import { deepFreeze } from './deep-freeze.ts';
import { calendarFaults, duplicateFaults, mandateFaults, provinceFaults } from './reference-faults.ts';
import type { Fault } from './reference-faults.ts';

/** An edition that may be published: its canonical bytes are stored like a document and named by the digest. */
export type EditionReference = Readonly<{ edition: Edition; text: string; digest: Digest }>;

/** A place with both code systems; `province` is null for a province itself. */
export type JurisdictionReference = Readonly<{
  kemendagri: string;
  bps: string | null;
  name: string;
  kind: JurisdictionKind;
  province: string | null;
  timeZone: TimeZone;
  source: string;
}>;

export type MandateReference = Readonly<{ code: string; title: Bilingual }>;

/** A year of a calendar; the digest tells one wording of it from another. */
export type CalendarReference = Readonly<{ year: CalendarFile; digest: Digest }>;

export type Reference = Readonly<{
  editions: readonly EditionReference[];
  calendars: readonly CalendarReference[];
  jurisdictions: readonly JurisdictionReference[];
  mandates: readonly MandateReference[];
}>;

/** What a file holds, or what is wrong with it. */
type Read<Value> = Readonly<{ file: string; value: Value | null; faults: readonly Fault[] }>;

type Parsed<Value> =
  | Readonly<{ success: true; data: Value }>
  | Readonly<{ success: false; error: Readonly<{ issues: readonly Omit<Fault, 'file'>[] }> }>;

const FOLDER = fileURLToPath(new URL('../reference', import.meta.url));

/** Enough to see what is wrong, few enough to read. */
const MOST_FAULTS_SHOWN = 20;

let loaded: Reference | undefined;

/** The reference data of this release, read once. It throws when a file is faulty: such a release MUST NOT start. */
export function loadReference(): Reference {
  loaded ??= readReference(FOLDER);
  return loaded;
}

/** The reference data in a folder laid out like `src/reference`. */
export function readReference(folder: string): Reference {
  const mandates = read(folder, 'mandates.json', (json) => MandateList.safeParse(json));
  const provinces = read(folder, 'provinces.json', (json) => ProvinceList.safeParse(json));
  const regencies = read(folder, 'regencies.json', (json) => RegencyList.safeParse(json));
  const editions = readAll(folder, 'instruments', parseEdition);
  const calendars = readAll(folder, 'calendars', (json) => CalendarFile.safeParse(json));
  throwIfFaulty([
    ...[mandates, provinces, regencies, ...editions, ...calendars].flatMap(({ faults }) => faults),
    ...duplicateFaults(editions),
    ...mandateFaults(editions, mandates.value),
    ...provinceFaults(provinces.value, regencies.value),
    ...calendarFaults(calendars),
  ]);
  return deepFreeze({
    editions: editions.flatMap(({ value }) => (value ? [referenced(value)] : [])),
    calendars: calendars.flatMap(({ value }) =>
      value ? [{ year: value, digest: digestOf(canonicalJson(value)) }] : [],
    ),
    jurisdictions: provinces.value && regencies.value ? jurisdictions(provinces.value, regencies.value) : [],
    mandates: mandates.value?.mandates ?? [],
  });
}

/** Every file of a folder, in the order of their names. */
function readAll<Value>(
  folder: string,
  inside: string,
  parse: (json: unknown) => Parsed<Value>,
): readonly Read<Value>[] {
  const names = readdirSync(join(folder, inside)).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => read(folder, `${inside}/${name}`, parse));
}

function read<Value>(folder: string, file: string, parse: (json: unknown) => Parsed<Value>): Read<Value> {
  const json = parseJson(readFileSync(join(folder, file), 'utf8'));
  if (json === undefined) return { file, value: null, faults: [{ file, path: [], message: 'This is not JSON.' }] };
  const parsed = parse(json);
  if (parsed.success) return { file, value: parsed.data, faults: [] };
  const faults = parsed.error.issues.map(({ path, message }) => ({ file, path, message }));
  return { file, value: null, faults };
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

function parseEdition(json: unknown): Parsed<Edition> {
  const result = validateEdition(json);
  return result.ok ? { success: true, data: result.value } : { success: false, error: { issues: result.error } };
}

function referenced(edition: Edition): EditionReference {
  const text = canonicalJson(edition);
  return { edition, text, digest: digestOf(text) };
}

function jurisdictions(provinces: ProvinceList, regencies: RegencyList): readonly JurisdictionReference[] {
  const zones = new Map(provinces.provinces.map(({ kemendagri, timeZone }) => [kemendagri, timeZone]));
  const upper = provinces.provinces.map((one) => ({
    ...one,
    kind: 'PROVINCE' as const,
    province: null,
    source: sourceOf(provinces),
  }));
  const lower = regencies.regencies.flatMap((one) => {
    const timeZone = zones.get(one.province);
    return timeZone ? [{ ...one, timeZone, source: sourceOf(regencies) }] : [];
  });
  return [...upper, ...lower];
}

function sourceOf({ provenance }: ProvinceList | RegencyList): string {
  return provenance.map(({ source }) => source).join('. ');
}

function throwIfFaulty(faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  const lines = faults.slice(0, MOST_FAULTS_SHOWN).map(({ file, path, message }) => {
    const place = path.length > 0 ? ` at ${path.map(String).join('.')}` : '';
    return `src/reference/${file}${place}: ${message}`;
  });
  const rest = faults.length - lines.length;
  throw new Error([...lines, ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n'));
}
