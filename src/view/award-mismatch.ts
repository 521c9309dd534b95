import { measureOf } from '../domain/cycle/index.ts';
import type { GrantedAward, ReportStanding } from '../domain/cycle/index.ts';
import type { Bilingual } from '../kernel/locale.ts';

/** What differs between the figures that were frozen with an award and what holds now. */
export type AwardMismatch = Readonly<{
  /** Exact texts; null where there is no such figure. */
  frozen: string | null;
  now: string | null;
  /** Would it be granted to the same place now? */
  stillHolds: boolean;
  explanation: Bilingual;
}>;

/** What awards would be granted now, and the reports of the cycle that they follow from. */
export type HeldNow = Readonly<{ awards: readonly GrantedAward[]; standings: readonly ReportStanding[] }>;

/** Null where what holds now equals the frozen figures: those of the recipient and of all it was compared with. */
export function mismatchOf(award: GrantedAward, held: HeldNow): AwardMismatch | null {
  const then = figuresIn(award);
  const now = figuresNow(award, held);
  const changed = [...new Set([...then.keys(), ...now.keys()])].sort().flatMap((unit) => {
    const change = { unit, before: then.get(unit) ?? null, after: now.get(unit) ?? null };
    return change.before === change.after ? [] : [change];
  });
  const stillHolds = held.awards.some(({ kind, recipient }) => kind === award.kind && recipient === award.recipient);
  if (changed.length === 0 && stillHolds) return null;
  const explanation = explained(changed, stillHolds);
  return { frozen: ownFigure(award, then), now: ownFigure(award, now), stillHolds, explanation };
}

/** What each place had, by unit. */
type Figures = ReadonlyMap<string, string | null>;

const NEVER = 'NEVER_RETURNED';

function figuresIn({ kind, recipient, total, predicate, members, compared }: GrantedAward): Figures {
  if (kind === 'CARING') return new Map([[recipient, figureOf(total, predicate)]]);
  if (kind === 'PROVINCE_CARING') return new Map(members.map((one) => [one.unit, one.predicate]));
  return figuresOf(compared);
}

function figuresNow({ kind, recipient, within, members }: GrantedAward, { awards, standings }: HeldNow): Figures {
  if (measureOf(kind)) {
    return figuresOf(awards.find((one) => one.kind === kind && one.within === within)?.compared ?? []);
  }
  const finals = new Map(standings.map(({ unit, final }) => [unit, final]));
  if (kind === 'PROVINCE_CARING') {
    return new Map(members.map(({ unit }) => [unit, finals.get(unit)?.predicate ?? null]));
  }
  const final = finals.get(recipient);
  return new Map([[recipient, final ? figureOf(final.total, final.predicate) : null]]);
}

function figuresOf(compared: GrantedAward['compared']): Figures {
  return new Map(compared.map(({ unit, standing, exact }) => [unit, standing === NEVER ? NEVER : exact]));
}

function figureOf(total: string | null, predicate: string | null): string {
  return [total, predicate].filter((part) => part !== null).join(' ');
}

/** Of a province: how many of its places hold the predicate. */
function ownFigure({ kind, recipient, predicate }: GrantedAward, figures: Figures): string | null {
  if (kind !== 'PROVINCE_CARING') return figures.get(recipient) ?? null;
  const holding = [...figures.values()].filter((one) => one === predicate).length;
  return `${holding}/${figures.size}`;
}

type Change = Readonly<{ unit: string; before: string | null; after: string | null }>;

/** The changes of a whole province are not listed one by one. */
const MOST_NAMED = 5;

const WORDS = {
  never: { id: 'tidak pernah dikembalikan', en: 'never returned' },
  none: { id: 'tanpa nilai', en: 'no figure' },
  more: { id: 'lainnya', en: 'more' },
  changed: { id: 'Angka berubah sejak penetapan', en: 'Figures changed since it was granted' },
  unchanged: { id: 'Angka tidak berubah sejak penetapan.', en: 'No figure changed since it was granted.' },
  holds: { id: 'Penghargaan tetap akan diberikan.', en: 'It would still be granted.' },
  falls: { id: 'Sekarang penghargaan tidak akan diberikan.', en: 'It would not be granted now.' },
} as const;

function explained(changed: readonly Change[], stillHolds: boolean): Bilingual {
  const write = (language: keyof Bilingual): string => {
    const verdict = (stillHolds ? WORDS.holds : WORDS.falls)[language];
    if (changed.length === 0) return `${WORDS.unchanged[language]} ${verdict}`;
    const named = changed.slice(0, MOST_NAMED).map((one) => changeWords(one, language));
    const more = changed.length - named.length;
    const all = more > 0 ? [...named, `${more} ${WORDS.more[language]}`] : named;
    return `${WORDS.changed[language]}: ${all.join('; ')}. ${verdict}`;
  };
  return { id: write('id'), en: write('en') };
}

function changeWords({ unit, before, after }: Change, language: keyof Bilingual): string {
  return `${unit} ${figureWords(before, language)} → ${figureWords(after, language)}`;
}

function figureWords(figure: string | null, language: keyof Bilingual): string {
  if (figure === null) return WORDS.none[language];
  return figure === NEVER ? WORDS.never[language] : figure;
}
