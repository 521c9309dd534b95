/** The most frequent words, in order; the others are made up. */
const FREQUENT = ['kegiatan', 'laporan', 'peraturan', 'daerah', 'pelaksanaan', 'masyarakat', 'layanan', 'dokumen'];
const SYLLABLES = ['ba', 'cu', 'di', 'fe', 'go', 'ha', 'ju', 'ki', 'lo', 'ma', 'ne', 'pa', 'ra', 'su', 'ta', 'wi'];
const VOCABULARY = 20_000;
const LENGTH = 40;

/** Stands in two narratives of three. */
export const COMMON_WORD = 'peraturan';
/** Stands in one of some three thousand. */
export const RARE_WORD = wordOf(19_000);

/**
 * Narratives as long as people write them, of words as frequent as in a language: the n-th word comes 1/n as often as the
 * first (Zipf). The same ones in every run.
 */
export function createNarrator(): () => string {
  const next = createSequence();
  return () => Array.from({ length: LENGTH }, () => wordOf(Math.floor(VOCABULARY ** next()))).join(' ');
}

function wordOf(rank: number): string {
  return FREQUENT[rank - 1] ?? `${syllable(rank)}${syllable(rank >> 4)}${syllable(rank >> 8)}${syllable(rank >> 12)}`;
}

function syllable(number: number): string {
  return SYLLABLES[number % SYLLABLES.length] ?? '';
}

/** Numbers from 0 to 1: a linear congruential generator with the constants of Numerical Recipes. */
function createSequence(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
