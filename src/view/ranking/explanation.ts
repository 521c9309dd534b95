import type { Bilingual } from '../../kernel/locale.ts';
import { toExact } from '../../kernel/rational.ts';
import type { RankedReport, Ranking, RankingMeasure } from './ranking.ts';

/** Ties of a whole nation are not listed one by one. */
const MOST_NAMED = 5;

type Words = Readonly<{ figure: Bilingual; exactly: Bilingual; equal: Bilingual }>;

const WORDS: Readonly<Record<RankingMeasure, Words>> = {
  SCORE: {
    figure: { id: 'nilai', en: 'a total of' },
    exactly: { id: 'nilai eksak', en: 'exact totals' },
    equal: { id: 'nilai eksak sama', en: 'equal exact totals' },
  },
  TIMELINESS: {
    figure: { id: 'jam sebelum batas waktu:', en: 'hours before the deadline:' },
    exactly: { id: 'jam eksak', en: 'exact hours' },
    equal: { id: 'jam eksak sama', en: 'equal exact hours' },
  },
  RESPONSIVENESS: {
    figure: { id: 'jam kerja per pengembalian:', en: 'working hours of a return:' },
    exactly: { id: 'jam kerja eksak', en: 'exact working hours' },
    equal: { id: 'jam kerja eksak sama', en: 'equal exact working hours' },
  },
};

/** Why a report has its rank: alone, or with whom, and who is only rounded alike. */
export function explanationOf({ by, entries }: Ranking, entry: RankedReport): Bilingual {
  const tied = entries.filter(({ rank }) => rank === entry.rank);
  const place = placeWords(entry, entries.length);
  const reason = tied.length === 1 ? aloneWords(by, entry) : tiedWords(by, tied);
  const alike = entries.filter((one) => one.rank !== entry.rank && isShownAlike(one, entry));
  const words = both((language) => `${place[language]}${reason[language]}`);
  return alike.length === 0
    ? words
    : both((language) => `${words[language]} ${alikeWords(by, entry, alike)[language]}`);
}

type Language = keyof Bilingual;

function both(write: (language: Language) => string): Bilingual {
  return { id: write('id'), en: write('en') };
}

function placeWords({ rank, tiedWith }: RankedReport, of: number): Bilingual {
  if (tiedWith === 0) return { id: `Peringkat ${rank} dari ${of}: `, en: `Rank ${rank} of ${of}: ` };
  const together = tiedWith + 1;
  return {
    id: `Peringkat ${rank} dari ${of}, bersama ${together} unit: `,
    en: `Rank ${rank} of ${of}, shared by ${together}: `,
  };
}

function aloneWords(by: RankingMeasure, { shown, measured }: RankedReport): Bilingual {
  if (measured.neverReturned) return neverWords('');
  const exact = toExact(measured.exact);
  return {
    id: `${WORDS[by].figure.id} ${decimal(shown, 'id')}, eksak ${exact}.`,
    en: `${WORDS[by].figure.en} ${shown}, exactly ${exact}.`,
  };
}

function tiedWords(by: RankingMeasure, tied: readonly RankedReport[]): Bilingual {
  const [first] = tied;
  if (first?.measured.neverReturned) return neverWords(` (${unitsOf(tied)})`);
  const exact = first ? toExact(first.measured.exact) : '';
  return both((language) => `${figuresOf(tied, language)}: ${WORDS[by].equal[language]} ${exact}.`);
}

function neverWords(units: string): Bilingual {
  return {
    id: `tidak pernah dikembalikan${units}; itu mendahului setiap waktu kerja.`,
    en: `never returned${units}; that ranks before any working time.`,
  };
}

function isShownAlike(one: RankedReport, other: RankedReport): boolean {
  return one.shown === other.shown && one.measured.neverReturned === other.measured.neverReturned;
}

function alikeWords(by: RankingMeasure, entry: RankedReport, alike: readonly RankedReport[]): Bilingual {
  const exact = [entry, ...alike.slice(0, MOST_NAMED)].map(
    ({ row, measured }) => `${toExact(measured.exact)} (${row.unit})`,
  );
  return {
    id: `Hanya sama setelah dibulatkan menjadi ${decimal(entry.shown, 'id')}; ${WORDS[by].exactly.id}: ${exact.join(', ')}.`,
    en: `Only rounded alike to ${entry.shown}; ${WORDS[by].exactly.en}: ${exact.join(', ')}.`,
  };
}

function figuresOf(tied: readonly RankedReport[], language: Language): string {
  const named = tied.slice(0, MOST_NAMED).map(({ row, shown }) => `${decimal(shown, language)} (${row.unit})`);
  return listed(named, tied.length, language);
}

function unitsOf(tied: readonly RankedReport[]): string {
  const named = tied.slice(0, MOST_NAMED).map(({ row }) => row.unit);
  return tied.length > named.length ? `${named.join(', ')}, …` : named.join(', ');
}

const AND = { id: 'dan', en: 'and' };

function listed(named: readonly string[], count: number, language: Language): string {
  const more = count - named.length;
  const rest = { id: `${more} lainnya`, en: `${more} more` };
  const all = more > 0 ? [...named, rest[language]] : named;
  return `${all.slice(0, -1).join(', ')} ${AND[language]} ${all.at(-1) ?? ''}`;
}

/** Indonesian writes a comma. */
function decimal(shown: string, language: Language): string {
  return language === 'id' ? shown.replace('.', ',') : shown;
}
