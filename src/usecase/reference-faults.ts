import type { CalendarFile } from '../domain/calendar/index.ts';
import type { Edition, MandateList } from '../domain/instrument/index.ts';
import type { ProvinceList, RegencyList } from '../domain/place.ts';

/** Something wrong with a reference file, and where. */
export type Fault = Readonly<{ file: string; path: readonly PropertyKey[]; message: string }>;

type EditionFile = Readonly<{ file: string; value: Edition | null }>;

/** An edition is named by its codes, so two files that claim the same name are refused. */
export function duplicateFaults(files: readonly EditionFile[]): readonly Fault[] {
  const names = files.map(({ value }) => (value ? `${value.instrument} ${value.edition}` : null));
  return files.flatMap(({ file }, index) => {
    const name = names[index];
    if (!name || names.indexOf(name) === index) return [];
    return [{ file, path: ['edition'], message: `Another file is edition ${name} too.` }];
  });
}

/** An indicator that only an unknown mandate may answer could be answered by nobody. */
export function mandateFaults(files: readonly EditionFile[], list: MandateList | null): readonly Fault[] {
  if (!list) return [];
  const known = new Set(list.mandates.map(({ code }) => code));
  return [
    ...repeatFaults(
      'mandates.json',
      'mandates',
      list.mandates.map(({ code }) => code),
    ),
    ...files.flatMap(({ file, value }) => (value ? unknownMandates(value, known, file) : [])),
  ];
}

function unknownMandates({ dimensions }: Edition, known: ReadonlySet<string>, file: string): readonly Fault[] {
  return dimensions.flatMap(({ indicators }, dimension) =>
    indicators.flatMap(({ mandates }, indicator) =>
      mandates
        .filter((code) => !known.has(code))
        .map((code) => ({
          file,
          path: ['dimensions', dimension, 'indicators', indicator, 'mandates'],
          message: `${code} is not in mandates.json.`,
        })),
    ),
  );
}

/** Both code systems name a place once, and every regency lies in a province that is there. */
export function provinceFaults(provinces: ProvinceList | null, regencies: RegencyList | null): readonly Fault[] {
  if (!provinces || !regencies) return [];
  const known = new Set(provinces.provinces.map(({ kemendagri }) => kemendagri));
  const strays = regencies.regencies.flatMap(({ kemendagri, province }, index) =>
    known.has(province) && kemendagri.startsWith(`${province}.`)
      ? []
      : [{ file: 'regencies.json', path: ['regencies', index], message: `${kemendagri} lies in no known province.` }],
  );
  return [
    ...strays,
    ...codeFaults('provinces.json', 'provinces', provinces.provinces),
    ...codeFaults('regencies.json', 'regencies', regencies.regencies),
  ];
}

type YearFile = Readonly<{ file: string; value: CalendarFile | null }>;

/** A year of a calendar has one file, and every day of it one line. */
export function calendarFaults(files: readonly YearFile[]): readonly Fault[] {
  const names = files.map(({ value }) => (value ? `${value.calendar} ${value.year}` : null));
  return files.flatMap(({ file, value }, index) => {
    const name = names[index];
    if (!value || !name) return [];
    const claimed = { file, path: ['year'], message: `Another file is the calendar ${name} too.` };
    return [...(names.indexOf(name) === index ? [] : [claimed]), ...dayFaults(value, file)];
  });
}

function dayFaults({ year, days }: CalendarFile, file: string): readonly Fault[] {
  const dates = days.map(({ date }) => date);
  const strays = dates.flatMap((date, index) =>
    date.startsWith(`${year}-`) ? [] : [{ file, path: ['days', index, 'date'], message: `${date} is not in ${year}.` }],
  );
  return [...strays, ...repeatFaults(file, 'days', dates)];
}

function codeFaults(
  file: string,
  list: string,
  places: readonly Readonly<{ kemendagri: string; bps: string | null }>[],
): readonly Fault[] {
  const bps = places.flatMap((place) => place.bps ?? []);
  return [
    ...repeatFaults(
      file,
      list,
      places.map(({ kemendagri }) => kemendagri),
    ),
    ...repeatFaults(file, list, bps),
  ];
}

function repeatFaults(file: string, list: string, codes: readonly string[]): readonly Fault[] {
  const repeated = codes.filter((code, index) => codes.indexOf(code) < index);
  return repeated.map((code) => ({ file, path: [list], message: `${code} is used more than once.` }));
}
